-- Times: text in, UTC timestamps out; null where the text is no time.

create macro has_zone(value) as
    regexp_matches(value, '(Z|[+-]\d{2}:?\d{2})$') or regexp_full_match(value, '\d{10}|\d{13}');

create macro zoned_instant(value) as
    case
        when regexp_full_match(value, '\d{10}') then make_timestamp(cast(value as bigint) * 1000000)
        when regexp_full_match(value, '\d{13}') then make_timestamp(cast(value as bigint) * 1000)
        when has_zone(value)
            then try_cast(
                regexp_replace(value, '([+-]\d{2}):?(\d{2})$', '\1:\2') as timestamptz
            ) at time zone 'UTC'
    end;

create macro zoneless(value) as
    try_strptime(
        value,
        [
            '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M',
            '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%dT%H:%M:%S.%f',
            '%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M'
        ]
    );

-- Mail and mail logs: a time without a zone is Europe/Warsaw.
create macro mail_instant(value) as
    case
        when has_zone(value) then zoned_instant(value)
        else zoneless(value) at time zone 'Europe/Warsaw' at time zone 'UTC'
    end;

-- Allegro API pages: a time without a zone is UTC.
create macro api_instant(value) as
    case when has_zone(value) then zoned_instant(value) else zoneless(value) end;

create macro warsaw(instant) as
    instant at time zone 'UTC' at time zone 'Europe/Warsaw';
