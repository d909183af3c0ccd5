-- Text: cleaned and folded copies. A folded copy has one character for one of the cleaned text, so a
-- place found in the one is the same place in the other.

-- NBSP and thin blanks to a blank; soft hyphen, zero-width characters and the BOM gone; composed letters.
create macro clean_text(value) as
    nfc_normalize(
        regexp_replace(
            regexp_replace(value, '[\x{a0}\x{202f}\x{2007}\x{2009}]', ' ', 'g'),
            '[\x{ad}\x{200b}-\x{200f}\x{2060}\x{feff}]',
            '',
            'g'
        )
    );

-- Lower case without diacritics, the Polish l with stroke too (strip_accents would keep it).
create macro fold(value) as
    translate(
        lower(value),
        'ąćęłńóśźżáčďéěíňřšťúůýžäĺľŕôöőüű’„”“',
        'acelnoszzacdeeinrstuuyzallrooouu''"""'
    );

-- A subject without reply and forward marks, folded, blanks collapsed: the same mail in two sources.
create macro subject_key(value) as
    trim(
        regexp_replace(
            regexp_replace(fold(clean_text(value)), '^\s*((re|odp|fwd|fw|pd|vs|aw)\s*(\[\d+\])?:\s*)+', ''),
            '\s+',
            ' ',
            'g'
        )
    );

-- Whether a subject carries a reply or forward mark. It proves nothing but whose words the rest are.
create macro has_reply_mark(value) as
    regexp_matches(fold(value), '^\s*(re|odp|fwd|fw|pd|vs|aw)\s*(\[\d+\])?:');

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
