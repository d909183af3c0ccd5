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
select
    message_no,
    hash(sentence, true) as sentence_id,
    sentence,
    has_reply_mark(subject) as is_reply
from (
    select
        message_no,
        subject,
        same_digits(trim(subject)) as sentence
    from messages
    where to_buyer and trim(coalesce(subject, '')) <> ''
);

-- message_sentences: one row a sentence of a message's own text, its subject as place 0.
create table message_sentences as
select
    own_lines.message_no,
    own_lines.place * 1000000 + key_sentences.part as place,
    key_sentences.sentence_id,
    own_lines.line_id,
    own_lines.in_tail
from own_lines
inner join key_sentences using (key_id)
union all
select
    message_no,
    0,
    sentence_id,
    null,
    false
from subject_sentences
-- The subject of a reply is the other mail's, as long as this one says something itself.
where not is_reply or message_no not in (select message_no from own_lines);

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
