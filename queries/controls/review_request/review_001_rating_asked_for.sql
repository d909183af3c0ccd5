-- /// control
-- id = "REVIEW-001"
-- severity = "high"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = ["switch_off_review_request"]
-- known_misses = ["A request hinted at without a word for rating"]
-- false_alarms = ["A rating link in a signature"]
--
-- [title]
-- pl = "O ocenę transakcji prosi kupującego Allegro, nie sprzedawca"
-- en = "Allegro asks the buyer to rate the transaction, not the seller"
--
-- [risk]
-- pl = "Allegro nie dostarcza wiadomości z prośbą o ocenę transakcji."
-- en = "Allegro does not deliver the message that asks to rate the transaction."
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
-- quote = "partner prosi o ocenę transakcji"
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
where category = 'review_request'
