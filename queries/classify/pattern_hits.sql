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
    -- To the end of the last word: patterns name stems, people read words.
    regexp_extract(folded, '(?:' || $pattern || ')[\pL\pN]*')
from acts
where category = $category
    and (in_subject or $role <> 'subject')
    and regexp_matches(folded, $pattern)
