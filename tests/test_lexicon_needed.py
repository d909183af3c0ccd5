"""No pattern without a case: drop it alone, and some case beside a control changes its outcome."""

from audit.lexicon import SENTENCE_ROLES, lexicon
from tests.lexicon_without import NAME_ROLES, changes
from tests.shop import shop
from tests.test_control_cases import CONTROLS, cases_of, rows_of

HELD = ("any", "cs_sk", "en", "hu", "pl", "uk")


def test_every_pattern_is_needed_by_some_case() -> None:
    patterns = [
        each
        for each in lexicon()
        if each.language in HELD and each.role in {*SENTENCE_ROLES, *NAME_ROLES}
    ]
    needed = needed_patterns()
    idle = [
        f"{each.language}/{each.category}: {each.pattern_id}"
        for each in patterns
        if each.pattern_id not in needed
    ]
    assert not idle, "no case needs:\n" + "\n".join(idle)


def needed_patterns() -> set[str]:
    """Patterns without which a case comes out otherwise for the control it is beside."""
    controls = {i: each for i, each in CONTROLS.items() if each.population == "mail_to_buyers"}
    cases = [(control, case) for control in controls for case in cases_of(control)]
    con = shop([row for number, (_, case) in enumerate(cases) for row in rows_of(number, case)])
    numbers = dict(con.execute("select message_id, source_position from messages").fetchall())
    return {
        pattern
        for pattern, control, message in changes(con, {i: c.sql for i, c in controls.items()})
        if cases[int(numbers[message].partition("-")[0])][0] == control
    }
