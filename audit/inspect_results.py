"""What ``inspect`` and ``init`` print and write."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from audit.errors import AuditError, InputError
from audit.inspection import inspect
from audit.lexicon import reason_texts, reference
from audit.model import Inspection
from audit.pipeline import RunOptions
from audit.screen import progress


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


def write_manifest(options: RunOptions, out: Path, shop: str, force: bool) -> int:
    """Write a first manifest to ``out`` from what the input files hold.

    AuditError where the file is there already and ``force`` is not given.
    """
    from audit.manifest import COLUMN_FIELDS
    from audit.render.manifest import Given, manifest_text

    if out.is_dir():
        raise AuditError(f"{out}: is a folder: expected the name of a file such as audit.toml")
    if out.exists() and not force:
        raise AuditError(f"{out}: is there already: expected --force, or another place with --out")
    with progress() as tell:
        found = inspect(options, tell)
    providers = frozenset(reference("mail_providers")["hosts"])
    inputs = tuple(_from(out, path) for path in options.paths)
    given = Given(shop, inputs, providers, COLUMN_FIELDS)
    _write(out, manifest_text(found, given, options.lang))
    click.echo(f"{out.resolve()}")
    for fault in found.faults:
        click.echo(fault, err=True)
    return 0


def _from(manifest: Path, path: Path) -> str:
    """``path`` as the manifest writes it: relative to its folder, absolute on another drive."""
    try:
        return Path(os.path.relpath(path, manifest.resolve().parent)).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _write(out: Path, text: str) -> None:
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=out.parent, delete=False
        ) as new:
            new.write(text)
        Path(new.name).replace(out)
    except OSError as err:
        raise AuditError(
            f"{out}: cannot be written ({err.strerror}): expected a path in an existing folder"
        ) from err
