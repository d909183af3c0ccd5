-- Rejected records by file and reason: how many, and the places and values of the first three.
select
    source_file,
    reason,
    count(*),
    list(source_position order by rowid)[:3],
    list(coalesce(detail, '') order by rowid)[:3],
    list(coalesce(value, '') order by rowid)[:3]
from rejected_records
group by source_file, reason
order by source_file, count(*) desc, reason
