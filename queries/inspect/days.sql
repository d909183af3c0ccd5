-- The first and the last local day of the records of each file, as far as their times can be read.
with dated as (
    select source_file, mail_instant(sent_at) as instant from staged_mail
    union all
    select source_file, order_instant(bought_at, source_kind) from staged_order
    union all
    select source_file, api_instant(created_at) from staged_shipment
    union all
    select source_file, api_instant(created_at) from staged_thread_message
    union all
    select source_file, api_instant(opened_at) from staged_issue
    union all
    select source_file, api_instant(created_at) from staged_issue_message
    union all
    select source_file, mail_instant(paid_at) from staged_payment
    union all
    select source_file, mail_instant(received_at) from staged_notice
)

select
    source_file,
    cast(min(warsaw(instant)) as date),
    cast(max(warsaw(instant)) as date)
from dated
where instant is not null
group by source_file
