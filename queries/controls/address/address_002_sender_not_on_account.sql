-- /// control
-- id = "ADDRESS-002"
-- severity = "high"
-- population = "masked_mail"
-- requires = ["account_addresses"]
-- remediation = []
-- known_misses = ["An address that the manifest names though the account does not have it"]
-- false_alarms = ["A list in the manifest that is not complete"]
--
-- [title]
-- pl = "Poczta do kupujących wychodzi z adresów dodanych do konta Allegro"
-- en = "Mail to buyers leaves from addresses added to the Allegro account"
--
-- [risk]
-- pl = "Wiadomość z innego adresu nie dociera do kupującego."
-- en = "A message from another address does not reach the buyer."
--
-- [[effective]]
-- announced = 2019-03-26
-- status = "in_force"
-- starts = 2019-03-26
--
-- [[sources]]
-- name = "allegro-api #1546"
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/1546"
--
-- [[sources]]
-- name = "allegro-api #10991"
-- kind = "staff_answer"
-- url = "https://github.com/allegro/allegro-api/issues/10991"
-- ///
select
    message_id as subject_id,
    sent_at as occurred_at,
    'sender_unknown' as reason_code,
    source_file,
    source_position,
    'prohibited' as verdict,
    template_id,
    null as evidence
from masked_mail
where lower(sender) not in (select address from account_addresses)
