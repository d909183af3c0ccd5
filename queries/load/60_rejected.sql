-- Rejected records by reason, and the ledger; records that no reader could stage are in the table already.

create temp view staged_records as
select record_id, source_file, source_position, sent_at as time_text from staged_mail
union all
select record_id, source_file, source_position, concat_ws(', ', bought_at, paid_at) from staged_order
union all
select record_id, source_file, source_position, null from staged_order_document
union all
select record_id, source_file, source_position, null from staged_shipment
union all
select record_id, source_file, source_position, null from staged_thread
union all
select record_id, source_file, source_position, created_at from staged_thread_message
union all
select record_id, source_file, source_position, opened_at from staged_issue
union all
select record_id, source_file, source_position, created_at from staged_issue_message
union all
select record_id, source_file, source_position, null from staged_carrier
union all
select record_id, source_file, source_position, paid_at from staged_payment
union all
select record_id, source_file, source_position, received_at from staged_notice;

insert into rejected_records
select
    staged.source_file,
    staged.source_position,
    outcomes.reason,
    '',
    case when outcomes.reason = 'time_unreadable' then staged.time_text end
from staged_records as staged
inner join record_outcomes as outcomes using (record_id)
where outcomes.outcome = 'rejected';

-- One row an input file: read = loaded + duplicates + rejected.
create table ledger as
with settled as (
    select
        staged.source_file,
        count(*) as staged,
        count(*) filter (where outcomes.outcome = 'loaded') as loaded,
        count(*) filter (where outcomes.outcome = 'duplicate') as duplicates,
        count(*) filter (where outcomes.outcome = 'rejected') as rejected
    from staged_records as staged
    left join record_outcomes as outcomes using (record_id)
    group by staged.source_file
)

select
    files.file_number,
    files.source_file,
    files.kind,
    files.sha256,
    files.encoding,
    files.mended,
    files.column_map,
    files.unreadable + coalesce(settled.staged, 0) as records_read,
    coalesce(settled.loaded, 0) as loaded,
    coalesce(settled.duplicates, 0) as duplicates,
    files.unreadable + coalesce(settled.rejected, 0) as rejected
from input_files as files
left join settled using (source_file);
