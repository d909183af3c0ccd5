-- Stopped messages that the published rules allow, with what shows both, oldest first.
select
    warsaw(messages.sent_at),
    messages.channel,
    coalesce(pseudonyms.shown, ''),
    coalesce(subjects.shown, ''),
    verdicts.reason_code,
    coalesce(verdicts.exemption, ''),
    coalesce(verdicts.template_id, ''),
    coalesce(verdicts.order_id, ''),
    messages.source_file,
    messages.source_position,
    case when stopped.by_notice then stopped.notice_file else '' end,
    case when stopped.by_notice then stopped.notice_position else '' end,
    case when stopped.by_notice then warsaw(stopped.stopped_at) end,
    stopped.rung
from predictions
inner join verdicts using (message_no)
inner join messages using (message_no)
inner join stopped_messages as stopped using (message_no)
left join pseudonyms on coalesce(messages.to_address, messages.buyer_login) = pseudonyms.raw
left join masked_texts as subjects on messages.subject = subjects.raw
where predictions.stopped and len(predictions.predicted) = 0 and verdicts.verdict = 'allowed'
order by messages.sent_at, messages.message_id
