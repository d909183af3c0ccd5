-- mail_to_buyers: one row a message to a buyer in the period; judged where its text or an act was seen.
create view mail_to_buyers as
select
    verdicts.message_no,
    verdicts.message_id,
    messages.sent_at,
    verdicts.verdict,
    verdicts.template_id,
    messages.source_file,
    messages.source_position,
    verdicts.verdict <> 'not_assessed' as judged
from verdicts
inner join messages using (message_no)
where messages.to_buyer and verdicts.in_period;

-- category_mail: one row a message to a buyer in the period and category it was found in.
create view category_mail as
select
    mail.message_no,
    mail.message_id,
    mail.sent_at,
    mail.template_id,
    mail.source_file,
    mail.source_position,
    found.category,
    found.verdict,
    found.reason_code,
    found.evidence
from mail_to_buyers as mail
inner join category_verdicts as found using (message_no)
where found.verdict in ('prohibited', 'review');

-- template_days: one row a template and local day since the switch on which it was sent.
create view template_days as
select
    mail.template_id,
    verdicts.sent_on,
    min(mail.sent_at) as first_sent_at,
    arg_min(mail.source_file, mail.sent_at) as source_file,
    arg_min(mail.source_position, mail.sent_at) as source_position,
    count(*) as messages,
    count(*) filter (where mail.verdict = 'prohibited') as prohibited,
    bool_or(mail.judged) as judged
from mail_to_buyers as mail
inner join verdicts using (message_no)
where verdicts.after_switch
group by mail.template_id, verdicts.sent_on;
