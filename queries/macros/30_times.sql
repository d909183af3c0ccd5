-- Times: text in, UTC timestamps out; null where the text is no time. Unix seconds and milliseconds, ISO
-- 8601, day first with dots, dashes or slashes, Excel serials (1900 system), RFC 5322, months in words.

-- The zone that follows a clock; a date alone has none ("02-03-2026" ends in no offset).
create macro zone_of(value) as
    upper(
        regexp_extract(
            value,
            '\d:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:[AaPp][Mm])? ?'
            || '([Zz]|UTC|GMT|CES?T|[+-]\d{2}:?(?:\d{2})?)(?: \([^()]{1,40}\))?$',
            1
        )
    );

create macro is_unix_time(value) as regexp_full_match(value, '\d{10}(\.\d+)?|\d{13}');

create macro has_zone(value) as zone_of(value) <> '' or is_unix_time(value);

create macro zone_minutes(zone) as
    case
        when zone in ('Z', 'UTC', 'GMT') then 0
        when zone = 'CET' then 60
        when zone = 'CEST' then 120
        else (case when zone like '-%' then -1 else 1 end) * (
            60 * cast(substr(zone, 2, 2) as integer)
            + coalesce(try_cast(substr(replace(zone, ':', ''), 4, 2) as integer), 0)
        )
    end;

-- Days since 30 December 1899, rounded to the second: Excel keeps no more.
create macro excel_time(value) as
    timestamp '1899-12-30'
    + to_seconds(cast(round(try_cast(replace(value, ',', '.') as double) * 86400) as bigint));

-- The first three letters name a month in English and most of Polish, Czech, Slovak and Hungarian.
create macro month_number(word) as
    case
        when regexp_matches(word, '^(jan|sty|led)') then 1
        when regexp_matches(word, '^(feb|lut|uno)') then 2
        when regexp_matches(word, '^(mar|bre)') then 3
        when regexp_matches(word, '^(apr|kwi|dub)') then 4
        when regexp_matches(word, '^(may|maj|kve)') then 5
        when regexp_matches(word, '^(jul|lip|cervenec|cervence|cvc)') then 7
        when regexp_matches(word, '^(jun|cze|cerv|cvn)') then 6
        when regexp_matches(word, '^(aug|sie|srp)') then 8
        when regexp_matches(word, '^(sep|wrz|zar|szept)') then 9
        when regexp_matches(word, '^(oct|okt|paz|rij)') then 10
        when regexp_matches(word, '^(nov|lis)') then 11
        when regexp_matches(word, '^(dec|gru|pro)') then 12
    end;

create macro made_time(parts) as
    try_strptime(
        format(
            '{}-{}-{} {}',
            parts['year'],
            month_number(parts['month']),
            parts['day'],
            coalesce(nullif(parts['clock'], ''), '0:00')
        ),
        ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p']
    );

-- "2 marca 2026, 08:15", "Mon, 02 Mar 2026 08:15:00", "Mar 2, 2026 8:15 AM", "2026. marcius 2. 08:15".
create macro worded_time(folded) as
    coalesce(
        made_time(
            regexp_extract(
                folded,
                '(?:^|[ ,])(\d{1,2})\.? ([a-z]{3,12})\.? (\d{4})'
                || '(?:[ ,]*(?:o|at|v|godz\.?|r\.)?,? *(\d{1,2}:\d{2}.*))?$',
                ['day', 'month', 'year', 'clock']
            )
        ),
        made_time(
            regexp_extract(
                folded,
                '(?:^|[ ,])([a-z]{3,12})\.? (\d{1,2}),? (\d{4})(?:[ ,]*(?:at)? *(\d{1,2}:\d{2}.*))?$',
                ['month', 'day', 'year', 'clock']
            )
        ),
        made_time(
            regexp_extract(
                folded,
                '^(\d{4})\.? ([a-z]{3,12})\.? (\d{1,2})\.?(?:[ ,]*(\d{1,2}:\d{2}.*))?$',
                ['year', 'month', 'day', 'clock']
            )
        )
    );

-- Day before month, always; only a clock with AM or PM stands behind American dates. Trying few formats is
-- what makes a million rows quick.
create macro numeric_time(value) as
    case
        when value like '____-%'
            then try_strptime(
                value,
                [
                    '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M',
                    '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%dT%H:%M:%S.%f', '%Y-%m-%d'
                ]
            )
        when value like '____.%'
            then try_strptime(value, ['%Y.%m.%d %H:%M:%S', '%Y.%m.%d %H:%M', '%Y.%m.%d'])
        when value like '%.____%'
            then try_strptime(value, ['%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y'])
        else try_strptime(
            value,
            [
                '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M',
                '%d-%m-%Y', '%d/%m/%Y',
                '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M', '%Y/%m/%d',
                '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p'
            ]
        )
    end;

-- "02.03.2026, 08:15", "02.03.2026 r. 08:15", "2. 3. 2026 8:15", "2026. 03. 02. 8:15", "08:15:43,123".
create macro tidy_time(value) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(trim(value), '\s+', ' ', 'g'),
                '^(\d{1,4})\. ?(\d{1,2})\. ?(\d{1,4})\.?', '\1.\2.\3'
            ),
            '(\d)(,| r\.,?|, godz\.| godz\.| o)? (\d{1,2}:\d{2})', '\1 \3'
        ),
        '(:\d{2}),(\d+)', '\1.\2'
    );

create macro zoneless(value) as
    case
        when regexp_full_match(value, '4\d{4}([.,]\d+)?') then excel_time(value)
        else coalesce(numeric_time(value), numeric_time(tidy_time(value)), worded_time(fold(trim(value))))
    end;

create macro zoned_instant(value) as
    case
        when regexp_full_match(value, '\d{10}(\.\d+)?')
            then make_timestamp(cast(round(try_cast(value as double) * 1000) as bigint) * 1000)
        when regexp_full_match(value, '\d{13}') then make_timestamp(cast(value as bigint) * 1000)
        when has_zone(value)
            then coalesce(
                try_cast(
                    regexp_replace(value, '([+-]\d{2}):?(\d{2})$', '\1:\2') as timestamptz
                ) at time zone 'UTC',
                zoneless(regexp_replace(value, ' ?(Z|z|UTC|GMT|CES?T|[+-]\d{2}:?\d{0,2})( \([^()]+\))?$', ''))
                - to_minutes(zone_minutes(zone_of(value)))
            )
    end;

-- Mail and mail logs: a time without a zone is Europe/Warsaw.
create macro mail_instant(value) as
    case
        when has_zone(value) then zoned_instant(value)
        else zoneless(value) at time zone 'Europe/Warsaw' at time zone 'UTC'
    end;

-- Allegro API pages: a time without a zone is UTC.
create macro api_instant(value) as
    case when has_zone(value) then zoned_instant(value) else zoneless(value) end;

-- Orders: a page of the API, or a table that somebody exported.
create macro order_instant(value, source_kind) as
    case
        when source_kind in ('order_table', 'mail_log', 'notice_list', 'payment') then mail_instant(value)
        else api_instant(value)
    end;

create macro warsaw(instant) as
    instant at time zone 'UTC' at time zone 'Europe/Warsaw';
