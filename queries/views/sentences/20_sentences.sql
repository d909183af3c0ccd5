-- key_sentences: one row a sentence of a distinct line, without what changes in its numbers.
create table key_sentences as
with split_lines as (
    select
        key_id,
        string_split(
            regexp_replace(
                -- The dot of an abbreviation ends no sentence. What follows a semicolon or "but" is one of
                -- its own: a denial before it takes nothing back behind it.
                regexp_replace(
                    regexp_replace(
                        line_key,
                        '(;)\s+(\S)|(,)\s+((?:ale|lecz|natomiast|but|avšak|však|viszont|але)\s)',
                        '\1\3' || chr(10) || '\2\4',
                        'g'
                    ),
                    '(?i)(^|[\s(,/])(nr|ul|al|os|pl|p|zał|tel|godz|np|tj|dot|dn|szt|dr|św|č|čís|ks)\.\s+',
                    '\1\2.' || chr(1),
                    'g'
                ),
                '([.!?…]+["”)]*|;|\p{So})(?:\p{So}|\x{fe0f}|\s)*\s([\p{Lu}„"(•])',
                '\1' || chr(10) || '\2',
                'g'
            ),
            chr(10)
        ) as parts
    from line_keys
    semi join own_lines using (key_id)
),

numbered as (
    select
        key_id,
        generate_subscripts(parts, 1) as part,
        trim(replace(unnest(parts), chr(1), ' ')) as sentence
    from split_lines
)

select
    key_id,
    part,
    hash(sentence, false) as sentence_id,
    sentence
from numbered
where sentence <> '';

-- subject_sentences: one row a message to a buyer with a subject, which is one sentence whatever it holds.
create temp table subject_sentences as
with said as (
    select
        subject,
        same_digits(trim(subject)) as sentence
    from (select distinct subject from messages where to_buyer)
    where trim(coalesce(subject, '')) <> ''
)

select
    messages.message_no,
    hash(said.sentence, true) as sentence_id,
    said.sentence,
    has_reply_mark(said.sentence) as is_reply
from messages
inner join said using (subject)
where messages.to_buyer;

-- text_sentences: one row a sentence of a text's own lines; `line_place` is where its line stands.
create table text_sentences as
select
    own_lines.text_no,
    own_lines.place * 1000000 + key_sentences.part as place,
    own_lines.place as line_place,
    key_sentences.sentence_id,
    own_lines.in_tail
from own_lines
inner join key_sentences using (key_id);

-- message_wordings: one row a message to a buyer that says something, with its text, its subject as a
-- sentence, and the first message that says the same but for its numbers, the subject too.
create table message_wordings as
with worded as (
    select
        message_no,
        same_texts.text_no,
        -- The subject of a reply is the other mail's, as long as this one says something itself.
        case
            when not subjects.is_reply or same_texts.text_no is null or own_texts.text_no is null
                then subjects.sentence_id
        end as subject_id
    from same_texts
    full join subject_sentences as subjects using (message_no)
    left join (select distinct text_no from own_lines) as own_texts using (text_no)
),

firsts as (
    select
        text_no,
        subject_id,
        min(message_no) as wording_no
    from worded
    group by text_no, subject_id
)

select
    worded.*,
    firsts.wording_no
from worded
inner join firsts
    on worded.text_no is not distinct from firsts.text_no
    and worded.subject_id is not distinct from firsts.subject_id;

-- wordings: one row a wording, with how many messages say it.
create table wordings as
select
    wording_no,
    any_value(text_no) as text_no,
    any_value(subject_id) as subject_id,
    count(*) as messages
from message_wordings
group by wording_no;

-- message_sentences: one row a sentence of a message's own text, its subject as place 0.
create view message_sentences as
select
    worded.message_no,
    said.place,
    said.line_place,
    said.sentence_id,
    said.in_tail
from message_wordings as worded
inner join text_sentences as said using (text_no)
union all
select
    message_no,
    0,
    0,
    subject_id,
    false
from message_wordings
where subject_id is not null;

-- lines_as_sent: one row for each row of the relation named `chosen`: the line of that message from `place`
-- to `last_place` as it was sent, numbers and all.
create macro lines_as_sent(chosen) as table
select
    parts.message_no,
    parts.place,
    string_agg(lines.line, ' ' order by parts.part) as line
from (
    select
        chosen.message_no,
        chosen.place,
        unnest(list_slice(texts.lines, chosen.place, chosen.last_place)) as line_id,
        generate_subscripts(list_slice(texts.lines, chosen.place, chosen.last_place), 1) as part
    from query_table(chosen) as chosen
    inner join message_texts as texts using (message_no)
) as parts
inner join lines using (line_id)
group by parts.message_no, parts.place;

-- sentences: one row a distinct sentence, folded; a subject without its reply marks. Southern letters are
-- those of Czech, Slovak and Hungarian that Polish has not.
create table sentences as
with said as (
    select
        sentence_id,
        any_value(sentence) as sentence,
        false as in_subject
    from key_sentences
    group by sentence_id
    union all
    select distinct
        sentence_id,
        sentence,
        true
    from subject_sentences
),

folded as (
    select
        *,
        fold(sentence) as whole,
        case when in_subject then subject_key(sentence) else fold(sentence) end as folded,
        len(string_split(sentence, ' ')) as words
    from said
)

select
    sentence_id,
    in_subject,
    sentence,
    folded,
    hash(masked_key(folded)) as key_id,
    masked_key(folded) as sentence_key,
    asks(folded) as asks,
    asks(folded) or regexp_matches(folded, getvariable('structure_unrest')) as is_unrest,
    words > 3 as is_long,
    regexp_matches(whole, getvariable('structure_courtesy')) and words <= 6 as is_courtesy,
    regexp_matches(whole, getvariable('structure_summary')) as is_summary,
    regexp_matches(whole, getvariable('tail_personal')) as is_personal,
    regexp_matches(sentence, '(?i)[ąęłńśźż]') as has_polish_letters,
    regexp_matches(sentence, '(?i)[áčďěíĺľňôőöřŕšťúůűüýž]') as has_southern_letters
from folded;

drop table key_sentences;
drop table subject_sentences;
drop table same_texts;
