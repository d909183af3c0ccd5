-- Stopped messages that no announced blocking predicted, by template, verdict and reason, most first.
select
    coalesce(verdicts.template_id, 'by-hand'),
    verdicts.verdict,
    verdicts.reason_code,
    count(*),
    min(verdicts.sent_on),
    max(verdicts.sent_on),
    verdicts.verdict = 'allowed'
from predictions
inner join verdicts using (message_no)
where predictions.stopped and len(predictions.predicted) = 0
group by all
order by count(*) desc, 1, 3
