-- Orders to do something for, a row an order, list and reason. Nothing about the buyer.
-- at_allegro: none (asked, nothing there), not_asked (the data hold no answer about the order), external
-- (nothing there, and Allegro's flag says a document was sent outside of it).
with mailed as (
    select
        verdicts.order_id,
        max(verdicts.sent_on) as mailed_on,
        count(*) as messages,
        count(*) filter (where verdicts.message_id in (select message_id from blocked_messages)) as stopped,
        arg_max(coalesce(verdicts.template_id, ''), (verdicts.sent_on, verdicts.message_id)) as template_id
    from category_verdicts as found
    inner join verdicts using (message_no)
    where found.category = 'fiscal_document'
        and found.verdict = 'prohibited'
        and verdicts.in_period
        and verdicts.order_id is not null
    group by verdicts.order_id
),

-- Asked for by the buyer, and never sent in any way.
waiting as (
    select orders.order_id
    from orders
    inner join order_documents as documents using (order_id)
    cross join audit_run
    where orders.invoice_required
        and coalesce(orders.status, '') <> 'CANCELLED'
        and documents.invoices + documents.links = 0
        and not coalesce(documents.has_external_invoices, false)
        and cast(warsaw(orders.bought_at) as date) between audit_run.period_from and audit_run.period_to
),

documents as (
    select
        case
            when orders.invoice_required is null then 'orders_to_inform'
            when orders.invoice_required then 'documents_to_upload'
            else 'links_to_add'
        end as list,
        order_id,
        case
            when orders.invoice_required is null then 'document_order_unknown'
            when mailed.order_id is null then 'asked_never_sent'
            when mailed.stopped > 0 then 'document_stopped'
            else 'document_mailed'
        end as reason,
        orders.invoice_required,
        case
            when at_allegro.order_id is null then 'not_asked'
            when at_allegro.has_external_invoices then 'external'
            else 'none'
        end as at_allegro,
        mailed.mailed_on,
        coalesce(mailed.messages, 0) as messages,
        coalesce(mailed.stopped, 0) as stopped,
        coalesce(mailed.template_id, '') as template_id,
        'fiscal_document' as category
    from mailed
    full join waiting using (order_id)
    left join orders using (order_id)
    left join order_documents as at_allegro using (order_id)
    where coalesce(at_allegro.invoices + at_allegro.links, 0) = 0
),

-- Stopped by Allegro, so the buyer did not read it in the mail.
unread as (
    select
        verdicts.order_id,
        verdicts.message_id,
        verdicts.sent_on,
        coalesce(verdicts.template_id, '') as template_id,
        case when verdicts.verdict = 'prohibited' then 'shipping_stopped' else 'matter_stopped' end as reason,
        coalesce(verdicts.categories[1], '') as category
    from verdicts
    where verdicts.message_id in (select message_id from blocked_messages)
        and verdicts.in_period
        and verdicts.order_id is not null
        and (
            verdicts.verdict in ('allowed', 'review')
            or list_has_any(verdicts.categories, ['order_in_progress_or_shipped', 'shipment_status'])
        )
),

to_inform as (
    select
        'orders_to_inform' as list,
        unread.order_id,
        unread.reason,
        any_value(orders.invoice_required) as invoice_required,
        case when count(shipments.order_id) > 0 then 'tracking' else 'none' end as at_allegro,
        max(unread.sent_on) as mailed_on,
        count(distinct unread.message_id) as messages,
        count(distinct unread.message_id) as stopped,
        arg_max(unread.template_id, (unread.sent_on, unread.message_id)) as template_id,
        arg_max(unread.category, (unread.sent_on, unread.message_id)) as category
    from unread
    left join orders using (order_id)
    left join (select distinct order_id from shipments) as shipments using (order_id)
    where unread.reason = 'matter_stopped'
        or (
            shipments.order_id is null
            and coalesce(orders.fulfillment_status, '') not in ('SENT', 'PICKED_UP', 'CANCELLED', 'RETURNED')
        )
    group by unread.order_id, unread.reason
)

select * from documents
union all
select * from to_inform
order by 1, 6 desc nulls last, 2, 3
