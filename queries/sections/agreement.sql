-- Our verdicts against what Allegro stopped: category, stopped and predicted, predicted only, stopped only. A
-- stopped message that was not predicted counts for the categories that it may belong to; none: empty.
with named as (
    select
        unnest(case when len(predicted) > 0 then predicted else list_distinct([*possible, '']) end) as category,
        len(predicted) > 0 as predicted,
        stopped
    from predictions
    where len(predicted) > 0 or stopped
    union all
    select 'all', len(predicted) > 0, stopped
    from predictions
)

select
    category,
    count(*) filter (where stopped and predicted),
    count(*) filter (where predicted and not stopped),
    count(*) filter (where stopped and not predicted)
from named
group by category
