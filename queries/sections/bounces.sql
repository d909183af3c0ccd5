-- Mail that was not taken for a technical reason, by cause, most first: bounces (all, of them of mail that is
-- only late, of them about mail to a buyer), mail of Allegro that says the same, and the days.
with about_buyers as (
    select distinct answered.mail_id
    from (
        select mail_id, unnest(answers) as msg_key
        from allegro_notices
        where kind = 'bounce'
    ) as answered
    semi join (select msg_key from messages where to_buyer) as sent using (msg_key)
    union
    select mail_id
    from allegro_mail
    where is_bounce and len(list_filter(bounce_recipients, lambda address: is_masked(address))) > 0
)

select
    notices.cause,
    count(*) filter (where notices.kind = 'bounce'),
    count(*) filter (where notices.kind = 'bounce' and mail.bounce_action = 'delayed'),
    count(*) filter (where notices.kind = 'bounce' and about_buyers.mail_id is not null),
    count(*) filter (where notices.kind = 'account'),
    min(cast(warsaw(notices.received_at) as date)),
    max(cast(warsaw(notices.received_at) as date))
from allegro_notices as notices
inner join allegro_mail as mail using (mail_id)
left join about_buyers using (mail_id)
where notices.cause is not null
group by notices.cause
order by count(*) desc, notices.cause
