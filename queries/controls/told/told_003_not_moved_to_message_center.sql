-- /// control
-- id = "TOLD-003"
-- severity = "medium"
-- population = "message_center_mail"
-- requires = ["message_center_records"]
-- remediation = []
-- known_misses = ["The same message in other words"]
-- false_alarms = ["A text that was always sent both ways"]
--
-- [title]
-- pl = "Zakazana treść nie przeniosła się do Centrum Wiadomości"
-- en = "What is prohibited has not moved to the Message Center"
--
-- [risk]
-- pl = "Tekst z września 2025 zabrania tego samego w Centrum Wiadomości; zatrzymywania tam nie zapowiedziano."
-- en = "The text of September 2025 forbids the same in the Message Center; blocking there was not announced."
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
-- ///
select
    message_id as subject_id,
    sent_at as occurred_at,
    'moved_to_message_center' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    template_id,
    null as evidence
from message_center_mail
where verdict = 'prohibited' and first_email_at < sent_at
