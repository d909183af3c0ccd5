-- verdicts.parquet: one row a sent message of the period, mail outside the population too. in_force: breaks
-- a rule in force on the day that judges it (its own, or the day whose rules are replayed).
with broken as (
    select
        mail.message_no,
        bool_or(
            rule_starts.starts <= coalesce(audit_run.rules_of, cast(warsaw(mail.sent_at) as date))
        ) as in_force
    from category_mail as mail
    inner join rule_starts using (category)
    cross join audit_run
    where mail.verdict = 'prohibited'
    group by mail.message_no
)

select
    verdicts.message_id,
    coalesce(pseudonyms.shown, '') as recipient,
    messages.source_file,
    messages.source_position,
    messages.sent_at as sent_at_utc,
    messages.channel,
    verdicts.verdict,
    verdicts.categories,
    verdicts.blocking,
    coalesce(broken.in_force, false) as in_force,
    verdicts.reason_code,
    coalesce(masked_texts.shown, '') as evidence,
    coalesce(verdicts.pattern_id, '') as pattern_id,
    coalesce(verdicts.exemption, '') as exemption,
    coalesce(verdicts.order_id, '') as order_id,
    coalesce(verdicts.template_id, '') as template_id
from verdicts
inner join messages using (message_no)
left join broken using (message_no)
left join pseudonyms on coalesce(messages.to_address, messages.buyer_login) = pseudonyms.raw
left join masked_texts on verdicts.evidence = masked_texts.raw
where verdicts.in_period
order by messages.sent_at, verdicts.message_id
