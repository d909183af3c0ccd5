-- One row a draft, in the order in which drafts were given.
select
    verdicts.message_id,
    verdicts.verdict,
    verdicts.categories,
    verdicts.blocking,
    verdicts.reason_code,
    coalesce(verdicts.evidence, '') as evidence,
    coalesce(verdicts.pattern_id, '') as pattern_id,
    coalesce(verdicts.exemption, '') as exemption
from verdicts
semi join drafts using (message_id)
order by cast(verdicts.message_id as integer)
