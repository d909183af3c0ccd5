-- /// control
-- id = "REPLACEMENT-005"
-- severity = "medium"
-- population = "parcels"
-- requires = ["orders", "shipments"]
-- remediation = ["shipment_number"]
-- known_misses = ["A number whose form several carriers use"]
-- false_alarms = ["A contract that the carrier does not connect with Allegro"]
--
-- [title]
-- pl = "Przesyłka zintegrowanego przewoźnika ma jego carrierId"
-- en = "A parcel of an integrated carrier has its carrierId"
--
-- [risk]
-- pl = "Przy carrierId „OTHER” Allegro nie śledzi przesyłki i nie poinformuje kupującego."
-- en = "With carrierId “OTHER” Allegro does not track the parcel and does not tell the buyer."
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
-- name = "allegro-api #3595"
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/3595"
--
-- [[sources]]
-- name = "allegro-api #13267"
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/13267"
-- ///
select
    order_id as subject_id,
    registered_at as occurred_at,
    case when carrier_id = 'ALLEGRO' then 'carrier_gone' else 'carrier_is_integrated' end as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    carrier_id as evidence
from parcels
where (
        carrier_id = 'OTHER'
        and (
            linked_to_integrated
            or regexp_matches(fold(coalesce(carrier_name, '')), getvariable('integrated_names'))
            or regexp_matches(lower(coalesce(waybill, '')), getvariable('integrated_waybills'))
        )
    )
    or (carrier_id = 'ALLEGRO' and cast(warsaw(registered_at) as date) >= date '2026-06-09')
