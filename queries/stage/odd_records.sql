-- The records that are not plain: their cells, the text put together again from its lines.
with placed as (
    select
        *,
        rowid as place,
        {header_line} + 1 + sum(physical_lines) over (order by rowid) - physical_lines as position
    from scanned
),

said as (
    select
        place,
        unnest(lines) as line_id,
        generate_subscripts(lines, 1) as line_place
    from placed
    where not is_plain
),

bodies as (
    select
        said.place,
        string_agg(staged_lines.line, chr(10) order by said.line_place) as body
    from said
    inner join staged_lines using (line_id)
    group by said.place
)

select
    '{where} ' || placed.position,
    placed.recipient,
    placed.time,
    placed.subject,
    coalesce(bodies.body, ''),
    placed.attachments,
    placed.template,
    placed.order_id,
    placed.status,
    placed.message_id,
    placed.sender
from placed
left join bodies using (place)
where not placed.is_plain
order by placed.place
