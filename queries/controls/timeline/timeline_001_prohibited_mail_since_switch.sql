-- /// control
-- id = "TIMELINE-001"
-- severity = "high"
-- population = "template_days"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["A template sent to fewer than three buyers counts as written by hand"]
-- false_alarms = []
--
-- [title]
-- pl = "Od 2 marca 2026 żaden szablon nie wysyła zakazanej wiadomości"
-- en = "Since 2 March 2026 no template sends prohibited mail"
--
-- [risk]
-- pl = "Każda taka wiadomość jest zatrzymywana, a sprzedawca dostaje o niej zawiadomienie; kupujący nie dostaje nic."
-- en = "Each such message is stopped and the seller is told so by a notice; the buyer receives nothing."
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
    concat_ws(' ', coalesce(template_id, 'by hand'), sent_on) as subject_id,
    first_sent_at as occurred_at,
    'still_sent' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    template_id,
    concat(prohibited, ' / ', messages) as evidence
from template_days
where prohibited > 0
