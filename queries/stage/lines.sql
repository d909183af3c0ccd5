-- The distinct lines of one source, those that are not known yet.
insert into staged_lines
select *
from (
    select
        hash(line) as line_id,
        any_value(line) as line
    from (select unnest(text_lines({text})) as line from {source})
    group by line_id
)
anti join staged_lines using (line_id)
