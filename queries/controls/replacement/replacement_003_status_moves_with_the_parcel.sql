-- /// control
-- id = "REPLACEMENT-003"
-- severity = "medium"
-- population = "sent_orders"
-- requires = ["orders", "shipments"]
-- remediation = ["fulfillment_status"]
-- known_misses = ["A seller whose setting for status mail is off: no data show it"]
-- false_alarms = ["A label printed before the parcel is handed over"]
--
-- [title]
-- pl = "Status wysłanego zamówienia jest zmieniony"
-- en = "The status of an order that was sent has been moved"
--
-- [risk]
-- pl = "O zmianie statusu Allegro informuje tylko wtedy, gdy status się zmienia (i gdy sprzedawca to włączył)."
-- en = "Allegro tells of a change of status only where the status changes (and where the seller switched that on)."
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
    first_parcel_at as occurred_at,
    'status_not_moved' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    fulfillment_status as evidence
from sent_orders
cross join audit_run
where coalesce(fulfillment_status, 'NEW') not in ('SENT', 'READY_FOR_PICKUP', 'PICKED_UP', 'SUSPENDED')
    and cast(warsaw(first_parcel_at) as date) < audit_run.as_of - 2
