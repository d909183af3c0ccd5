-- The records whose text holds a line that may be encoded twice or ends lines in another way: not plain.
update scanned
set is_plain = false
where list_has_any(
    lines,
    (
        select coalesce(list(line_id), [])
        from staged_lines
        where regexp_matches(line, '[ÄĹÅĂÃ][^A-Za-z\s]|[\x00-\x08\x0b-\x0c\x0e-\x1f\x{85}\x{2028}\x{2029}]')
            or regexp_matches(line, '\r.')
    )
);

-- scanned_places: one row a record of the scan: its place, and how many lines of the file stand above it.
create or replace temp table scanned_places as
select
    rowid as place,
    sum(physical_lines) over (order by rowid) - physical_lines as lines_above
from scanned;
