-- /// control
-- id = "COVERAGE-002"
-- severity = "medium"
-- population = "mail_days"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["A gap of one source that another source covers"]
-- false_alarms = ["A shop on holiday"]
--
-- [title]
-- pl = "W danych nie ma przerw w poczcie"
-- en = "The data have no gaps in the mail"
--
-- [risk]
-- pl = "Dni bez żadnej wiadomości mogą znaczyć, że brakuje pliku: czego nie ma w danych, tego nie oceniono."
-- en = "Days without any message may mean that a file is missing: what is not in the data was not judged."
--
-- [[effective]]
-- announced = 2025-09-11
-- status = "in_force"
-- starts = 2025-09-11
--
-- [[sources]]
-- name = "allegro-audit: how a verdict is made"
-- published = 2026-11-21
-- kind = "method"
-- file = "docs/architecture.md"
-- ///
select
    cast(local_day as varchar) as subject_id,
    noon_at at time zone 'Europe/Warsaw' at time zone 'UTC' as occurred_at,
    case when orders > 0 then 'orders_without_mail' else 'silent_days' end as reason_code,
    '' as source_file,
    '' as source_position,
    'review' as verdict,
    null as template_id,
    concat(messages, ' / ', orders) as evidence
from mail_days
where silence_grows
