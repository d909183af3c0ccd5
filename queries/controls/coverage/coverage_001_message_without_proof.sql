-- /// control
-- id = "COVERAGE-001"
-- severity = "medium"
-- population = "mail_to_buyers"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["Mail that no supplied file holds: nothing can tell that it is missing"]
-- false_alarms = []
--
-- [title]
-- pl = "Dane pozwalają ocenić każdą wiadomość do kupującego"
-- en = "The data allow a verdict on every message to a buyer"
--
-- [risk]
-- pl = "O wiadomości bez treści lub bez dowodu nie wiadomo, czy łamie zasady: brak ustaleń nie znaczy, że jest dobrze."
-- en = "Of a message without its text or without proof nobody knows whether it breaks the rules: no findings is not a pass."
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
    mail.message_id as subject_id,
    mail.sent_at as occurred_at,
    verdicts.reason_code,
    mail.source_file,
    mail.source_position,
    'review' as verdict,
    mail.template_id,
    verdicts.evidence
from mail_to_buyers as mail
inner join verdicts using (message_id)
where verdicts.verdict = 'not_assessed'
    or (verdicts.verdict = 'review' and verdicts.reason_code in ('reply_unproven', 'carrier_unknown'))
