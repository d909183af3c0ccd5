-- /// control
-- id = "NOTICE-001"
-- severity = "high"
-- population = "stopped_templates"
-- requires = ["block_records"]
-- remediation = []
-- known_misses = ["Notices that name no message", "Mail that no template explains"]
-- false_alarms = ["A template that Allegro stops by mistake"]
--
-- [title]
-- pl = "Szablon, którego dotyczy powiadomienie o zatrzymaniu, w ciągu 7 dni przestaje wychodzić"
-- en = "A template named by a block notice is no longer stopped 7 days later"
--
-- [risk]
-- pl = "Sprzedawca wie o zatrzymaniu i nadal wysyła: kupujący niczego nie dostaje."
-- en = "The seller knows of the block and goes on sending: the buyer gets nothing."
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
-- quote = "O każdym zatrzymanym przez nas powiadomieniu poinformujemy partnera mailowo."
-- ///
select
    template_id as subject_id,
    last_sent_at as occurred_at,
    'still_stopped' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    template_id,
    cast(stopped_later as varchar) as evidence
from stopped_templates
where stopped_later > 0
