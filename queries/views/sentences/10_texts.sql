-- text_lines: one row a line of a distinct body. Lines that a mail client wrapped are joined again.
create table text_lines as
with texts as (
    select
        md5(body) as text_id,
        string_split(
            regexp_replace(
                any_value(body),
                '([^\n]{50,}[^\n.!?:;>,]|[^\n]{60,},)\n([\p{Ll}(0-9])',
                '\1 \2',
                'g'
            ),
            chr(10)
        ) as parts
    from messages
    where to_buyer and body is not null
    group by text_id
)

select
    text_id,
    generate_subscripts(parts, 1) as line_number,
    trim(unnest(parts)) as line
from texts;

-- lines: one row a distinct line, folded, with the places where quoted history or a signature begins.
create table lines as
select
    line,
    regexp_matches(fold(line), getvariable('structure_quote_start')) as starts_quote,
    regexp_matches(line, getvariable('structure_signature_start')) as starts_signature,
    line like '>%' as is_quoted,
    len(string_split(line, ' ')) > 3 as is_text,
    regexp_matches(fold(line), getvariable('tail_contact'))
    or (
        regexp_matches(fold(line), getvariable('tail_closing'))
        and len(string_split(line, ' ')) <= 6
    ) as starts_tail
from (select distinct line from text_lines)
where line <> '';

-- own_lines: one row a line that the message itself says: no quoted history, no signature. The tail begins
-- at the first closing or contact line after some text.
create table own_lines as
with endings as (
    select
        text_lines.text_id,
        min(text_lines.line_number) filter (where lines.starts_quote or lines.starts_signature) as ends_at,
        min(text_lines.line_number) filter (where lines.is_text and not lines.starts_tail) as text_at
    from text_lines
    inner join lines using (line)
    group by text_lines.text_id
),

tails as (
    select
        text_lines.text_id,
        min(text_lines.line_number) as tail_at
    from text_lines
    inner join lines using (line)
    inner join endings using (text_id)
    where lines.starts_tail and text_lines.line_number > endings.text_at
    group by text_lines.text_id
)

select
    text_lines.text_id,
    text_lines.line_number,
    text_lines.line,
    coalesce(text_lines.line_number > tails.tail_at, false) as in_tail
from text_lines
inner join lines using (line)
left join endings using (text_id)
left join tails using (text_id)
where text_lines.line_number < coalesce(endings.ends_at, 1000000) and not lines.is_quoted;

drop table text_lines;
drop table lines;
