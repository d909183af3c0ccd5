-- /// control
-- id = "REPLACEMENT-006"
-- severity = "medium"
-- population = "known_papers"
-- requires = ["orders", "order_documents"]
-- remediation = []
-- known_misses = ["A document nobody ticked"]
-- false_alarms = ["A document on paper, ticked in the panel"]
--
-- [title]
-- pl = "Allegro nie odnotowało dokumentu wysłanego poza platformą"
-- en = "Allegro recorded no document sent outside of the platform"
--
-- [risk]
-- pl = "hasExternalInvoices to znacznik samego Allegro: dokument do tego zamówienia poszedł inną drogą."
-- en = "hasExternalInvoices is Allegro's own mark: a document of this order went another way."
--
-- [[effective]]
-- announced = 2026-02-10
-- status = "in_force"
-- starts = 2026-03-02
--
-- [[sources]]
-- name = "FAQ - Nowe zasady komunikacji po zakupie na Allegro"
-- published = 2025-09-24
-- kind = "faq"
-- url = "https://spolecznosc.allegro.pl/t5/zaawansowani-sprzedawcy/24-09-2025-faq-nowe-zasady-komunikacji-po-zakupie-na-allegro/td-p/1086138/page/2"
-- quote = "Faktury i paragony muszą być przekazywane poprzez dedykowane funkcjonalności Allegro lub za pomocą API."
--
-- [[sources]]
-- name = "allegro-api #13111"
-- published = 2026-03-02
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/13111"
-- ///
select
    order_id as subject_id,
    bought_at as occurred_at,
    'document_elsewhere' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    null as evidence
from known_papers
where sent_elsewhere and not at_the_order
