-- /// control
-- id = "DISCUSSION-004"
-- severity = "critical"
-- population = "proof_claims"
-- requires = ["cases"]
-- remediation = ["invoice_upload", "billing_document_link"]
-- known_misses = ["A case opened for another reason that asks for the document in its text"]
-- false_alarms = ["A case about a manual or a warranty card: the reason code names all three"]
--
-- [title]
-- pl = "Kupujący, który zgłasza brak dowodu zakupu, ma go przy zamówieniu"
-- en = "A buyer who reports a missing proof of purchase has it at the order"
--
-- [risk]
-- pl = "Dokument zatrzymano lub nie dodano do zamówienia, a kupujący już się o niego upomina."
-- en = "The document was stopped or not added to the order, and the buyer is already asking for it."
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
-- name = "allegro-api #13797"
-- published = 2026-07-29
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/13797"
-- ///
select
    case_id as subject_id,
    opened_at as occurred_at,
    case when document_stopped then 'claim_and_stopped' else 'claim_and_nothing_there' end as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    null as evidence
from proof_claims
where judged and not at_the_order and (document_stopped or papers_known)
