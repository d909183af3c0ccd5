-- Orders: the newest state of each, the others are duplicates, an event only where no form is; a form
-- without an id or with a time that is no time is rejected.

create temp table typed_order as
with timed as (
    select
        *,
        lower(order_id) as order_key,
        order_instant(bought_at, source_kind) as bought,
        order_instant(paid_at, source_kind) as paid,
        order_instant(updated_at, source_kind) as updated
    from staged_order
)

select
    *,
    case
        when order_id is null then 'order_unknown'
        when bought_at is not null and bought is null then 'time_unreadable'
        when paid_at is not null and paid is null then 'time_unreadable'
    end as reject_reason
from timed;

insert into record_outcomes
select
    record_id,
    case
        when reject_reason is not null then 'rejected'
        when row_number() over (
            partition by order_key, reject_reason is null
            order by source_kind = 'order_events', updated desc nulls last, record_id
        ) = 1 then 'loaded'
        else 'duplicate'
    end,
    reject_reason
from typed_order;

insert into orders
select
    order_key,
    lower(buyer_email),
    masked_pair(lower(buyer_email)),
    buyer_login,
    buyer_language,
    status,
    fulfillment_status,
    bought,
    paid,
    try_cast(invoice_required as boolean),
    delivery_method,
    marketplace,
    coalesce(try_cast(buyer_wrote as boolean), false),
    source_file,
    source_position
from typed_order
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into buyer_names
select distinct name
from (select unnest(buyer_names) as name from typed_order)
where length(trim(name)) > 2;

insert into record_outcomes
select
    record_id,
    case
        when order_id is null then 'rejected'
        when row_number() over (partition by lower(order_id) order by record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    case when order_id is null then 'order_unknown' end
from staged_order_document;

insert into order_documents
select
    lower(order_id),
    coalesce(len(invoice_uploaded_at), 0),
    coalesce(len(link_urls), 0),
    try_cast(has_external_invoices as boolean),
    source_file,
    source_position
from staged_order_document
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into order_invoices
select
    lower(staged.order_id),
    api_instant(staged.created),
    staged.stored <> '',
    staged.security,
    staged.verification
from (
    select
        record_id,
        order_id,
        unnest(invoice_created_at) as created,
        unnest(invoice_file_at) as stored,
        unnest(invoice_security) as security,
        unnest(invoice_verification) as verification
    from staged_order_document
) as staged
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into record_outcomes
select
    record_id,
    case
        when order_id is null or carrier_id is null then 'rejected'
        when row_number() over (partition by lower(order_id), carrier_id, waybill order by record_id) = 1
            then 'loaded'
        else 'duplicate'
    end,
    case
        when order_id is null then 'order_unknown'
        when carrier_id is null then 'carrier_unknown_record'
    end
from staged_shipment;

insert into shipments
select
    lower(order_id),
    waybill,
    carrier_id,
    carrier_name,
    api_instant(created_at),
    source_file,
    source_position
from staged_shipment
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into record_outcomes
select
    record_id,
    case
        when row_number() over (partition by carrier_id order by record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    null
from staged_carrier;

insert into carriers
select carrier_id, name
from staged_carrier
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

drop table typed_order;
