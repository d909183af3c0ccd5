-- Block notices by the rung of the ladder that settled them: rung (0: none), matched, ambiguous.
select
    coalesce(rung, 0),
    count(*) filter (where outcome = 'matched'),
    count(*) filter (where outcome = 'ambiguous')
from notice_matches
group by all
order by 1
