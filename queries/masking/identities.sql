-- Whom messages went to, as the sources name them, and whether that is a buyer.
select
    coalesce(to_address, buyer_login),
    bool_or(to_buyer)
from messages
where coalesce(to_address, buyer_login) is not null
group by all
order by all
