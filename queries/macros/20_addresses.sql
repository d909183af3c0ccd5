-- Masked addresses: `pair+transaction@allegromail.pl`. The lengths are not promised, so none is required.

create macro is_masked(address) as
    regexp_full_match(address, '[a-z0-9]{6,}(\+[a-z0-9]+)?@(allegromail\.[a-z]{2,3}|user\.allegrogroup\.pl)')
    and not regexp_matches(address, '^(powiadomienia|noreply|kontakt|pomoc)@');

create macro masked_pair(address) as
    case when is_masked(address) then regexp_extract(address, '^([a-z0-9]+)', 1) end;

create macro masked_transaction(address) as
    case
        when is_masked(address) then nullif(regexp_extract(address, '\+([a-z0-9]+)@', 1), '')
    end;

-- The order ids a text names: UUIDs version 1, as Allegro gives them.
create macro order_ids_in(value) as
    regexp_extract_all(lower(value), '[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}');

-- A sender of Allegro itself: its domains, or the mail domain with a name that is no masked code.
create macro is_allegro_sender(address) as
    regexp_matches(address, '@([a-z0-9.-]+\.)?allegro\.(pl|cz|sk|hu)$')
    or (regexp_matches(address, '@([a-z0-9.-]+\.)?allegromail\.[a-z]{2,3}$') and not is_masked(address));

-- Whether an address is in a domain or one below it.
create macro in_domain(address, domain) as
    split_part(address, '@', 2) = domain or ends_with(split_part(address, '@', 2), '.' || domain);
