-- Findings of one control as assess needs to know them.
select
    template_id,
    found_on,
    verdict,
    findings,
    order_id,
    waived_message_id
from finding_counts
where control_id = getvariable('control_id')
order by all;
