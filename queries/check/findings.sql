-- The rows of one control, kept with its id.
insert into findings
select
    getvariable('control_id'),
    subject_id,
    occurred_at,
    reason_code,
    source_file,
    source_position,
    verdict,
    template_id,
    evidence
from control_rows;
