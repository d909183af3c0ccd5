-- Findings of every control, to tell what became of the waivers.
select
    control_id,
    template_id,
    found_on,
    verdict,
    findings,
    order_id,
    waived_message_id
from finding_counts
order by all
