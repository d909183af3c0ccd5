-- The plain records of a scan into their staging table, numbered in the order of the file.
insert into staged_mail by name
with placed as (
    select
        scanned.*,
        places.place,
        places.lines_above
    from scanned
    inner join scanned_places as places on scanned.rowid = places.place
    where scanned.is_plain
)

select
    $first_id + place as record_id,
    $source_file as source_file,
    '{where} ' || ({header_line} + 1 + lines_above) as source_position,
    $source_kind as source_kind,
    nullif(trim(message_id, '<>'), '') as msg_id,
    time as sent_at,
    case when regexp_matches(time, ':\d\d:\d\d$') then 'second' else 'minute' end as time_precision,
    case when sender <> '' then sender end as sender,
    [recipient] as recipients,
    {subject} as subject,
    lines,
    text_hash,
    'false' as has_thread_info,
    {has_attachments} as has_attachment_info,
    case
        when {has_attachments} = 'true'
            then list_filter(
                list_transform(regexp_split_to_array(attachments, '[,;|]'), lambda name: trim(name)),
                lambda name: name <> ''
            )
    end as attachments,
    links,
    'sent' as direction,
    {template} as template,
    nullif(trim(order_id), '') as order_id,
    {status} as status
from placed
