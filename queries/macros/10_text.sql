-- Text: cleaned and folded copies. A folded copy has one character for one of the cleaned text, so a
-- place found in the one is the same place in the other.

-- NBSP and thin blanks to a blank; soft hyphen, zero-width characters and the BOM gone; composed letters.
-- Most texts hold nothing of the kind: one look spares them the rest.
create macro clean_text(value) as
    case
        when regexp_matches(value, '[\x{a0}\x{ad}\x{300}-\x{36f}\x{2000}-\x{2fff}\x{feff}]')
            then nfc_normalize(
                regexp_replace(
                    regexp_replace(value, '[\x{a0}\x{202f}\x{2007}\x{2009}]', ' ', 'g'),
                    '[\x{ad}\x{200b}-\x{200f}\x{2060}\x{feff}]',
                    '',
                    'g'
                )
            )
        else value
    end;

-- A line as it is read: cleaned, single blanks.
create macro tidy_line(value) as
    trim(
        case
            when regexp_matches(clean_text(value), '\s\s|[\t\r\x0b\x0c]')
                then regexp_replace(clean_text(value), '\s+', ' ', 'g')
            else clean_text(value)
        end
    );

-- The lines of a text as numbers: what is said a thousand times is kept, cut and judged once. Two lines of
-- ten million share a number about once in 400,000 runs.
create macro text_lines(value) as string_split(value, chr(10));

create macro line_ids(value) as list_transform(text_lines(value), lambda line: hash(line));

-- The same text with other order ids, numbers and parcels: digits behind the second of a row are 0. It keeps
-- its length, and so every place in it; short numbers and the start of long ones stay, which patterns read.
create macro same_digits(value) as
    case
        when regexp_matches(value, '\d\d\d')
            then replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            case
                                when value like '%-%-1%-%-%'
                                    then regexp_replace(
                                        value,
                                        '(?i)[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}',
                                        '00000000-0000-1000-0000-000000000000',
                                        'g'
                                    )
                                else value
                            end,
                            '(\d\d)\d',
                            '\1' || chr(1),
                            'g'
                        ),
                        '\x01\d',
                        chr(1) || chr(1),
                        'g'
                    ),
                    '\x01\d',
                    chr(1) || chr(1),
                    'g'
                ),
                chr(1),
                '0'
            )
        else value
    end;

-- Lower case without diacritics, the Polish l with stroke too (strip_accents would keep it).
create macro fold(value) as
    case
        when strlen(value) = length(value) then lower(value)  -- ASCII alone
        else translate(
            lower(value),
            'ąćęłńóśźżáčďéěíňřšťúůýžäĺľŕôöőüű’„”“',
            'acelnoszzacdeeinrstuuyzallrooouu''"""'
        )
    end;

-- Whether a subject carries a reply or forward mark. It proves nothing but whose words the rest are.
create macro has_reply_mark(value) as
    regexp_matches(value, '(?i)^\s*(re|odp|fwd|fw|pd|vs|aw)\s*(\[\d+\])?:');

-- A subject without reply and forward marks, folded, blanks collapsed: the same mail in two sources.
create macro subject_key(value) as
    fold(
        tidy_line(
            case
                when has_reply_mark(clean_text(value))
                    then regexp_replace(
                        clean_text(value), '(?i)^\s*((re|odp|fwd|fw|pd|vs|aw)\s*(\[\d+\])?:\s*)+', ''
                    )
                else value
            end
        )
    );

-- Digits, links and addresses masked: the part of a sentence that stays the same from mail to mail.
create macro masked_key(folded) as
    trim(
        regexp_replace(
            regexp_replace(folded, 'https?://\S+|\S+@\S+', '~', 'g'),
            '\S*\d\S*',
            '#',
            'g'
        )
    );
