-- The acts of one category that one pattern of the lexicon matches.
insert into pattern_hits
select
    sentence,
    in_subject,
    category,
    folded,
    $pattern_id,
    $language,
    $role,
    regexp_extract(folded, $pattern)
from acts
where category = $category
    and (in_subject or $role <> 'subject')
    and regexp_matches(folded, $pattern)
