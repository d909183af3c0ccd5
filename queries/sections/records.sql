-- What records could tell of stopped messages: kind and how many.
select kind, count(*)
from block_records
group by kind
order by kind
