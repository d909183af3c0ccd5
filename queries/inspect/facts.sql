-- What the data can show, by the id of a need (queries/reference/needs.toml): known, of how many.
with center_files as (
    select source_file from input_files where kind in ('threads', 'thread_messages')
),

mail as (
    select *
    from messages
    where to_buyer
),

known_buyers as (
    select masked_pair from orders where masked_pair is not null
),

with_documents as (
    select orders.order_id
    from orders
    semi join order_documents using (order_id)
),

with_carrier as (
    select orders.order_id
    from orders
    left join shipments using (order_id)
    group by orders.order_id
    having count(shipments.carrier_id) > 0 or count(orders.delivery_method) > 0
)

select 'sent_mail', count(*), count(*) from mail
union all
select 'text', count(*) filter (where has_text), count(*) from mail
union all
select 'attachments', count(*) filter (where has_attachment_info), count(*) from mail
union all
select 'threads', count(*) filter (where has_thread_info), count(*) from mail
union all
select
    'buyer_messages',
    count(*) filter (where channel in ('email', 'message_center')),
    count(*)
from buyer_messages
union all
select
    'orders',
    case
        when count(*) = 0 then (select count(*) from orders)
        else
            count(*) filter (
                where order_id_given is not null
                    or masked_pair in (select masked_pair from known_buyers)
            )
    end,
    count(*)
from mail
union all
select 'carriers', (select count(*) from with_carrier), count(*) from orders
union all
select 'documents', (select count(*) from with_documents), count(*) from orders
union all
select
    'notices',
    count(*) filter (where not is_bounce) + (select count(*) from messages where blocked),
    count(*) + (select count(*) from messages where blocked)
from allegro_mail
union all
select 'zones', count(*) filter (where not tz_assumed), count(*) from mail
union all
select
    'message_center',
    (select count(*) from messages where source_file in (select source_file from center_files))
    + (select count(*) from buyer_messages where source_file in (select source_file from center_files)),
    1
union all
select 'discussions', count(*), count(*) from issues
union all
select 'account_addresses', count(*), count(*) from account_addresses
