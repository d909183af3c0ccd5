-- Rejected records by file and reason, with the first place.
select
    source_file,
    reason,
    count(*),
    any_value(source_position),
    any_value(detail)
from rejected_records
group by source_file, reason
order by source_file, count(*) desc, reason
