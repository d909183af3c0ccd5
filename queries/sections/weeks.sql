-- Prohibited messages by week (Monday, Europe/Warsaw) and category.
select
    cast(date_trunc('week', verdicts.sent_on) as date),
    found.category,
    count(*)
from category_verdicts as found
inner join verdicts using (message_no)
where found.verdict = 'prohibited' and verdicts.in_period
group by all
order by all
