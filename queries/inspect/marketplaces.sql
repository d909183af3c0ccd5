-- The marketplaces that orders name, the busiest first.
select
    marketplace,
    count(*)
from orders
where marketplace is not null
group by marketplace
order by count(*) desc, marketplace
