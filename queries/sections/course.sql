-- Where each category stands in time: before and since its rule began, the last one sent, the last 28 days
-- before the as-of day, the templates that still sent it then, and how many were stopped.
with sent as (
    select
        found.category,
        verdicts.sent_on,
        verdicts.template_id,
        rule_starts.starts <= coalesce(audit_run.rules_of, verdicts.sent_on) as since,
        verdicts.sent_on between audit_run.as_of - 28 and audit_run.as_of - 1 as lately,
        stopped.message_no is not null as stopped
    from category_verdicts as found
    inner join verdicts using (message_no)
    left join rule_starts using (category)
    left join stopped_messages as stopped using (message_no)
    cross join audit_run
    where found.verdict = 'prohibited' and verdicts.in_period
)

select
    category,
    count(*) filter (where since is distinct from true),
    count(*) filter (where since),
    max(sent_on),
    count(*) filter (where lately),
    count(distinct template_id) filter (where lately),
    count(*) filter (where stopped),
    (
        select max(date_diff('day', audit_run.as_of, rule_starts.starts))
        from rule_starts
        cross join audit_run
        where rule_starts.category = sent.category and rule_starts.starts > audit_run.as_of
    )
from sent
group by category
