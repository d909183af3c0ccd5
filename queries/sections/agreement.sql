-- Our verdicts against what Allegro stopped: category, stopped and predicted, predicted only, stopped only. A
-- stopped message that was not predicted counts for the categories that it may belong to; none: empty.
with named as (
    select
        message_no,
        unnest(
            case
                when len(predicted) > 0 then predicted
                when len(possible) > 0 then possible
                else ['']
            end
        ) as category,
        len(predicted) > 0 as is_predicted,
        stopped
    from predictions
    where len(predicted) > 0 or stopped
),

counted as (
    select distinct
        named.message_no,
        coalesce(rule_starts.category, '') as category,
        named.is_predicted,
        named.stopped
    from named
    left join (select distinct category from rule_starts) as rule_starts using (category)
    union all
    select message_no, 'all', len(predicted) > 0, stopped
    from predictions
)

select
    category,
    count(*) filter (where stopped and is_predicted),
    count(*) filter (where is_predicted and not stopped),
    count(*) filter (where stopped and not is_predicted)
from counted
group by category
