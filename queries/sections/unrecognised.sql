-- Mail of Allegro and bounces that no pattern explains, as many as are shown, in their order. What a mail
-- server answered stands behind its status, cut where it is long.
select
    unrecognised.is_bounce,
    warsaw(mail.received_at),
    case when mail.sender like '%@%' then split_part(mail.sender, '@', -1) else '' end,
    coalesce(subjects.shown, ''),
    left(concat_ws(' ', mail.bounce_status, answers.shown), 300),
    unrecognised.answers_mail,
    mail.source_file,
    mail.source_position
from unrecognised_mail as unrecognised
inner join allegro_mail as mail using (mail_id)
left join masked_texts as subjects on mail.subject = subjects.raw
left join masked_texts as answers on mail.bounce_diagnostic = answers.raw
where unrecognised.place <= 5000
order by unrecognised.place
