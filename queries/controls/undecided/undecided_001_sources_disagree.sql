-- /// control
-- id = "UNDECIDED-001"
-- severity = "medium"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["Thanks wrapped in other talk count as that other talk"]
-- false_alarms = ["A shop that got a written answer from Allegro"]
--
-- [title]
-- pl = "Żadna wiadomość nie wymaga decyzji tam, gdzie źródła milczą lub są sprzeczne"
-- en = "No message awaits a decision where the sources are silent or contradict each other"
--
-- [risk]
-- pl = "Same podziękowania, przypomnienia o płatności i prośby o zmianę oceny wymieniają FAQ lub prasa, ale nie lista z lutego 2026."
-- en = "Thanks alone, payment reminders and requests to change a rating are named by the FAQ or the press, not by the list of February 2026."
--
-- [[effective]]
-- announced = 2025-09-11
-- status = "in_force"
-- starts = 2025-09-11
--
-- [[sources]]
-- name = "FAQ - Nowe zasady komunikacji po zakupie na Allegro"
-- published = 2025-09-24
-- kind = "community"
-- url = "https://spolecznosc.allegro.pl/t5/zaawansowani-sprzedawcy/24-09-2025-faq-nowe-zasady-komunikacji-po-zakupie-na-allegro/td-p/1086138/page/2"
-- quote = "Czy mogę dziękować klientowi za zakup? Nie. Allegro wysyła maila z potwierdzeniem i szczegółami zamówienia."
--
-- [[sources]]
-- name = "Allegro zmienia zasady komunikacji, tego sprzedawca już nie wyśle kupującym"
-- published = 2025-09-23
-- kind = "press"
-- url = "https://www.wirtualnemedia.pl/allegro-zmienia-zasady-komunikacji-tego-sprzedawcy-juz-nie-wysla-kupujacym,7203751151041312a"
-- ///
select
    verdicts.message_id as subject_id,
    mail.sent_at as occurred_at,
    verdicts.reason_code,
    mail.source_file,
    mail.source_position,
    'review' as verdict,
    mail.template_id,
    verdicts.evidence
from mail_to_buyers as mail
inner join verdicts using (message_id)
where verdicts.reason_code in (
    'thank_you', 'payment_reminder', 'rating_change', 'proforma', 'marketing', 'unclear_attachment',
    'private_address'
)
