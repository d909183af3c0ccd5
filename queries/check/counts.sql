-- Findings of one control by template, local day and verdict: all that assess needs to know.
select
    coalesce(template_id, ''),
    cast(warsaw(occurred_at) as date),
    verdict,
    count(*)
from findings
where control_id = getvariable('control_id')
group by all
order by all;
