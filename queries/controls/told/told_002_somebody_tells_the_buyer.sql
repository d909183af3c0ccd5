-- /// control
-- id = "TOLD-002"
-- severity = "high"
-- population = "order_information"
-- requires = ["orders"]
-- remediation = []
-- known_misses = ["A status that was set while the mail about it is off"]
-- false_alarms = ["Collection in person", "A document or a number given on paper"]
--
-- [title]
-- pl = "Każdą potrzebną informację kupujący od kogoś dostaje"
-- en = "The buyer gets each piece of information from somebody"
--
-- [risk]
-- pl = "Po wyłączeniu własnej poczty nikt nie mówi kupującemu, że zamówienie wysłano, jaki jest numer lub gdzie jest dokument."
-- en = "With own mail switched off nobody tells the buyer that the order was sent, its number, or where the document is."
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
-- ///
select
    order_id as subject_id,
    bought_at as occurred_at,
    'nobody_told_' || information as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    information as evidence
from order_information
where told_by = 'nobody'
