-- Addresses that wrote to buyers, the busiest first.
select
    sender,
    count(*)
from messages
where to_buyer and channel = 'email' and contains(sender, '@')
group by sender
order by count(*) desc, sender
