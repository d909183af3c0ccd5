-- The records that are not plain: their cells, the text put together again from its lines.
with placed as (
    select
        scanned.*,
        places.place,
        {header_line} + 1 + places.lines_above as position
    from scanned
    inner join scanned_places as places on scanned.rowid = places.place
    where not scanned.is_plain
),

said as (
    select
        place,
        unnest(lines) as line_id,
        generate_subscripts(lines, 1) as line_place
    from placed
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
order by placed.place
