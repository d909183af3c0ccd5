-- order_papers: one row an order whose documents were asked of the API: what of them the buyer can have.
create view order_papers as
with invoices as (
    select
        order_id,
        count(*) as invoices,
        count(*) filter (
            where has_file
            and coalesce(security, '') not in ('REJECTED', 'WAITING')
            and coalesce(verification, '') <> 'REJECTED'
        ) as accepted,
        count(*) filter (where security = 'REJECTED' or verification = 'REJECTED') as rejected,
        count(*) filter (where has_file and security = 'WAITING') as waiting,
        count(*) filter (where not has_file) as without_file,
        min(created_at) as first_created_at
    from order_invoices
    group by order_id
)

select
    documents.order_id,
    documents.links,
    coalesce(documents.has_external_invoices, false) as sent_elsewhere,
    coalesce(invoices.invoices, 0) as invoices,
    coalesce(invoices.accepted, 0) as accepted,
    coalesce(invoices.rejected, 0) as rejected,
    coalesce(invoices.waiting, 0) as waiting,
    coalesce(invoices.without_file, 0) as without_file,
    invoices.first_created_at,
    coalesce(invoices.accepted, 0) + documents.links > 0 as at_the_order,
    documents.source_file,
    documents.source_position
from order_documents as documents
left join invoices using (order_id);

-- own_information: one row an order and piece of information that the shop's own messages told, or tried to.
create table own_information as
select
    message_orders.order_id,
    case
        when acts.category = 'fiscal_document' then 'document'
        when acts.category = 'payment_received' then 'payment'
        when acts.category = 'shipment_status' then 'tracking'
        else 'sent'
    end as information,
    count(*) filter (where stopped.message_no is null) as delivered,
    count(*) filter (where stopped.message_no is not null) as stopped,
    min(messages.sent_at) as first_sent_at,
    max(messages.sent_at) as last_sent_at,
    max(stopped.stopped_at) as stopped_at,
    arg_max(messages.source_file, messages.sent_at) as source_file,
    arg_max(messages.source_position, messages.sent_at) as source_position
from message_acts as acts
inner join messages using (message_no)
inner join message_orders using (message_no)
left join stopped_messages as stopped using (message_no)
where acts.reason_code not in ('boilerplate', 'rating_link')
    and (
        acts.category in ('fiscal_document', 'payment_received', 'shipment_status')
        or (acts.category = 'order_in_progress_or_shipped' and acts.says_shipped)
    )
group by all;

-- audited_orders: one row an order that was bought in the period and not cancelled.
create view audited_orders as
with parcels as (
    select
        order_id,
        count(*) as parcels,
        min(created_at) as first_parcel_at
    from shipments
    group by order_id
)

select
    orders.order_id,
    orders.bought_at,
    orders.paid_at,
    orders.fulfillment_status,
    coalesce(orders.invoice_required, false) as wants_invoice,
    coalesce(parcels.parcels, 0) as parcels,
    parcels.first_parcel_at,
    parcels.parcels is not null
    or orders.fulfillment_status in ('SENT', 'READY_FOR_PICKUP', 'PICKED_UP') as is_sent,
    true as judged,
    orders.source_file,
    orders.source_position
from orders
left join parcels using (order_id)
cross join audit_run
where coalesce(orders.status, '') <> 'CANCELLED'
    and coalesce(orders.fulfillment_status, '') not in ('CANCELLED', 'RETURNED')
    and cast(warsaw(orders.bought_at) as date) between audit_run.period_from and audit_run.period_to;

-- order_information: one row an order and piece of information that its buyer should have, with who told it.
-- A stopped message told nobody. That the status of the order is set counts as the API's word, whatever the
-- seller's setting for the mail is: no data show it.
create view order_information as
with called_for as (
    select
        orders.*,
        papers.order_id is not null as papers_known,
        coalesce(papers.at_the_order, false) as at_the_order
    from audited_orders as orders
    left join order_papers as papers using (order_id)
),

needed as (
    select
        called_for.*,
        'document' as information,
        at_the_order as by_api,
        false as by_allegro,
        papers_known as known
    from called_for
    where wants_invoice
        or order_id in (select order_id from own_information where information = 'document')
    union all
    select *, 'payment', false, true, true
    from called_for
    where paid_at is not null
    union all
    select *, 'sent', fulfillment_status in ('SENT', 'READY_FOR_PICKUP', 'PICKED_UP'), false,
        fulfillment_status is not null
    from called_for
    where is_sent
    union all
    select *, 'tracking', parcels > 0, false, (select count(*) > 0 from shipments)
    from called_for
    where is_sent
)

select
    needed.order_id,
    needed.information,
    needed.bought_at,
    needed.source_file,
    needed.source_position,
    coalesce(own.stopped, 0) as stopped,
    case
        when own.delivered > 0 and (needed.by_api or needed.by_allegro) then 'twice'
        when own.delivered > 0 then 'own_mail'
        when needed.by_allegro then 'allegro'
        when needed.by_api then 'api'
        when needed.known then 'nobody'
        else 'unknown'
    end as told_by,
    needed.known or coalesce(own.delivered, 0) > 0 as judged
from needed
left join own_information as own using (order_id, information);
