-- sentence_acts: one row a distinct sentence and category it announces, with the deciding words as they
-- stood and the first pattern that found them.
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
    regexp_matches(folded_words, getvariable('structure_shipped')) as says_shipped
from pattern_hits
qualify row_number() over (partition by sentence, in_subject, category order by pattern_id) = 1;

drop table pattern_hits;
drop table acts;
