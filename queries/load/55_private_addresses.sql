-- A mail to an address that is not masked is still to a buyer when its source or its text names an order of
-- the shop: the buyer's private address.
create temp table order_mail as
with strangers as (
    select *
    from messages
    where not to_buyer
),

said as (
    select
        strangers.message_no,
        unnest(texts.lines) as line_id
    from strangers
    inner join message_texts as texts using (message_no)
    where split_part(strangers.to_address, '@', 2) is distinct from split_part(strangers.sender, '@', 2)
),

named as (
    select
        message_no,
        order_id_given as order_id
    from strangers
    where order_id_given is not null
    union all
    select
        message_no,
        unnest(order_ids_in(concat_ws(' ', subject, array_to_string(links, ' '))))
    from strangers
    where split_part(to_address, '@', 2) is distinct from split_part(sender, '@', 2)
    union all
    select
        said.message_no,
        unnest(order_ids_in(staged_lines.line))
    from said
    inner join staged_lines using (line_id)
)

select distinct named.message_no
from named
inner join orders using (order_id);

update messages
set to_buyer = true
where message_no in (select message_no from order_mail)
    and not exists (select 1 from own_domains where in_domain(to_address, own_domains.domain));

drop table order_mail;
