-- /// control
-- id = "ADDRESS-003"
-- severity = "medium"
-- population = "buyer_email"
-- requires = ["messages"]
-- remediation = []
-- known_misses = ["Mail to a private address that names no order"]
-- false_alarms = ["An address that the buyer gave for this very purpose"]
--
-- [title]
-- pl = "Poczta o zamówieniu idzie na adres maskowany"
-- en = "Mail about an order goes to the masked address"
--
-- [risk]
-- pl = "Zasady mówią o adresach maskowanych; co z pocztą na prywatny adres kupującego, źródła nie mówią."
-- en = "The rules speak of masked addresses; what holds for mail to a buyer's private address no source says."
--
-- [[effective]]
-- announced = 2019-03-26
-- status = "in_force"
-- starts = 2019-03-26
--
-- [[sources]]
-- name = "allegro-api #1340"
-- kind = "official_notice"
-- url = "https://github.com/allegro/allegro-api/issues/1340"
-- ///
select
    message_id as subject_id,
    sent_at as occurred_at,
    'private_address' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    template_id,
    null as evidence
from buyer_email
where masked_pair is null
