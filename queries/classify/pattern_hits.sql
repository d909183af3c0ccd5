-- The acts of one category that one pattern of the lexicon matches, with the words it matched: to the end
-- of the last one, as patterns name stems and people read words. One expression, compiled once.
insert into pattern_hits
select
    sentence,
    in_subject,
    category,
    folded,
    $pattern_id,
    $language,
    $role,
    folded_words
from (
    select
        *,
        regexp_extract(folded, '(?:' || $pattern || ')[0-9a-zа-яєіїґ]*') as folded_words
    from acts
    where category = $category and (in_subject or $role <> 'subject')
)
where folded_words <> ''
