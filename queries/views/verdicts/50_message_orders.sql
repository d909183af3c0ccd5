-- message_orders: one row a message to a buyer whose order is known, with the way it was found: the source
-- names it, the whole address of the buyer belongs to it, the text names it, or it is the newest order of the
-- pair before the mail, at most 60 days old.
create temp table sure_orders as
with candidates as (
    select
        message_no,
        order_id_given as order_id,
        1 as rung,
        'named_by_source' as found_by,
        sent_at
    from messages
    where order_id_given is not null
    union all
    select
        messages.message_no,
        orders.order_id,
        2,
        'full_address',
        orders.bought_at
    from messages
    inner join orders on messages.to_address = orders.buyer_email
    where messages.masked_transaction is not null and messages.order_id_given is null
)

select
    message_no,
    order_id,
    found_by
from candidates
qualify row_number() over (partition by message_no order by rung, sent_at desc nulls last, order_id) = 1;

create temp table likely_orders as
with open_mail as (
    select *
    from messages
    anti join sure_orders using (message_no)
    where to_buyer
),

named as (
    select
        message_no,
        unnest(order_ids_in(concat_ws(' ', subject, array_to_string(links, ' ')))) as order_id
    from open_mail
    union all
    select text_orders.*
    from text_orders
    semi join open_mail using (message_no)
),

candidates as (
    select
        named.message_no,
        named.order_id,
        3 as rung,
        'id_in_text' as found_by,
        orders.bought_at
    from named
    left join orders using (order_id)
    union all
    select
        open_mail.message_no,
        orders.order_id,
        4,
        'pair_and_time',
        orders.bought_at
    from open_mail
    inner join orders using (masked_pair)
    where orders.bought_at between open_mail.sent_at - interval 60 day and open_mail.sent_at
)

select
    message_no,
    order_id,
    found_by
from candidates
qualify row_number() over (partition by message_no order by rung, bought_at desc nulls last, order_id) = 1;

create table message_orders as
select
    messages.message_no,
    messages.message_id,
    found.order_id,
    found.found_by
from (
    select * from sure_orders
    union all
    select * from likely_orders
) as found
inner join messages using (message_no);

drop table sure_orders;
drop table likely_orders;

-- order_carriers: one row an order, whether the carrier is integrated with Allegro: its carrierId is
-- known and not OTHER (the best rule the sources give).
create table order_carriers as
select
    order_id,
    case when bool_or(carrier_id <> 'OTHER') then 'integrated' else 'not_integrated' end as carrier
from shipments
group by order_id;

-- message_links: one row a link of a message whose host is known, with what stands behind it.
create table message_links as
with linked as (
    select
        message_no,
        link,
        lower(regexp_extract(link, '(?i)^https?://([^/:?#]+)', 1)) as in_host
    from (
        -- A link wrapped by a click counter is the link it carries, where that can be seen.
        select
            message_no,
            coalesce(
                nullif(url_decode(regexp_extract(link, '[?&/=](https?%3A%2F%2F[^&]+)', 1)), ''),
                nullif(regexp_extract(link, '^https?://.*?[?&/=](https?://[^&]+)', 1), ''),
                link
            ) as link
        from (select message_no, unnest(links) as link from messages where to_buyer)
    )
),

known_hosts as (
    select
        hosts.in_host,
        link_hosts.host,
        link_hosts.kind
    from (select distinct in_host from linked) as hosts
    inner join link_hosts
        on ends_with('.' || hosts.in_host, '.' || link_hosts.host)
        -- A name without a dot is one part of a host: "faktury" in sklep.faktury.example.
        or (
            not contains(link_hosts.host, '.')
            and contains('.' || hosts.in_host || '.', '.' || link_hosts.host || '.')
        )
)

select
    linked.message_no,
    linked.link,
    link_hosts.kind,
    link_hosts.host
from linked
inner join known_hosts as link_hosts using (in_host)
where (link_hosts.kind = 'tracking' and regexp_matches(linked.link, '^https?://[^/?#]+[/?#].*\d'))
    or (link_hosts.kind = 'document' and regexp_matches(linked.link, '^https?://[^/?#]+/.{4,}'))
    or link_hosts.kind = 'rating'
qualify row_number() over (
    partition by linked.message_no, linked.link order by length(link_hosts.host) desc
) = 1;

-- message_carriers: one row a message to a buyer: integrated, not_integrated or unknown. Without a
-- shipment of the order, a tracking link or the delivery method of the order may still name the carrier.
create table message_carriers as
with integrated_methods as (
    select delivery_method
    from (select distinct delivery_method from orders)
    where regexp_matches(fold(delivery_method), getvariable('integrated_methods'))
),

-- What only the name of the delivery method tells of an order.
likely_carriers as (
    select orders.order_id
    from orders
    semi join integrated_methods using (delivery_method)
)

select
    messages.message_no,
    coalesce(
        order_carriers.carrier,
        case when tracking.message_no is not null or likely.order_id is not null then 'integrated' end,
        'unknown'
    ) as carrier
from messages
left join message_orders using (message_no)
left join order_carriers using (order_id)
left join likely_carriers as likely using (order_id)
left join (select distinct message_no from message_links where kind = 'tracking') as tracking
    using (message_no)
where messages.to_buyer;
