-- A pseudonym for everybody messages went to, as the sources name them: `buyer-1a2b3c4d5e`. It cannot be
-- turned back, and the same key, kind and person give the same.
insert into pseudonyms
with people as (
    select
        coalesce(to_address, buyer_login) as raw,
        case when bool_or(to_buyer) then 'buyer' else 'other' end as kind
    from messages
    where coalesce(to_address, buyer_login) is not null
    group by raw
)

select
    raw,
    case
        when $key = '' then raw
        else kind || '-' || left(sha256($key || sha256(concat_ws(chr(0), $key, kind, raw))), 10)
    end
from people
