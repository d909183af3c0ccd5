"""Whether an accepted exception covers a finding. Pure."""

from __future__ import annotations

from audit.model import FindingCount, Waiver


def covers(waiver: Waiver, finding: FindingCount) -> bool:
    """Whether the waiver names the finding's control (and template, if any) and covers its day.

    Both days are inclusive, Europe/Warsaw.
    """
    return (
        waiver.control == finding.control_id
        and waiver.template in ("", finding.template_id)
        and finding.day is not None
        and waiver.starts <= finding.day <= waiver.until
    )
