"""What controls find in messages when one pattern of the lexicon alone is dropped.

Exact, and the same SQL as the audit: a message is copied once for every pattern that hits one of
its sentences, the copy without the hits of that pattern, and all copies are judged in one run.
Patterns on names of files and templates are few: each is dropped in a run of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from audit.classify import find_hits
from audit.database import query, run_folder, set_variables
from audit.lexicon import NEVER, Pattern, alternations, lexicon
from audit.paths import shipped

NAME_ROLES = ("attachment", "not_attachment", "template_name")

Outcomes = dict[tuple[str, str], str]  # control id and message id: verdict

COPIES = """
create temp table copies as
select
    *,
    message_id || chr(31) || pattern_id as copy_id,
    (select max(message_no) from messages) + row_number() over () as copy_no
from (
    select distinct said.message_no, messages.message_id, hits.pattern_id
    from pattern_hits as hits
    inner join message_sentences as said using (sentence_id)
    inner join messages using (message_no)
);

create temp table copied_sentences as
select distinct said.sentence_id, copies.pattern_id
from message_sentences as said inner join copies using (message_no);

insert into messages
select messages.* replace (copies.copy_no as message_no, copies.copy_id as message_id)
from messages inner join copies using (message_no);

insert into message_templates
select templates.* replace (copies.copy_no as message_no)
from message_templates as templates inner join copies using (message_no);

insert into text_orders
select text_orders.* replace (copies.copy_no as message_no)
from text_orders inner join copies using (message_no);

insert into text_sentences
select distinct said.* replace (
    copies.copy_no as text_no, hash(said.sentence_id, copies.pattern_id) as sentence_id
)
from text_sentences as said
inner join message_wordings using (text_no)
inner join copies using (message_no);

insert into own_lines
select own_lines.* replace (copies.copy_no as text_no)
from own_lines
inner join message_wordings using (text_no)
inner join copies using (message_no);

insert into message_texts
select texts.* replace (copies.copy_no as message_no)
from message_texts as texts inner join copies using (message_no);

create temp table copied_wordings as
select worded.* replace (
    copies.copy_no as message_no,
    if(worded.text_no is not null, copies.copy_no, null) as text_no,
    case
        when worded.subject_id is not null then hash(worded.subject_id, copies.pattern_id)
    end as subject_id,
    copies.copy_no as wording_no
)
from message_wordings as worded inner join copies using (message_no);

insert into message_wordings select * from copied_wordings;

insert into wordings
select wording_no, text_no, subject_id, 1 from copied_wordings;

insert into sentences
select sentences.* replace (hash(sentence_id, copied.pattern_id) as sentence_id)
from sentences inner join copied_sentences as copied using (sentence_id);

insert into pattern_hits
select hits.* replace (hash(hits.sentence_id, copied.pattern_id) as sentence_id)
from pattern_hits as hits
inner join copied_sentences as copied
    on hits.sentence_id = copied.sentence_id and hits.pattern_id <> copied.pattern_id;
"""


def changes(con: DuckDBPyConnection, controls: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(pattern id, control id, message id) wherever dropping the pattern alone changes the outcome.

    ``con`` is a classified database; ``controls`` has the SELECT of each control by its id.
    """
    patterns = lexicon()
    _find_again(con, patterns)
    plain = _outcomes(con, controls)
    for pattern in patterns:
        if pattern.role in NAME_ROLES:
            yield from (
                (pattern.pattern_id, *subject)
                for subject in _changed(plain, _without(con, controls, patterns, pattern))
            )
    con.execute(COPIES)
    _judge_again(con)
    outcomes = _outcomes(con, controls)
    for message, pattern_id, copy in con.execute(
        "select message_id, pattern_id, copy_id from copies"
    ).fetchall():
        for control in controls:
            if outcomes.get((control, message)) != outcomes.get((control, copy)):
                yield pattern_id, control, message


def _without(
    con: DuckDBPyConnection,
    controls: Mapping[str, str],
    patterns: tuple[Pattern, ...],
    dropped: Pattern,
) -> Outcomes:
    """The outcomes without a pattern on names; the database is as it was afterwards."""
    name = f"{dropped.category}_{dropped.role}"
    kept = tuple(each for each in patterns if each != dropped)
    con.execute("begin")
    con.execute("delete from lexicon where pattern_id = $id", {"id": dropped.pattern_id})
    set_variables(con, {name: alternations(kept).get(name, NEVER)})
    _judge_again(con)
    outcomes = _outcomes(con, controls)
    con.execute("rollback")
    set_variables(con, {name: alternations(patterns)[name]})
    return outcomes


def _find_again(con: DuckDBPyConnection, patterns: tuple[Pattern, ...]) -> None:
    """Make the tables of hits once more: judging drops them."""
    con.execute(query("views/sentences", "40_sentence_acts"))
    find_hits(con, patterns)


def _judge_again(con: DuckDBPyConnection) -> None:
    for path in sorted((shipped("queries") / "views" / "verdicts").glob("*.sql")):
        for kind, name in re.findall(
            r"^create (table|view) (\w+)", path.read_text("utf-8"), re.MULTILINE
        ):
            con.execute(f"drop {kind} if exists {name}")
    run_folder(con, "views/verdicts")


def _outcomes(con: DuckDBPyConnection, controls: Mapping[str, str]) -> Outcomes:
    return {
        (control, message): verdict
        for control, sql in controls.items()
        for message, verdict in con.execute(f"select subject_id, verdict from ({sql})").fetchall()
    }


def _changed(plain: Outcomes, without: Outcomes) -> set[tuple[str, str]]:
    return {subject for subject, _ in plain.items() ^ without.items()}
