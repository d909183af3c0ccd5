-- /// control
-- id = "FISCAL-001"
-- severity = "high"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = ["invoice_upload", "billing_document_link"]
-- known_misses = ["A scan named like a photo (IMG_4471.jpg) with an empty text"]
-- false_alarms = ["A document sent as a reply to a request made by phone"]
--
-- [title]
-- pl = "Dokumenty sprzedaży trafiają do kupującego przez Allegro, nie w wiadomości"
-- en = "Sales documents reach the buyer through Allegro, not in a message"
--
-- [risk]
-- pl = "Allegro zatrzymuje e-mail z dokumentem fiskalnym; kupujący może nie dostać dokumentu, jeśli nie dodasz go do zamówienia."
-- en = "Allegro stops the e-mail with a fiscal document; the buyer may have no document unless it is added to the order."
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
-- quote = "Gdy zauważymy powiadomienie mailowe z dokumentem fiskalnym, pobierzemy go z załącznika i umieścimy w zakładce Moje zakupy, w konkretnym zamówieniu."
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
--
-- [[sources]]
-- name = "FAQ - Nowe zasady komunikacji po zakupie na Allegro"
-- published = 2025-09-24
-- kind = "faq"
-- url = "https://spolecznosc.allegro.pl/t5/zaawansowani-sprzedawcy/24-09-2025-faq-nowe-zasady-komunikacji-po-zakupie-na-allegro/td-p/1086138/page/2"
-- quote = "Faktury i paragony muszą być przekazywane poprzez dedykowane funkcjonalności Allegro lub za pomocą API."
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
where category = 'fiscal_document'
