-- scanned: one row a record of a big mail log, cells as they stood, the text as numbered lines. `is_plain`:
-- the record is what the reader of single rows would make of it; of the others that reader is asked.
create or replace temp table scanned as
with cells as (
    select
        {cells},
        length(concat_ws('', {others})) - length(replace(concat_ws('', {others}), chr(10), '')) as more_lines
    from {source}
)

select
    * exclude (body, more_lines),
    line_ids(nullif(replace(body, chr(13) || chr(10), chr(10)), '')) as lines,
    case when message_id = '' then md5(body) end as text_hash,
    case
        when contains(body, '://') or contains(body, 'www.')
            then list_distinct(
                list_transform(
                    regexp_extract_all(body, '(?i)(?:https?://|www\.)[^\s<>"''”„]+'),
                    lambda link: regexp_replace(link, '[.,;:!?)\]}*_]+$', '')
                )
            )
        else []
    end as links,
    {physical_lines} as physical_lines,
    regexp_full_match(recipient, '[a-z0-9+._-]+@[a-z0-9.-]+[a-z0-9]')
    and regexp_full_match(sender, '([a-z0-9+._-]+@[a-z0-9.-]+[a-z0-9])?')
    and regexp_full_match(message_id, '<[^<>\s]+>|[^<>\s]*')
    and regexp_full_match(time, '(\d{4}-\d\d-\d\d|\d\d[.]\d\d[.]\d{4})[ T]\d\d:\d\d(:\d\d)?')
    and not regexp_matches(attachments, '^\s*\d+\s*$')
    and not regexp_matches(body, '^\s*<')
    and not (contains(body, chr(10) || '>') and (contains(body, '://') or contains(body, 'www.')))
    and not regexp_matches(
        concat_ws(' ', recipient, sender, subject, attachments, template), '[ÄĹÅĂÃ][^A-Za-z\s]|[\x00-\x1f]'
    ) as is_plain
from cells
