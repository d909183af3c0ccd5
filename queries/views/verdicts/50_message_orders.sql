-- message_orders: one row a message to a buyer whose order is known, with the way it was found.
create table message_orders as
with named as (
    select
        message_id,
        unnest(order_ids_in(concat_ws(' ', subject, body, array_to_string(links, ' ')))) as order_id
    from messages
    where to_buyer
),

candidates as (
    select message_id, order_id_given as order_id, 1 as rung, 'named_by_source' as found_by, sent_at
    from messages
    where order_id_given is not null
    union all
    select messages.message_id, orders.order_id, 2, 'full_address', orders.bought_at
    from messages
    inner join orders on messages.to_address = orders.buyer_email
    where messages.masked_transaction is not null
    union all
    select named.message_id, named.order_id, 3, 'id_in_text', orders.bought_at
    from named
    left join orders using (order_id)
    union all
    -- The pair alone: the newest order before the mail, at most 60 days old.
    select messages.message_id, orders.order_id, 4, 'pair_and_time', orders.bought_at
    from messages
    inner join orders using (masked_pair)
    where messages.to_buyer
        and orders.bought_at between messages.sent_at - interval 60 day and messages.sent_at
)

select
    message_id,
    order_id,
    found_by
from candidates
qualify row_number() over (partition by message_id order by rung, sent_at desc nulls last, order_id) = 1;

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
select
    linked.message_id,
    linked.link,
    link_hosts.kind,
    link_hosts.host
from (
    -- A link wrapped by a click counter is the link it carries, where that can be seen.
    select
        message_id,
        coalesce(
            nullif(url_decode(regexp_extract(link, '[?&/=](https?%3A%2F%2F[^&]+)', 1)), ''),
            nullif(regexp_extract(link, '^https?://.*?[?&/=](https?://[^&]+)', 1), ''),
            link
        ) as link
    from (select message_id, unnest(links) as link from messages where to_buyer)
) as linked
inner join link_hosts
    on ends_with(
        '.' || regexp_extract(lower(linked.link), '^https?://([^/:?#]+)', 1),
        '.' || link_hosts.host
    )
where (link_hosts.kind = 'tracking' and regexp_matches(linked.link, '^https?://[^/?#]+[/?#].*\d'))
    or (link_hosts.kind = 'document' and regexp_matches(linked.link, '^https?://[^/?#]+/.{4,}'))
    or link_hosts.kind = 'rating'
qualify row_number() over (
    partition by linked.message_id, linked.link order by length(link_hosts.host) desc
) = 1;

-- message_carriers: one row a message to a buyer: integrated, not_integrated or unknown. Without a
-- shipment of the order, a tracking link or the delivery method of the order may still name the carrier.
create table message_carriers as
select
    messages.message_id,
    coalesce(
        order_carriers.carrier,
        case when tracking.message_id is not null then 'integrated' end,
        case
            when regexp_matches(fold(orders.delivery_method), getvariable('integrated_methods'))
                then 'integrated'
        end,
        'unknown'
    ) as carrier
from messages
left join message_orders using (message_id)
left join order_carriers using (order_id)
left join orders using (order_id)
left join (select distinct message_id from message_links where kind = 'tracking') as tracking
    using (message_id)
where messages.to_buyer;
