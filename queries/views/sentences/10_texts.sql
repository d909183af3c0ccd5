-- said_lines: one row a line of a message to a buyer, empty ones left out; places count from 1.
create temp table said_lines as
select
    message_no,
    place,
    line_id
from (
    select
        texts.message_no,
        generate_subscripts(texts.lines, 1) as place,
        unnest(texts.lines) as line_id
    from message_texts as texts
    semi join (select message_no from messages where to_buyer) using (message_no)
)
where line_id <> hash('');

-- lines: one row a distinct line, cleaned, and the number of the same line but for its numbers.
create temp table keyed_lines as
select
    line_id,
    line,
    same_digits(line) as line_key
from (
    select
        line_id,
        tidy_line(line) as line
    from staged_lines
    semi join said_lines using (line_id)
);

drop table staged_lines;

create table lines as
select
    line_id,
    line,
    hash(line_key) as key_id
from keyed_lines
where line <> '';

-- same_texts: one row a message with text and the first message that says the same but for its
-- numbers, line for line: what is said a thousand times is cut and judged once, as the text of the first.
create temp table same_texts as
with keyed as (
    select
        said_lines.message_no,
        bit_xor(hash(said_lines.place, lines.key_id)) as text_key
    from said_lines
    inner join lines using (line_id)
    group by said_lines.message_no
),

firsts as (
    select
        text_key,
        min(message_no) as text_no
    from keyed
    group by text_key
)

select
    keyed.message_no,
    firsts.text_no
from keyed
inner join firsts using (text_key);

-- text_orders: one row a message of which no source names the order and an order id its text names.
create table text_orders as
with line_orders as (
    select
        line_id,
        unnest(order_ids_in(line)) as order_id
    from lines
    where line like '%-%-%-%-%'
)

select distinct
    said_lines.message_no,
    line_orders.order_id
from said_lines
inner join line_orders using (line_id)
semi join (select message_no from messages where order_id_given is null) as open_mail using (message_no);

-- body_lines: one row a line of a text.
create temp table body_lines as
select
    said_lines.message_no as text_no,
    said_lines.place,
    said_lines.line_id,
    lines.key_id
from said_lines
inner join lines using (line_id)
semi join (select distinct text_no from same_texts) as texts on said_lines.message_no = texts.text_no;

drop table said_lines;

-- wrapped_places: one row a line that goes on where the line above it, full to its end, breaks off: a mail
-- client wrapped it.
create temp table wrapped_places as
with broken as (
    select
        text_no,
        place + 1 as place
    from body_lines
    semi join (
        select line_id from lines
        where (length(line) > 50 and right(line, 1) not in ('.', '!', '?', ':', ';', '>', ','))
            or (length(line) > 60 and right(line, 1) = ',')
    ) using (line_id)
),

goes_on as (
    select
        text_no,
        place
    from body_lines
    semi join (select line_id from lines where regexp_matches(line, '^[\p{Ll}(0-9]')) using (line_id)
)

select *
from goes_on
semi join broken using (text_no, place);

create temp table joined_lines as
with numbered as (
    select
        body_lines.*,
        count(*) filter (where wrapped.place is null) over (
            partition by body_lines.text_no order by body_lines.place
        ) as paragraph
    from body_lines
    semi join (select distinct text_no from wrapped_places) as affected using (text_no)
    left join wrapped_places as wrapped using (text_no, place)
)

select
    numbered.text_no,
    min(numbered.place) as place,
    max(numbered.place) as last_place,
    string_agg(lines.line, ' ' order by numbered.place) as line
from numbered
inner join lines using (line_id)
group by numbered.text_no, numbered.paragraph;

-- line_keys: one row a distinct line but for its numbers, with what begins there: quoted history, a
-- signature, the tail of a message.
create table line_keys as
with keys as (
    select
        hash(line_key) as key_id,
        line_key,
        fold(line_key) as folded
    from (
        select line_key from keyed_lines
        union
        select same_digits(line) from joined_lines
    )
    where line_key <> ''
)

select
    key_id,
    line_key,
    line_key like '>%' as is_quoted,
    regexp_matches(folded, getvariable('structure_quote_start'))
    or regexp_matches(line_key, getvariable('structure_signature_start')) as ends_text,
    len(string_split(line_key, ' ')) > 3 as is_text,
    regexp_matches(folded, getvariable('tail_contact'))
    or (
        regexp_matches(folded, getvariable('tail_closing'))
        and len(string_split(line_key, ' ')) <= 6
    ) as starts_tail
from keys;

drop table keyed_lines;

-- whole_lines: body_lines with wrapped lines joined: the lines from `place` to `last_place` are one.
create temp table whole_lines as
select
    text_no,
    place,
    place as last_place,
    key_id
from body_lines
anti join (select distinct text_no from joined_lines) as joined using (text_no)
union all
select
    text_no,
    place,
    last_place,
    hash(same_digits(line))
from joined_lines
where line <> '';

drop table body_lines;
drop table joined_lines;
drop table wrapped_places;

-- own_lines: one row a line that a text itself says: no quoted history, no signature. The tail begins
-- at the first closing or contact line after some text.
create table own_lines as
with ends as (
    select
        whole_lines.text_no,
        min(whole_lines.place) filter (where keys.ends_text) as ends_at,
        min(whole_lines.place) filter (where keys.is_text and not keys.starts_tail) as text_at,
        list(whole_lines.place) filter (where keys.starts_tail) as tails
    from whole_lines
    inner join line_keys as keys using (key_id)
    group by whole_lines.text_no
),

limits as (
    select
        text_no,
        coalesce(ends_at, 2000000000) as ends_at,
        coalesce(list_min(list_filter(tails, lambda place: place > text_at)), 2000000000) as tail_at
    from ends
)

select
    whole_lines.*,
    whole_lines.place > limits.tail_at as in_tail
from whole_lines
inner join limits using (text_no)
semi join (select key_id from line_keys where not is_quoted) as unquoted using (key_id)
where whole_lines.place < limits.ends_at;

drop table whole_lines;
