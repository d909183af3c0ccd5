-- A mail to an address that is not masked is still to a buyer when its source or its text names an order of
-- the shop: the buyer's private address.
create temp table order_mail as
with named as (
    select
        message_id,
        order_id_given as order_id
    from messages
    where not to_buyer and order_id_given is not null
    union all
    select
        message_id,
        unnest(order_ids_in(concat_ws(' ', subject, body, array_to_string(links, ' '))))
    from messages
    where not to_buyer
        and split_part(to_address, '@', 2) is distinct from split_part(sender, '@', 2)
)

select distinct named.message_id
from named
inner join orders using (order_id);

update messages
set to_buyer = true
where message_id in (select message_id from order_mail)
    and not exists (select 1 from own_domains where in_domain(to_address, own_domains.domain));

drop table order_mail;
