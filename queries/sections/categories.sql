-- Messages of the period by category: prohibited, of them with announced blocking, and to review.
select
    found.category,
    count(*) filter (where found.verdict = 'prohibited'),
    count(*) filter (where found.verdict = 'prohibited' and found.blocking_announced),
    count(*) filter (where found.verdict = 'review')
from category_verdicts as found
inner join verdicts using (message_no)
where verdicts.in_period
group by found.category
