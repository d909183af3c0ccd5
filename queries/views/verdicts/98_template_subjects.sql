-- template_subjects: one row a template whose subject recurs in mail of the period to three buyers or more:
-- a fingerprint of that subject, numbers left out, by which it is found again though its text was changed.
create table template_subjects as
with subjects as (
    select
        verdicts.template_id,
        subjects.subject,
        count(*) as messages
    from verdicts
    inner join messages using (message_no)
    inner join (
        select
            subject_key,
            masked_key(subject_key) as subject
        from (select distinct subject_key from messages)
    ) as subjects using (subject_key)
    where verdicts.in_period and verdicts.template_id is not null
    group by all
    having count(distinct coalesce(messages.masked_pair, messages.buyer_login)) >= 3
)

select
    template_id,
    's-' || left(md5(arg_max(subject, (messages, subject))), 10) as subject_key
from subjects
where length(subject) > 3
group by template_id;
