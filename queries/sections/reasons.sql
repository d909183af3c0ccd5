-- Messages of the period by verdict and reason.
select
    verdict,
    reason_code,
    count(*)
from verdicts
where in_period
group by verdict, reason_code
order by verdict, count(*) desc, reason_code
