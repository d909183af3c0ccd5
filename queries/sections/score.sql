-- Judged messages to buyers: all, to review, those that broke a rule in force on the day they were sent,
-- and those that break a rule known on the as-of day.
with broken as (
    select
        mail.message_no,
        bool_or(
            rule_starts.starts <= coalesce(audit_run.rules_of, cast(warsaw(mail.sent_at) as date))
        ) as in_force,
        bool_or(rule_starts.announced) as known
    from category_mail as mail
    inner join rule_starts using (category)
    cross join audit_run
    where mail.verdict = 'prohibited'
    group by mail.message_no
)

select
    count(*) filter (where mail.judged),
    count(*) filter (where mail.verdict = 'review'),
    count(*) filter (where broken.in_force),
    count(*) filter (where broken.known)
from mail_to_buyers as mail
left join broken using (message_no)
