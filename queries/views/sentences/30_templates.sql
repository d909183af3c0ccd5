-- boilerplate: one row a sentence that stands under most of the shop's mail, whatever its subject: a footer.
create table boilerplate as
with bodies as (
    select
        message_sentences.message_id,
        sentences.sentence,
        sentences.sentence_key,
        messages.subject_key
    from message_sentences
    inner join sentences on message_sentences.sentence = sentences.sentence and not sentences.in_subject
    inner join messages using (message_id)
    where message_sentences.place > 0
),

everywhere as (
    select sentence_key
    from bodies
    group by sentence_key
    having count(distinct subject_key) >= 8
        and count(distinct message_id) * 2 > (select count(distinct message_id) from bodies)
)

select distinct bodies.sentence
from bodies
semi join everywhere using (sentence_key);

-- message_templates: one row a message that a template explains: most of what it says recurs, with only
-- numbers, links and addresses changed, in mail to at least three buyers. Courtesies, names in them and
-- order summaries do not count. A template is its subject and the sentence it says most often, so lines that
-- differ by carrier or product do not split it; where subjects differ, it is all that recurs.
create table message_templates as
with said as (
    select
        message_sentences.message_id,
        message_sentences.place,
        sentences.sentence_key,
        coalesce(messages.masked_pair, messages.buyer_login) as buyer
    from message_sentences
    inner join sentences
        on message_sentences.sentence = sentences.sentence
        and (message_sentences.place = 0) = sentences.in_subject
    inner join messages using (message_id)
    where not sentences.is_summary
        and (sentences.in_subject or not sentences.is_courtesy)
        and sentences.sentence_key not in ('', '#', '~')
        -- The name of the shop under every mail makes no template.
        and (sentences.in_subject or len(string_split(sentences.sentence_key, ' ')) > 3)
),

recurring as (
    select
        sentence_key,
        place = 0 as in_subject,
        count(distinct message_id) as messages
    from said
    group by sentence_key, in_subject
    having count(distinct buyer) >= 3
),

fingerprints as (
    select
        said.message_id,
        string_agg(said.sentence_key, chr(10) order by said.place)
            filter (where said.place > 0 and recurring.sentence_key is not null) as all_sentences,
        arg_max(said.sentence_key, (recurring.messages, said.sentence_key))
            filter (where said.place > 0 and recurring.sentence_key is not null) as main_sentence,
        any_value(said.sentence_key)
            filter (where said.place = 0 and recurring.sentence_key is not null) as subject_key,
        count(*) filter (where said.place > 0) as body_sentences,
        count(*) filter (where said.place > 0 and recurring.sentence_key is not null) as recurring_sentences
    from said
    left join recurring
        on said.sentence_key = recurring.sentence_key and (said.place = 0) = recurring.in_subject
    group by said.message_id
),

with_body as (
    select
        message_id,
        subject_key,
        't-' || left(md5(coalesce(subject_key || chr(10) || main_sentence, all_sentences)), 10) as template_id
    from fingerprints
    where recurring_sentences * 2 >= body_sentences and recurring_sentences > 0
),

-- A log row has no body: it is the template that most mail with its subject belongs to.
by_subject as (
    select
        subject_key,
        mode(template_id order by template_id) as template_id
    from with_body
    where subject_key is not null
    group by subject_key
)

select
    message_id,
    template_id
from with_body
union all
select
    fingerprints.message_id,
    coalesce(by_subject.template_id, 't-' || left(md5('subject ' || fingerprints.subject_key), 10))
from fingerprints
left join by_subject using (subject_key)
where fingerprints.body_sentences = 0 and fingerprints.subject_key is not null;
