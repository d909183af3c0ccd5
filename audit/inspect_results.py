"""What ``inspect`` and ``init`` print and write."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from audit.errors import InputError
from audit.inspection import inspect
from audit.lexicon import reason_texts
from audit.model import Inspection
from audit.pipeline import RunOptions
from audit.results import progress


def inspect_and_print(options: RunOptions, every: bool, as_json: bool) -> int:
    """Print what the input files hold; 3 where a run over them would reach no verdict, else 0."""
    from audit.render.inspection import inspection_text

    with progress() as tell:
        found = inspect(options, tell)
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2, default=str))
    else:
        click.echo(inspection_text(found, reason_texts(), options.lang, every))
    return 0 if found.can_tell else InputError.exit_code


def _plain(found: Inspection) -> dict[str, Any]:
    return {
        "can_tell": found.can_tell,
        "files": [asdict(each) for each in found.files],
        "needs": [asdict(each) for each in found.needs],
        "controls": [
            {
                "id": each.control.id,
                "can": each.can,
                "lacks": [need.id for need in each.lacks],
                "missing": list(each.missing),
            }
            for each in found.outlooks
        ],
        "senders": [list(each) for each in found.senders],
        "marketplaces": [list(each) for each in found.marketplaces],
    }
