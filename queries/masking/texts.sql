-- Texts that a report may show: evidence, and the subjects of flagged mail, as far as a workbook can hold
-- findings: the newest. What Allegro stopped is shown whatever it says, and so is what no pattern explains.
select evidence from category_verdicts where evidence is not null
union
select subject
from (
    select messages.subject
    from messages
    inner join verdicts using (message_no)
    where verdicts.verdict in ('prohibited', 'review') and verdicts.in_period and messages.subject is not null
    order by messages.sent_at desc, messages.message_id
    limit 50000
)
union
select messages.subject
from messages
semi join stopped_messages using (message_no)
where messages.subject is not null
union
select text
from (
    select unnest([mail.subject, mail.bounce_diagnostic]) as text
    from unrecognised_mail as unrecognised
    inner join allegro_mail as mail using (mail_id)
    where unrecognised.place <= 5000
)
where text is not null
