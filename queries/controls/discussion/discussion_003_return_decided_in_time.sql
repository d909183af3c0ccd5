-- /// control
-- id = "DISCUSSION-003"
-- severity = "high"
-- population = "open_claims"
-- requires = ["cases"]
-- remediation = []
-- known_misses = ["A due date that the data do not give"]
-- false_alarms = ["A claim answered after the data were saved"]
--
-- [title]
-- pl = "O zwrocie towaru w reklamacji zdecydowano przed terminem"
-- en = "Whether the goods must come back is decided before a claim falls due"
--
-- [risk]
-- pl = "Reklamacja bez decyzji o zwrocie na trzy dni przed terminem może się przeterminować."
-- en = "A claim without a decision on the return three days before it is due may lapse."
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
-- quote = "returnRequired - informacja o tym, czy sprzedający wymaga zwrotu produktu do rozpatrzenia reklamacji"
-- ///
select
    case_id as subject_id,
    opened_at as occurred_at,
    'return_undecided' as reason_code,
    source_file,
    source_position,
    'review' as verdict,
    null as template_id,
    cast(cast(warsaw(due_at) as date) as varchar) as evidence
from open_claims
cross join audit_run
where return_required is null and cast(warsaw(due_at) as date) <= audit_run.as_of + 3
