-- sentence_acts: one row a distinct sentence and category it announces, with the deciding words as they
-- stood and the first pattern that found them. An exclusion takes back what patterns of its own language
-- found: "aż" is no Czech "až".
create table sentence_acts as
select
    sentence,
    in_subject,
    category,
    pattern_id,
    -- Folding keeps every character's place, so the words can be cut from the sentence as it stood; a
    -- subject has lost its reply marks in the folded copy, so it is quoted whole.
    case
        when in_subject then sentence
        else substring(sentence, strpos(folded, folded_words), length(folded_words))
    end as words,
    regexp_matches(folded_words, getvariable('structure_shipped')) as says_shipped,
    role = 'subject' as is_heading,
    role = 'hint' as is_hint
from pattern_hits as hits
where role <> 'exclusion'
    and not exists (
        select 1 from pattern_hits as exclusions
        where exclusions.role = 'exclusion'
            and exclusions.sentence = hits.sentence
            and exclusions.in_subject = hits.in_subject
            and exclusions.category = hits.category
            and (
                exclusions.language in (hits.language, 'any')
                -- Czech and Slovak read each other's patterns.
                or (exclusions.language in ('cs', 'sk') and hits.language in ('cs', 'sk'))
            )
    )
qualify row_number() over (
        partition by sentence, in_subject, category
        order by role = 'hint', role, pattern_id
    ) = 1;

drop table pattern_hits;
drop table acts;
