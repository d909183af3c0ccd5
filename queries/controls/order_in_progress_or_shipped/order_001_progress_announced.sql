-- /// control
-- id = "ORDER-001"
-- severity = "high"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = ["fulfillment_status"]
-- known_misses = ["A status told by a picture"]
-- false_alarms = ["A partial shipment with a question about the rest"]
--
-- [title]
-- pl = "O realizacji i wysyłce zamówienia informuje kupującego Allegro, nie sprzedawca"
-- en = "Allegro tells the buyer that the order is in progress or sent, not the seller"
--
-- [risk]
-- pl = "Allegro nie dostarcza wiadomości o tym, że zamówienie jest w realizacji lub wysłane."
-- en = "Allegro does not deliver the message that the order is in progress or sent."
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
-- quote = "zamówienie jest w realizacji lub wysłane"
--
-- [[sources]]
-- name = "Zmieniamy zasady komunikacji od sprzedającego do kupującego po zakupie"
-- published = 2025-09-11
-- kind = "official_notice"
-- url = "https://developer.allegro.pl/news/zmieniamy-zasady-komunikacji-od-sprzedajacego-do-kupujacego-po-zakupie-eKlPlLRPZuD"
-- ///
select
    message_id as subject_id,
    sent_at as occurred_at,
    reason_code,
    source_file,
    source_position,
    verdict,
    template_id,
    evidence
from category_mail
where category = 'order_in_progress_or_shipped'
