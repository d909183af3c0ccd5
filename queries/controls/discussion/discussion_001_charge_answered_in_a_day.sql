-- /// control
-- id = "DISCUSSION-001"
-- severity = "high"
-- population = "charges"
-- requires = ["cases"]
-- remediation = []
-- known_misses = ["A later charge in the same discussion", "An answer that explains nothing"]
-- false_alarms = ["An explanation given by phone", "A purchase problem of the Message Center: whether the 24 hours hold there no source says"]
--
-- [title]
-- pl = "Na zarzuty w Dyskusji człowiek odpowiada w ciągu 24 godzin"
-- en = "A person answers the charges of a discussion within 24 hours"
--
-- [risk]
-- pl = "Brak wyjaśnień w terminie może prowadzić do ograniczenia konta; autoresponder nie jest wyjaśnieniem."
-- en = "No explanation in time may lead to limits on the account; an autoresponder is no explanation."
--
-- [[effective]]
-- announced = 2025-09-24
-- status = "in_force"
-- starts = 2025-09-24
--
-- [[sources]]
-- name = "FAQ - Nowe zasady komunikacji po zakupie na Allegro"
-- published = 2025-09-24
-- kind = "faq"
-- url = "https://spolecznosc.allegro.pl/t5/zaawansowani-sprzedawcy/24-09-2025-faq-nowe-zasady-komunikacji-po-zakupie-na-allegro/td-p/1086138/page/2"
-- quote = "sprzedający musi złożyć wyczerpujące wyjaśnienia w ciągu 24 godzin od skierowania zarzutów przez kupującego"
--
-- [[sources]]
-- name = "allegro-api #13908"
-- published = 2026-08-26
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/13908"
-- ///
select
    case_id as subject_id,
    charged_at as occurred_at,
    case
        when answered_at is null and automatic_at is not null then 'only_autoresponder'
        when answered_at is null then 'never_answered'
        else 'answered_late'
    end as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    null as template_id,
    cast(date_diff('hour', charged_at, answered_at) as varchar) as evidence
from charges
cross join audit_run
where judged
    and coalesce(
        answered_at,
        cast(audit_run.as_of as timestamp) at time zone 'Europe/Warsaw' at time zone 'UTC'
    ) > charged_at + interval 24 hour
