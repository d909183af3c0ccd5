"""Writes every output of a run into a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from audit.model import Report, Tell, counting, silent
from audit.worklists import worklist_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_outputs(
    con: DuckDBPyConnection,
    report: Report,
    folder: Path,
    data_only: bool = False,
    tell: Tell = silent,
) -> None:
    """Write the report in its forms, verdicts, worklists and rejected records into ``folder``.

    With ``data_only`` the forms for people, report.html and report.xlsx, are left out. ``tell``
    hears after each form.
    """
    from audit.redact import shape_of
    from audit.render.html import render_html
    from audit.render.json import report_json
    from audit.render.rejected import write_rejected
    from audit.render.worklist_files import write_worklists
    from audit.render.xlsx import render_xlsx
    from audit.sections import finding_rows, rejected_rows, write_verdicts

    one_more = counting(tell, "render", 3 if data_only else 5)
    write_verdicts(con, folder / "verdicts.parquet")
    one_more()
    write_worklists(worklist_rows(con), folder)
    rejected = rejected_rows(con, str if report.privacy == "full" else shape_of)
    write_rejected(folder / "rejected.csv", rejected, report.reason_texts, report.lang)
    one_more()
    text = json.dumps(report_json(report), ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text + "\n", "utf-8")
    one_more()
    if data_only:
        return
    (folder / "report.html").write_text(render_html(report), "utf-8")
    one_more()
    render_xlsx(report, finding_rows(con, report.assessments), folder / "report.xlsx")
    one_more()
