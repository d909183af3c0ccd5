-- /// control
-- id = "TOLD-001"
-- severity = "critical"
-- population = "stopped_documents"
-- requires = ["block_records", "orders", "order_documents"]
-- remediation = ["invoice_upload", "billing_document_link"]
-- known_misses = ["A stopped message that no record names"]
-- false_alarms = ["A document that Allegro took from the mail and that GET …/invoices does not show: whether it would is unknown"]
--
-- [title]
-- pl = "Dokument z zatrzymanej wiadomości stoi przy zamówieniu"
-- en = "The document of a stopped message stands at the order"
--
-- [risk]
-- pl = "Wiadomość zatrzymano, a przy zamówieniu nie ma nic: kupujący może nie mieć dowodu zakupu."
-- en = "The message was stopped and nothing stands at the order: the buyer may have no proof of purchase."
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
-- quote = "Gdy zauważymy powiadomienie mailowe z dokumentem fiskalnym, pobierzemy go z załącznika i umieścimy w zakładce Moje zakupy, w konkretnym zamówieniu."
--
-- [[sources]]
-- name = "allegro-api #12437"
-- published = 2026-05-28
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/12437"
-- ///
select
    order_id as subject_id,
    stopped_at as occurred_at,
    'stopped_and_nothing_there' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    null as template_id,
    null as evidence
from stopped_documents
where judged and not at_the_order
