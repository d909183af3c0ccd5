-- /// control
-- id = "REPLACEMENT-004"
-- severity = "medium"
-- population = "sent_orders"
-- requires = ["orders", "shipments"]
-- remediation = ["shipment_number"]
-- known_misses = ["A number of another parcel"]
-- false_alarms = ["Collection in person", "Shipment pages that were saved for some orders only"]
--
-- [title]
-- pl = "Wysłane zamówienie ma numer przesyłki"
-- en = "An order that was sent has a parcel number"
--
-- [risk]
-- pl = "Bez numeru Allegro nie ma czego śledzić i nie wyśle kupującemu e-maila z numerem."
-- en = "Without a number Allegro has nothing to track and sends the buyer no e-mail with it."
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
-- name = "allegro-api #7042"
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/7042"
-- ///
select
    order_id as subject_id,
    bought_at as occurred_at,
    'parcel_number_missing' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    fulfillment_status as evidence
from sent_orders
where parcels = 0 and fulfillment_status = 'SENT'
