-- How many subjects a control looked at, and how many of them could be judged.
select
    count(*),
    count(*) filter (where judged)
from control_population;
