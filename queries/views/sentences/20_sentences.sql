-- message_sentences: one row a sentence of a message's own text, its subject as sentence 0.
create table message_sentences as
with line_sentences as (
    -- Lines go by their hash: a line of a megabyte must not stand beside each of its sentences.
    select
        md5(line) as line_id,
        string_split(
            regexp_replace(
                -- The dot of an abbreviation ends no sentence. What follows "but" is one of its own: a denial
                -- before it takes nothing back behind it.
                regexp_replace(
                    regexp_replace(
                        line,
                        '(;|,)\s+((?:ale|lecz|natomiast|but|avšak|však|viszont|але)\s)',
                        '\1' || chr(10) || '\2',
                        'g'
                    ),
                    '(?i)(^|[\s(,/])(nr|ul|al|os|pl|tel|godz|np|tj|dot|dn|szt|dr|św|č|čís|ks)\.\s+',
                    '\1\2.' || chr(1),
                    'g'
                ),
                '([.!?…]+["”)]*|;|\p{So})(?:\p{So}|\x{fe0f}|\s)*\s([\p{Lu}„"(•])',
                '\1' || chr(10) || '\2',
                'g'
            ),
            chr(10)
        ) as parts
    from (select distinct line from own_lines)
),

numbered as (
    select
        line_id,
        generate_subscripts(parts, 1) as part_number,
        trim(replace(unnest(parts), chr(1), ' ')) as sentence
    from line_sentences
)

select
    messages.message_id,
    own_lines.line_number * 1000000 + numbered.part_number as place,
    numbered.sentence,
    own_lines.in_tail
from messages
inner join own_lines on md5(messages.body) = own_lines.text_id
inner join numbered on md5(own_lines.line) = numbered.line_id
where messages.to_buyer and numbered.sentence <> ''
union all
select
    message_id,
    0,
    trim(subject),
    false
from messages
where to_buyer and trim(coalesce(subject, '')) <> ''
    -- The subject of a reply is the other mail's, as long as this one says something itself.
    and (trim(coalesce(body, '')) = '' or not has_reply_mark(subject));

drop table own_lines;

-- sentences: one row a distinct sentence, folded; a subject without its reply marks.
create table sentences as
select
    sentence,
    in_subject,
    case when in_subject then subject_key(sentence) else fold(sentence) end as folded,
    masked_key(case when in_subject then subject_key(sentence) else fold(sentence) end) as sentence_key,
    regexp_matches(fold(sentence), getvariable('structure_courtesy'))
    and len(string_split(sentence, ' ')) <= 6 as is_courtesy,
    regexp_matches(fold(sentence), getvariable('structure_summary')) as is_summary,
    regexp_matches(fold(sentence), getvariable('tail_personal')) as is_personal
from (select distinct sentence, place = 0 as in_subject from message_sentences);
