-- finding_counts: one row a control, template, local day and verdict, and order or message that a waiver
-- names (empty for all others): how many findings, all that assess and the waivers need to know.
create view finding_counts as
select
    findings.control_id,
    coalesce(findings.template_id, '') as template_id,
    cast(warsaw(findings.occurred_at) as date) as found_on,
    findings.verdict,
    count(*) as findings,
    coalesce(waived_orders.id, '') as order_id,
    coalesce(waived_messages.id, '') as waived_message_id
from findings
left join verdicts on findings.subject_id = verdicts.message_id
left join waiver_scopes as waived_orders
    on waived_orders.kind = 'order' and coalesce(verdicts.order_id, findings.subject_id) = waived_orders.id
left join waiver_scopes as waived_messages
    on waived_messages.kind = 'message' and findings.subject_id = waived_messages.id
group by all;
