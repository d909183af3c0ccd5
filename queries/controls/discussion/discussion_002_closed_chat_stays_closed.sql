-- /// control
-- id = "DISCUSSION-002"
-- severity = "low"
-- population = "closed_chats"
-- requires = ["cases"]
-- remediation = []
-- known_misses = ["When the chat was closed no data say: its last message stands for it"]
-- false_alarms = ["A message about another matter of the same order"]
--
-- [title]
-- pl = "Po zamknięciu rozmowy w zgłoszeniu sklep nie pisze w jego sprawie inną drogą"
-- en = "Once the chat of a case is closed the shop does not write about its order another way"
--
-- [risk]
-- pl = "Wiadomość poza zgłoszeniem nie jest jego częścią i może być zatrzymana jak każda inna."
-- en = "A message outside of the case is no part of it and may be stopped like any other."
--
-- [[effective]]
-- announced = 2025-12-02
-- status = "in_force"
-- starts = 2025-12-02
--
-- [[sources]]
-- name = "Dyskusje i reklamacje - dodaliśmy nowe flagi ułatwiające obsługę zgłoszeń"
-- published = 2025-12-02
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/12765"
-- ///
select distinct
    closed.case_id as subject_id,
    closed.last_said_at as occurred_at,
    'wrote_after_close' as reason_code,
    closed.source_file,
    closed.source_position,
    'review' as verdict,
    null as template_id,
    null as evidence
from closed_chats as closed
inner join message_orders using (order_id)
inner join messages using (message_no)
where messages.to_buyer and messages.sent_at > closed.last_said_at
