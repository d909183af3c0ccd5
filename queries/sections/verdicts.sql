-- verdicts.parquet: one row a sent message of the period, mail outside the population too.
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
    verdicts.reason_code,
    coalesce(masked_texts.shown, '') as evidence,
    coalesce(verdicts.pattern_id, '') as pattern_id,
    coalesce(verdicts.exemption, '') as exemption,
    coalesce(verdicts.order_id, '') as order_id,
    coalesce(verdicts.template_id, '') as template_id
from verdicts
inner join messages using (message_no)
left join pseudonyms on coalesce(messages.to_address, messages.buyer_login) = pseudonyms.raw
left join masked_texts on verdicts.evidence = masked_texts.raw
where verdicts.in_period
order by messages.sent_at, verdicts.message_id
