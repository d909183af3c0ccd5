-- boilerplate: one row a sentence that stands under most of the shop's mail, whatever its subject: a footer.
create table boilerplate as
with bodies as (
    select distinct
        wordings.wording_no,
        wordings.messages,
        wordings.subject_id,
        sentences.key_id
    from wordings
    inner join text_sentences as said using (text_no)
    inner join sentences using (sentence_id)
),

with_text as (
    select sum(messages) as messages
    from wordings
    semi join text_sentences using (text_no)
),

everywhere as (
    select bodies.key_id
    from bodies
    left join sentences as subjects on bodies.subject_id = subjects.sentence_id
    group by bodies.key_id
    having sum(bodies.messages) * 2 > (select messages from with_text)
        and count(distinct subjects.key_id) >= 8
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
    said.*,
    sentences.key_id,
    sentences.in_subject
from (
    select
        wordings.wording_no,
        said.place,
        said.sentence_id
    from wordings
    inner join text_sentences as said using (text_no)
    union all
    select
        wording_no,
        0,
        subject_id
    from wordings
    where subject_id is not null
) as said
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
) as sentences using (sentence_id);

-- At least three buyers: the first, the last and one between them. Of a wording, three stand for all.
create temp table recurring as
with to_buyers as (
    select distinct
        worded.wording_no,
        hash(coalesce(messages.masked_pair, messages.buyer_login)) as buyer
    from message_wordings as worded
    inner join messages using (message_no)
),

three as (
    select
        wording_no,
        min(buyer, 3) as buyers
    from to_buyers
    group by wording_no
),

known as (
    select
        said.key_id,
        said.in_subject,
        wordings.messages,
        three.buyers[1] as lowest,
        three.buyers[2] as middle,
        three.buyers[-1] as highest
    from said
    inner join wordings using (wording_no)
    inner join three using (wording_no)
),

spread as (
    select
        key_id,
        in_subject,
        sum(messages) as messages,
        min(lowest) as lowest,
        max(highest) as highest
    from known
    group by key_id, in_subject
    having sum(messages) > 2 and min(lowest) < max(highest)
),

several as (
    select distinct
        known.key_id,
        known.in_subject
    from known
    inner join spread using (key_id, in_subject)
    where (known.lowest > spread.lowest and known.lowest < spread.highest)
        or (known.middle > spread.lowest and known.middle < spread.highest)
        or (known.highest > spread.lowest and known.highest < spread.highest)
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
    said.wording_no,
    max(recurring.frequency) filter (where not said.in_subject) as main_sentence,
    max(recurring.frequency) filter (where said.in_subject) as subject,
    count(*) filter (where not said.in_subject) as body_sentences,
    count(recurring.frequency) filter (where not said.in_subject) as recurring_sentences
from said
left join recurring using (key_id, in_subject)
group by said.wording_no;

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
        said.wording_no,
        't-' || left(md5(string_agg(recurring.sentence_key, chr(10) order by said.place)), 10) as template_id
    from said
    semi join (select wording_no from explained where subject is null) as explained using (wording_no)
    inner join recurring using (key_id, in_subject)
    where not said.in_subject
    group by said.wording_no
),

with_body as (
    select
        explained.wording_no,
        explained.subject,
        ids.template_id
    from explained
    inner join ids using (subject, main_sentence)
    union all
    select
        wording_no,
        null,
        template_id
    from without_subject
),

-- A log row has no body: it is the template that most mail with its subject belongs to.
by_subject as (
    select
        subject,
        arg_min(template_id, {'messages': -messages, 'template': template_id}) as template_id
    from (
        select
            with_body.subject,
            with_body.template_id,
            sum(wordings.messages) as messages
        from with_body
        inner join wordings using (wording_no)
        where with_body.subject is not null
        group by with_body.subject, with_body.template_id
    )
    group by subject
),

of_wordings as (
    select
        wording_no,
        template_id
    from with_body
    union all
    select
        fingerprints.wording_no,
        coalesce(by_subject.template_id, 't-' || left(md5('subject ' || subjects.sentence_key), 10))
    from fingerprints
    inner join recurring as subjects on fingerprints.subject = subjects.frequency
    left join by_subject using (subject)
    where fingerprints.body_sentences = 0
)

select
    worded.message_no,
    of_wordings.template_id
from message_wordings as worded
inner join of_wordings using (wording_no);

drop table fingerprints;
drop table recurring;
drop table said;
