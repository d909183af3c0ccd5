-- The rows of one control, kept with its id.
insert into findings
select
    getvariable('control_id'),
    getvariable('control_category'),
    subject_id,
    occurred_at,
    reason_code,
    source_file,
    source_position,
    verdict,
    template_id
from control_rows;
