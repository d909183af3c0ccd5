-- boilerplate: one row a sentence that stands under most of the shop's mail, whatever its subject: a footer.
create table boilerplate as
with bodies as (
    select
        message_sentences.message_no,
        sentences.key_id
    from message_sentences
    inner join sentences using (sentence_id)
    where message_sentences.place > 0
),

frequent as (
    select key_id
    from bodies
    group by key_id
    having count(*) * 2 > (select count(distinct message_no) from bodies)
),

everywhere as (
    select bodies.key_id
    from bodies
    semi join frequent using (key_id)
    inner join messages using (message_no)
    group by bodies.key_id
    having count(distinct messages.subject_key) >= 8
        and count(distinct bodies.message_no) * 2 > (select count(distinct message_no) from bodies)
)

select sentence_id
from sentences
semi join everywhere using (key_id)
where not in_subject;

-- message_templates: one row a message that a template explains: most of what it says recurs, with only
-- numbers, links and addresses changed, in mail to at least three buyers. Courtesies, names in them and
-- order summaries do not count. A template is its subject and the sentence it says most often, so lines that
-- differ by carrier or product do not split it; where subjects differ, it is all that recurs.
create temp table said as
select
    message_sentences.message_no,
    message_sentences.place,
    sentences.key_id,
    sentences.in_subject,
    hash(coalesce(messages.masked_pair, messages.buyer_login)) as buyer
from message_sentences
inner join (
    select
        sentence_id,
        key_id,
        in_subject
    from sentences
    where not is_summary
        and (in_subject or not is_courtesy)
        and sentence_key not in ('', '#', '~')
        -- The name of the shop under every mail makes no template.
        and (in_subject or len(string_split(sentence_key, ' ')) > 3)
) as sentences using (sentence_id)
inner join messages using (message_no);

-- At least three buyers: the first, the last and one between them.
create temp table recurring as
with spread as (
    select
        key_id,
        in_subject,
        count(*) as messages,
        min(buyer) as lowest,
        max(buyer) as highest
    from said
    group by key_id, in_subject
    having count(*) > 2 and min(buyer) < max(buyer)
),

several as (
    select distinct
        said.key_id,
        said.in_subject
    from said
    inner join spread using (key_id, in_subject)
    where said.buyer > spread.lowest and said.buyer < spread.highest
),

keys as (
    select
        key_id,
        in_subject,
        any_value(sentence_key) as sentence_key
    from sentences
    group by key_id, in_subject
)

select
    spread.key_id,
    spread.in_subject,
    keys.sentence_key,
    row_number() over (order by spread.messages, keys.sentence_key) as frequency
from spread
semi join several using (key_id, in_subject)
inner join keys using (key_id, in_subject);

create temp table fingerprints as
select
    said.message_no,
    max(recurring.frequency) filter (where not said.in_subject) as main_sentence,
    max(recurring.frequency) filter (where said.in_subject) as subject,
    count(*) filter (where not said.in_subject) as body_sentences,
    count(recurring.frequency) filter (where not said.in_subject) as recurring_sentences
from said
left join recurring using (key_id, in_subject)
group by said.message_no;

create table message_templates as
with explained as (
    select *
    from fingerprints
    where recurring_sentences * 2 >= body_sentences and recurring_sentences > 0
),

ids as (
    select
        explained.subject,
        explained.main_sentence,
        't-' || left(md5(subjects.sentence_key || chr(10) || mains.sentence_key), 10) as template_id
    from (
        select distinct
            subject,
            main_sentence
        from explained
        where subject is not null
    ) as explained
    inner join recurring as subjects on explained.subject = subjects.frequency
    inner join recurring as mains on explained.main_sentence = mains.frequency
),

without_subject as (
    select
        said.message_no,
        't-' || left(md5(string_agg(recurring.sentence_key, chr(10) order by said.place)), 10) as template_id
    from said
    semi join (select message_no from explained where subject is null) as explained using (message_no)
    inner join recurring using (key_id, in_subject)
    where not said.in_subject
    group by said.message_no
),

with_body as (
    select
        explained.message_no,
        explained.subject,
        ids.template_id
    from explained
    inner join ids using (subject, main_sentence)
    union all
    select
        message_no,
        null,
        template_id
    from without_subject
),

-- A log row has no body: it is the template that most mail with its subject belongs to.
by_subject as (
    select
        subject,
        mode(template_id order by template_id) as template_id
    from with_body
    where subject is not null
    group by subject
)

select
    message_no,
    template_id
from with_body
union all
select
    fingerprints.message_no,
    coalesce(by_subject.template_id, 't-' || left(md5('subject ' || subjects.sentence_key), 10))
from fingerprints
inner join recurring as subjects on fingerprints.subject = subjects.frequency
left join by_subject using (subject)
where fingerprints.body_sentences = 0;

drop table fingerprints;
drop table recurring;
drop table said;
