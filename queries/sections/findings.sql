-- Findings as they may leave the house, newest first. One about a template and a day has no recipient, and
-- its evidence is a count: prohibited / all.
select
    findings.control_id,
    findings.verdict,
    warsaw(findings.occurred_at) as sent_at,
    coalesce(messages.channel, '') as channel,
    coalesce(pseudonyms.shown, '') as recipient,
    case when messages.message_id is null then findings.subject_id else coalesce(subjects.shown, '') end
        as subject,
    verdicts.categories,
    coalesce(verdicts.blocking, false) as blocking,
    findings.reason_code,
    case when messages.message_id is null then findings.evidence else coalesce(evidence.shown, '') end
        as evidence,
    coalesce(findings.template_id, '') as template_id,
    coalesce(verdicts.order_id, '') as order_id,
    findings.source_file,
    findings.source_position
from findings
left join verdicts on findings.subject_id = verdicts.message_id
left join messages on findings.subject_id = messages.message_id
left join pseudonyms on coalesce(messages.to_address, messages.buyer_login) = pseudonyms.raw
left join masked_texts as subjects on messages.subject = subjects.raw
left join masked_texts as evidence on findings.evidence = evidence.raw
order by findings.occurred_at desc, findings.control_id, findings.subject_id
