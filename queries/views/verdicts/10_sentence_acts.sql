-- sentence_acts: one row a distinct sentence and category it announces, with the deciding words and the
-- first pattern that found them; one more for each language a hint of which it holds, as the letters of its
-- message decide which counts. An exclusion takes back what patterns of its own language found: "aż" is no
-- Czech "až".
create table sentence_acts as
select
    hits.sentence_id,
    sentences.in_subject,
    hits.category,
    hits.pattern_id,
    hits.language,
    hits.folded_words,
    -- Folding keeps every character's place, so the words can be cut from the sentence as it stood; a
    -- subject has lost its reply marks in the folded copy, so it is quoted whole.
    case
        when sentences.in_subject then sentences.sentence
        else substring(
            sentences.sentence, strpos(sentences.folded, hits.folded_words), length(hits.folded_words)
        )
    end as words,
    regexp_matches(hits.folded_words, getvariable('structure_shipped')) as says_shipped,
    hits.role = 'subject' as is_heading,
    hits.role = 'hint' as is_hint
from pattern_hits as hits
inner join sentences using (sentence_id)
where hits.role <> 'exclusion'
    and not exists (
        select 1 from pattern_hits as exclusions
        where exclusions.role = 'exclusion'
            and exclusions.sentence_id = hits.sentence_id
            and exclusions.category = hits.category
            and exclusions.language in (hits.language, 'any')
    )
qualify row_number() over (
    partition by hits.sentence_id, hits.category, if(hits.role = 'hint', hits.language, '')
    order by hits.role = 'hint', hits.role, hits.pattern_id
) = 1;

drop table pattern_hits;
