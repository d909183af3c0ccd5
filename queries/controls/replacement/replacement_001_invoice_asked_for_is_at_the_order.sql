-- /// control
-- id = "REPLACEMENT-001"
-- severity = "high"
-- population = "invoice_orders"
-- requires = ["orders", "order_documents"]
-- remediation = ["invoice_upload"]
-- known_misses = ["A file that holds another document", "A file over 3 MB: the API refuses it and the data show only the entry without a file"]
-- false_alarms = ["An invoice handed over on paper", "An Extended Payment Terms order, for which other limits may hold"]
--
-- [title]
-- pl = "Zamówienie, do którego kupujący chciał fakturę, ma przyjęty plik faktury"
-- en = "An order whose buyer asked for an invoice has an accepted invoice file"
--
-- [risk]
-- pl = "Kupujący nie ma faktury, o którą poprosił: wpis bez pliku i plik odrzucony nie są dokumentem."
-- en = "The buyer lacks the invoice they asked for: an entry without a file and a rejected file are no document."
--
-- [[effective]]
-- announced = 2026-02-10
-- status = "in_force"
-- starts = 2026-03-02
--
-- [[sources]]
-- name = "Przypomnienie: 2 marca 2026 rozszerzymy i doprecyzujemy zasady wysyłki powiadomień po zakupach"
-- published = 2026-02-10
-- kind = "official_notice"
-- url = "https://developer.allegro.pl/news/przypomnienie-2-marca-2026-rozszerzymy-i-doprecyzujemy-zasady-wysylki-powiadomien-po-zakupach-5Lbkn0nPXTE"
--
-- [[sources]]
-- name = "FAQ - Nowe zasady komunikacji po zakupie na Allegro"
-- published = 2025-09-24
-- kind = "faq"
-- url = "https://spolecznosc.allegro.pl/t5/zaawansowani-sprzedawcy/24-09-2025-faq-nowe-zasady-komunikacji-po-zakupie-na-allegro/td-p/1086138/page/2"
-- quote = "Faktury i paragony muszą być przekazywane poprzez dedykowane funkcjonalności Allegro lub za pomocą API."
--
-- [[sources]]
-- name = "allegro-api #11996"
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/11996"
-- ///
select
    order_id as subject_id,
    due_at as occurred_at,
    case
        when invoices > 10 then 'document_limit'
        when sent_elsewhere then 'document_elsewhere'
        when rejected > 0 then 'document_rejected'
        when waiting > 0 then 'document_waiting'
        when without_file > 0 then 'document_without_file'
        else 'document_missing'
    end as reason_code,
    source_file,
    source_position,
    case when sent_elsewhere or invoices > 10 then 'review' else 'prohibited' end as verdict,
    null as template_id,
    concat(accepted, ' / ', invoices) as evidence
from invoice_orders
cross join audit_run
-- Of an order whose documents were not asked for nothing is counted: neither condition holds.
where (
        accepted = 0
        and links = 0
        -- A scan takes minutes; what waits for two days has stopped.
        and (waiting = 0 or cast(warsaw(first_created_at) as date) < audit_run.as_of - 2)
    )
    or invoices > 10
