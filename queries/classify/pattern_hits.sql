-- What one pattern of the family matches, with the words it matched: to the end of the last one, as patterns
-- name stems and people read words.
insert into pattern_hits
select
    sentence_id,
    $category,
    $pattern_id,
    $language,
    $role,
    folded_words
from (
    select
        sentence_id,
        regexp_extract(folded, '(?:' || $pattern || ')[0-9a-zа-яєіїґ]*') as folded_words
    from family
)
where folded_words <> ''
