-- The acts of one category that one pattern of the lexicon found.
insert into pattern_hits
select
    sentence,
    in_subject,
    category,
    folded,
    $pattern_id,
    regexp_extract(folded, $pattern)
from acts
where category = $category
    and (in_subject or not $only_subject)
    and regexp_matches(folded, $pattern)
