-- /// control
-- id = "REPLACEMENT-002"
-- severity = "high"
-- population = "mailed_documents"
-- requires = ["messages", "orders", "order_documents"]
-- remediation = ["billing_document_link"]
-- known_misses = ["A link that buyers could not see (15 August to early September 2026)"]
-- false_alarms = ["A receipt handed over on paper"]
--
-- [title]
-- pl = "Dokument do zamówienia bez prośby o fakturę stoi przy zamówieniu"
-- en = "A document of an order without a request for an invoice stands at the order"
--
-- [risk]
-- pl = "E-mail z dokumentem jest zatrzymywany; bez odnośnika przy zamówieniu kupujący może nie mieć dokumentu."
-- en = "The e-mail with the document is stopped; without a link at the order the buyer may have no document."
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
-- name = "allegro-api #12437"
-- published = 2026-05-28
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/12437"
--
-- [[sources]]
-- name = "allegro-api #12639"
-- published = 2025-11-12
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/12639"
-- ///
select
    order_id as subject_id,
    last_sent_at as occurred_at,
    'document_only_mailed' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    null as template_id,
    null as evidence
from mailed_documents
where judged and not at_the_order
