-- Prohibited messages by week (Monday, Europe/Warsaw), template and category: all, of them with announced
-- blocking, of them stopped by Allegro. Beyond the hundred templates that send most the rest is one.
with found as (
    select
        cast(date_trunc('week', verdicts.sent_on) as date) as week,
        coalesce(verdicts.template_id, 'by-hand') as template_id,
        found.category,
        found.blocking_announced,
        verdicts.message_id in (select message_id from blocked_messages) as stopped
    from category_verdicts as found
    inner join verdicts using (message_no)
    where found.verdict = 'prohibited' and verdicts.in_period
),

ranked as (
    select
        template_id,
        row_number() over (order by count(*) desc, template_id) as rank
    from found
    group by template_id
)

select
    found.week,
    case when ranked.rank <= 100 then found.template_id else 'other' end as template,
    found.category,
    count(*),
    count(*) filter (where found.blocking_announced),
    count(*) filter (where found.stopped)
from found
inner join ranked using (template_id)
group by all
order by all
