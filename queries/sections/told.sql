-- Who told the buyer, by piece of information: orders, own mail alone, the API, Allegro itself, twice,
-- nobody, unknown.
select
    information,
    count(*),
    count(*) filter (where told_by = 'own_mail'),
    count(*) filter (where told_by = 'api'),
    count(*) filter (where told_by = 'allegro'),
    count(*) filter (where told_by = 'twice'),
    count(*) filter (where told_by = 'nobody'),
    count(*) filter (where told_by = 'unknown')
from order_information
group by information
