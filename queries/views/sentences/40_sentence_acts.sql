-- acts: one row a distinct sentence and category some pattern may find in it. A question announces
-- nothing, but it may ask: for a rating, for another rating, for a payment.
create table acts as
with found as (
    select
        sentence,
        in_subject,
        folded,
        [
            if(announces(folded, in_subject, 'review_request'), 'review_request', null),
            if(announces(folded, in_subject, 'rating_change'), 'rating_change', null),
            if(announces(folded, in_subject, 'payment_reminder'), 'payment_reminder', null),
            if(announces(folded, in_subject, 'thank_you'), 'thank_you', null),
            if(announces(folded, in_subject, 'marketing'), 'marketing', null)
        ] as asked,
        [
            if(announces(folded, in_subject, 'fiscal_document'), 'fiscal_document', null),
            if(announces(folded, in_subject, 'payment_received'), 'payment_received', null),
            if(
                announces(folded, in_subject, 'order_in_progress_or_shipped'),
                'order_in_progress_or_shipped',
                null
            ),
            if(announces(folded, in_subject, 'shipment_status'), 'shipment_status', null),
            if(announces(folded, in_subject, 'proforma'), 'proforma', null)
        ] as told
    from sentences
),

categories as (
    select
        sentence,
        in_subject,
        folded,
        unnest(case when asks(folded) then asked else list_concat(asked, told) end) as category
    from found
)

select *
from categories
where category is not null;

-- pattern_hits: one row an act and pattern that matches it; filled pattern by pattern, which lets the
-- engine compile each once.
create table pattern_hits (
    sentence varchar,             -- as it stood
    in_subject boolean,
    category varchar,
    folded varchar,
    pattern_id varchar,
    language varchar,             -- of the pattern
    role varchar,                 -- announcement, subject or exclusion
    folded_words varchar          -- what the pattern matched, folded
);
