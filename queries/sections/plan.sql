-- One row a template with prohibited messages of the period, mail no template explains in one row: what
-- the plan is made of. A template that is silent for longer than 30 days and than three of its usual gaps
-- is not seen any more.
with guilty as (
    select
        coalesce(verdicts.template_id, '') as template_id,
        verdicts.message_id,
        verdicts.sent_on,
        verdicts.blocking,
        verdicts.message_id in (select message_id from blocked_messages) as stopped,
        coalesce(broken.in_force, false) as in_force
    from verdicts
    left join (
        select
            mail.message_no,
            bool_or(rule_starts.starts <= cast(warsaw(mail.sent_at) as date)) as in_force
        from category_mail as mail
        inner join rule_starts using (category)
        where mail.verdict = 'prohibited'
        group by mail.message_no
    ) as broken on verdicts.message_no = broken.message_no
    where verdicts.verdict = 'prohibited' and verdicts.in_period
),

-- A finding goes with the mail it is about: a message, or a template's day.
gone as (
    select
        coalesce(findings.template_id, '') as template_id,
        count(*) as findings
    from findings
    left join verdicts on findings.subject_id = verdicts.message_id
    where findings.verdict = 'prohibited'
        and (findings.template_id is not null or verdicts.message_id is not null)
    group by all
)

select
    guilty.template_id,
    count(*) as messages,
    count(*) filter (where guilty.in_force),
    count(*) filter (where guilty.blocking),
    count(*) filter (where guilty.stopped),
    count(*) filter (where guilty.sent_on > audit_run.period_to - 30),
    count(*) * 30.0 / any_value(date_diff('day', audit_run.period_from, audit_run.period_to) + 1),
    min(guilty.sent_on),
    max(guilty.sent_on),
    any_value(audit_run.period_to) - max(guilty.sent_on) > greatest(
        30,
        3.0 * (max(guilty.sent_on) - min(guilty.sent_on)) / greatest(count(*) - 1, 1)
    ) as not_seen,
    coalesce(any_value(gone.findings), 0)
from guilty
cross join audit_run
left join gone using (template_id)
group by guilty.template_id
order by guilty.template_id
