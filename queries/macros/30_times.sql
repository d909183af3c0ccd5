-- Times: text in, UTC timestamps out; null where the text is no time. Unix seconds and milliseconds, ISO
-- 8601, day first with dots, dashes or slashes, Excel serials (1900 system), RFC 5322, months in words.
-- A macro is pasted wherever it is used, so the shapes are tried inside of lambdas: pasted once.

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

create macro without_zone(value) as
    regexp_replace(
        value,
        '(:\d{2}(?:[.,]\d+)?(?: ?[AaPp][Mm])?) ?'
        || '(?:[Zz]|UTC|GMT|CES?T|[+-]\d{2}:?(?:\d{2})?)(?: \([^()]+\))?$',
        '\1'
    );

create macro has_zone(value) as
    regexp_full_match(value, '\d{10}(\.\d+)?|\d{13}') or zone_of(value) <> '';

create macro zone_minutes(zone) as
    case
        when zone = 'CET' then 60
        when zone = 'CEST' then 120
        when zone similar to '[+-].*'
            then cast(left(zone, 3) as integer) * 60
                + coalesce(try_cast(left(zone, 1) || right(replace(zone[4:], ':', ''), 2) as integer), 0)
        else 0
    end;

-- Days since 30 December 1899, rounded to the second: Excel keeps no more.
create macro excel_time(value) as
    timestamp '1899-12-30'
    + to_seconds(cast(round(try_cast(replace(value, ',', '.') as double) * 86400) as bigint));

-- A folded month in English, Polish, Czech, Slovak or Hungarian: three letters tell, but for a Czech July.
create macro month_number(word) as
    case
        when word similar to 'cerven[ce].*' then 7
        else map {
            'jan': 1, 'sty': 1, 'led': 1, 'feb': 2, 'lut': 2, 'uno': 2, 'mar': 3, 'bre': 3, 'apr': 4,
            'kwi': 4, 'dub': 4, 'may': 5, 'maj': 5, 'kve': 5, 'jun': 6, 'cze': 6, 'cer': 6, 'jul': 7,
            'lip': 7, 'aug': 8, 'sie': 8, 'srp': 8, 'sep': 9, 'wrz': 9, 'zar': 9, 'sze': 9, 'oct': 10,
            'okt': 10, 'paz': 10, 'rij': 10, 'nov': 11, 'lis': 11, 'dec': 12, 'gru': 12, 'pro': 12
        }[left(word, 3)]
    end;

-- "2 marca 2026, 08:15", "Mon, 02 Mar 2026 08:15:00", "Mar 2, 2026 8:15 AM", "2026. marcius 2. 08:15" to
-- year-month-day clock.
create macro in_order(folded) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                folded,
                '^(?:[a-z]{2,12}\.?,? )?(\d{1,2})\.? ([a-z]{3,12})\.? (\d{4})'
                || '(?:[ ,]*(?:o|at|v|godz\.?|r\.)?,? *(\d{1,2}:\d{2}.*))?$',
                '\3-\2-\1 \4'
            ),
            '^(?:[a-z]{2,12}\.?,? )?([a-z]{3,12})\.? (\d{1,2}),? (\d{4})'
            || '(?:[ ,]*(?:at)? *(\d{1,2}:\d{2}.*))?$',
            '\3-\1-\2 \4'
        ),
        '^(\d{4})\.? ([a-z]{3,12})\.? (\d{1,2})\.?(?:[ ,]*(\d{1,2}:\d{2}.*))?$',
        '\1-\2-\3 \4'
    );

create macro worded(folded) as
    list_transform(
        [in_order(folded)],
        lambda text: trim(
            regexp_replace(
                text, '-[a-z]+-', '-' || month_number(regexp_extract(text, '-([a-z]+)-', 1)) || '-'
            )
        )
    )[1];

-- Day before month, always; only a clock with AM or PM stands behind American dates. Trying few formats is
-- what makes a million rows quick.
create macro numeric_time(value) as
    case
        when value like '____-%'
            then try_strptime(
                value,
                [
                    '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M',
                    '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%dT%H:%M:%S.%f', '%Y-%m-%d',
                    '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p'
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
        else coalesce(
            numeric_time(value),
            list_any_value(
                list_transform([tidy_time(value), worded(fold(trim(value)))], lambda text: numeric_time(text))
            )
        )
    end;

-- A time in any shape; without a zone it is of `zone`.
create macro instant(value, zone) as
    case
        when regexp_full_match(value, '\d{10}(\.\d+)?')
            then make_timestamp(cast(round(try_cast(value as double) * 1000) as bigint) * 1000)
        when regexp_full_match(value, '\d{13}') then make_timestamp(cast(value as bigint) * 1000)
        when zone_of(value) = '' then zoneless(value) at time zone zone at time zone 'UTC'
        else coalesce(
            try_cast(
                regexp_replace(value, '([+-]\d{2}):?(\d{2})$', '\1:\2') as timestamptz
            ) at time zone 'UTC',
            list_transform([without_zone(value)], lambda text: zoneless(text))[1]
            - to_minutes(zone_minutes(zone_of(value)))
        )
    end;

-- Mail and tables: a time without a zone is Europe/Warsaw.
create macro mail_instant(value) as instant(value, 'Europe/Warsaw');

-- Allegro API pages: a time without a zone is UTC, and every time is ISO 8601 or counts from the epoch.
create macro api_instant(value) as
    case
        when regexp_full_match(value, '\d{10}') then make_timestamp(cast(value as bigint) * 1000000)
        when regexp_full_match(value, '\d{13}') then make_timestamp(cast(value as bigint) * 1000)
        when zone_of(value) = '' then numeric_time(value)
        else try_cast(
            regexp_replace(value, '([+-]\d{2}):?(\d{2})$', '\1:\2') as timestamptz
        ) at time zone 'UTC'
    end;

-- Orders: a page of the API, or a table that somebody exported.
create macro order_instant(value, source_kind) as
    instant(
        value,
        case
            when source_kind in ('order_table', 'mail_log', 'notice_list', 'payment') then 'Europe/Warsaw'
            else 'UTC'
        end
    );

create macro warsaw(instant) as
    instant at time zone 'UTC' at time zone 'Europe/Warsaw';
