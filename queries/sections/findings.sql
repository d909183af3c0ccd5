-- Findings as they may leave the house, newest first: one row a message and control.
select
    findings.control_id,
    findings.verdict,
    warsaw(findings.occurred_at) as sent_at,
    messages.channel,
    coalesce(pseudonyms.shown, '') as recipient,
    coalesce(subjects.shown, '') as subject,
    verdicts.categories,
    verdicts.blocking,
    findings.reason_code,
    coalesce(evidence.shown, '') as evidence,
    coalesce(findings.template_id, '') as template_id,
    coalesce(verdicts.order_id, '') as order_id,
    findings.source_file,
    findings.source_position
from findings
inner join verdicts on findings.subject_id = verdicts.message_id
inner join messages using (message_id)
left join pseudonyms on coalesce(messages.to_address, messages.buyer_login) = pseudonyms.raw
left join category_verdicts as found
    on verdicts.message_id = found.message_id and findings.category = found.category
left join masked_texts as subjects on messages.subject = subjects.raw
left join masked_texts as evidence on coalesce(found.evidence, verdicts.evidence) = evidence.raw
order by findings.occurred_at desc, findings.control_id, findings.subject_id
