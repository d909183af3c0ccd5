-- Sent messages by verdict; those outside the period in none of the others.
select
    count(*) filter (where in_period),
    count(*) filter (where in_period and verdict = 'prohibited'),
    count(*) filter (where in_period and verdict = 'allowed'),
    count(*) filter (where in_period and verdict = 'review'),
    count(*) filter (where in_period and verdict = 'not_assessed'),
    count(*) filter (where not in_period)
from verdicts
