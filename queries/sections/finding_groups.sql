-- Findings by control and template, by which two reports are compared: no day and no person in the key.
select
    findings.control_id,
    coalesce(findings.template_id, ''),
    coalesce(any_value(template_subjects.subject_key), ''),
    findings.verdict,
    count(*),
    min(cast(warsaw(findings.occurred_at) as date)),
    max(cast(warsaw(findings.occurred_at) as date))
from findings
left join template_subjects using (template_id)
group by findings.control_id, findings.template_id, findings.verdict
order by 1, 2, 4
