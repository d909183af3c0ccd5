-- /// control
-- id = "SHIPMENT-001"
-- severity = "high"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = ["shipment_number"]
-- known_misses = ["A status told by a picture"]
-- false_alarms = ["A carrier that the order data does not name"]
--
-- [title]
-- pl = "O statusie przesyłki zintegrowanego przewoźnika informuje kupującego Allegro, nie sprzedawca"
-- en = "Allegro tells the buyer the parcel status of an integrated carrier, not the seller"
--
-- [risk]
-- pl = "Allegro nie dostarcza wiadomości o zmianie statusu przesyłki zintegrowanego przewoźnika."
-- en = "Allegro does not deliver the message that the status of a parcel of an integrated carrier changed."
--
-- [[effective]]
-- announced = 2025-09-11
-- status = "cancelled"
-- starts = 2025-10-20
--
-- [[effective]]
-- announced = 2025-10-14
-- status = "announced"
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
-- quote = "zmienił się status przesyłki (dotyczy to przewoźników zintegrowanych z Allegro)"
--
-- [[sources]]
-- name = "Zmieniamy termin aktualizacji zasad komunikacji od sprzedającego do kupującego"
-- published = 2025-10-14
-- kind = "official_notice"
-- url = "https://developer.allegro.pl/news/zmieniamy-termin-aktualizacji-zasad-komunikacji-od-sprzedajacego-do-kupujacego-7GY3gW2dVT3"
-- quote = "Nowe zasady wprowadzimy w marcu 2026"
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
where category = 'shipment_status'
