-- The sentences that some pattern of one family matches: most families match none. A question announces
-- nothing, but it may ask: for a rating, for another rating, for a payment.
create or replace temp table family as
select
    sentence_id,
    folded
from sentences
where ($asked or not asks)
    and (in_subject or $role <> 'subject')
    and (not in_subject or $role <> 'hint')
    and (
        $role <> 'exclusion'
        or sentence_id in (select sentence_id from pattern_hits where category = $category)
    )
    and regexp_matches(folded, $pattern)
