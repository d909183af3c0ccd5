-- acts: one row a distinct sentence and category it announces. A question announces nothing, but it may
-- ask for a rating.
create table acts as
select sentence, in_subject, folded, 'fiscal_document' as category
from sentences
where announces(folded, in_subject, 'fiscal_document') and not asks(folded)
union all
select sentence, in_subject, folded, 'payment_received'
from sentences
where announces(folded, in_subject, 'payment_received') and not asks(folded)
union all
select sentence, in_subject, folded, 'order_in_progress_or_shipped'
from sentences
where announces(folded, in_subject, 'order_in_progress_or_shipped') and not asks(folded)
union all
select sentence, in_subject, folded, 'shipment_status'
from sentences
where announces(folded, in_subject, 'shipment_status') and not asks(folded)
union all
select sentence, in_subject, folded, 'review_request'
from sentences
where announces(folded, in_subject, 'review_request')
union all
select sentence, in_subject, folded, 'rating_change'
from sentences
where announces(folded, in_subject, 'rating_change')
union all
select sentence, in_subject, folded, 'payment_reminder'
from sentences
where announces(folded, in_subject, 'payment_reminder')
union all
select sentence, in_subject, folded, 'proforma'
from sentences
where announces(folded, in_subject, 'proforma') and not asks(folded)
union all
select sentence, in_subject, folded, 'thank_you'
from sentences
where announces(folded, in_subject, 'thank_you')
union all
select sentence, in_subject, folded, 'marketing'
from sentences
where announces(folded, in_subject, 'marketing');

-- pattern_hits: one row an act and pattern that found it; filled pattern by pattern, which lets the engine
-- compile each once.
create table pattern_hits (
    sentence varchar,             -- as it stood
    in_subject boolean,
    category varchar,
    folded varchar,
    pattern_id varchar,
    folded_words varchar          -- what the pattern matched, folded
);
