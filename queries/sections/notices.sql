-- Block notices by how well they match, technical bounces and unknown mail from Allegro apart.
select
    count(*) filter (where notices.kind = 'block'),
    count(*) filter (where matches.outcome = 'matched'),
    count(*) filter (where matches.outcome = 'ambiguous'),
    count(*) filter (where matches.outcome = 'unmatched'),
    count(*) filter (where notices.kind = 'bounce'),
    count(*) filter (where notices.kind = 'unknown'),
    (
        select count(*) from blocked_messages
        inner join verdicts using (message_id)
        where verdicts.verdict = 'prohibited'
    ),
    (
        select count(*) from blocked_messages
        inner join verdicts using (message_id)
        where verdicts.verdict <> 'prohibited'
    )
from allegro_notices as notices
left join notice_matches as matches using (mail_id)
