-- /// control
-- id = "ADDRESS-001"
-- severity = "low"
-- population = "masked_mail"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["A source without addresses (a Message Center message has none)"]
-- false_alarms = ["An address of a purchase from before the identifier was introduced"]
--
-- [title]
-- pl = "Adres odbiorcy ma część po „+”"
-- en = "The recipient's address has its part after “+”"
--
-- [risk]
-- pl = "Zapowiedziano, że poczta na adres bez tej części nie zostanie doręczona; termin odłożono bez daty."
-- en = "It was announced that mail to an address without that part is not delivered; the date was postponed without a new one."
--
-- [[effective]]
-- announced = 2025-09-11
-- status = "announced"
--
-- [[effective]]
-- announced = 2026-02-10
-- status = "postponed"
--
-- [[sources]]
-- name = "Zmieniamy zasady komunikacji od sprzedającego do kupującego po zakupie"
-- published = 2025-09-11
-- kind = "official_notice"
-- url = "https://developer.allegro.pl/news/zmieniamy-zasady-komunikacji-od-sprzedajacego-do-kupujacego-po-zakupie-eKlPlLRPZuD"
--
-- [[sources]]
-- name = "Przypomnienie: 2 marca 2026 rozszerzymy i doprecyzujemy zasady wysyłki powiadomień po zakupach"
-- published = 2026-02-10
-- kind = "official_notice"
-- url = "https://developer.allegro.pl/news/przypomnienie-2-marca-2026-rozszerzymy-i-doprecyzujemy-zasady-wysylki-powiadomien-po-zakupach-5Lbkn0nPXTE"
-- quote = "Termin ten uległ zmianie, a o nowej dacie poinformujemy na stronie Pomoc dla sprzedających"
-- ///
select
    message_id as subject_id,
    sent_at as occurred_at,
    'without_transaction' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    template_id,
    null as evidence
from masked_mail
where masked_transaction is null
