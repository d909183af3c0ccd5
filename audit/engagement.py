"""The manifest ``audit.toml``: whose mail, where it lies, what is left out or accepted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from audit.errors import ManifestError
from audit.mistakes import mistakes, syntax_mistake
from audit.model import Incident, InputFile, Waiver

if TYPE_CHECKING:
    from pydantic import BaseModel

    from audit.manifest import Manifest, WaiverEntry

    _Model = TypeVar("_Model", bound=BaseModel)

WAIVERS = "waivers.toml"


@dataclass(frozen=True)
class FileHint:
    """What the manifest says about files whose name ends in, or matches, ``file``."""

    file: str
    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Engagement:
    """Whose mail is audited: the shop, its addresses and domains (lower case), its waivers.

    ``inputs`` are paths as the manifest's folder makes them; ``incidents`` are days left out.
    """

    shop: str = ""
    marketplace: str = "allegro-pl"
    sender_addresses: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    own_domains: tuple[str, ...] = ()
    inputs: tuple[Path, ...] = ()
    files: tuple[FileHint, ...] = ()
    incidents: tuple[Incident, ...] = ()


def read_manifest(path: Path | None, waivers: Path | None = None) -> Engagement:
    """The engagement a manifest describes; the defaults where there is no manifest.

    Waivers stand in it and in ``waivers``, without which in ``waivers.toml`` beside the manifest.
    Raises ManifestError with every mistake, a line each: ``file:line: key: what is wrong: what was
    expected``.
    """
    from audit.manifest import Manifest, WaiverFile

    engagement = _engagement(_read(path, Manifest), path.parent) if path else Engagement()
    beside = waivers or (path.parent / WAIVERS if path else None)
    if beside is None or not (waivers or beside.exists()):
        return engagement
    added = tuple(_waiver(entry) for entry in _read(beside, WaiverFile).waivers)
    return replace(engagement, waivers=(*engagement.waivers, *added))


def _read(path: Path, model: type[_Model]) -> _Model:
    text = _read_text(path)
    return _validated(_parsed(text, path), text, path, model)


def with_hints(files: Sequence[InputFile], hints: Sequence[FileHint]) -> list[InputFile]:
    """The files, each with what the manifest says about it; the first hint that fits it counts.

    ManifestError for hints that fit no file: a slip of the pen would otherwise do nothing.
    """
    idle = [hint.file for hint in hints if not any(_fits(file, hint) for file in files)]
    if idle:
        names = [file.name for file in files]
        raise ManifestError("\n".join(_no_such_file(name, names) for name in idle))
    return [_hinted(file, hints) for file in files]


def _fits(file: InputFile, hint: FileHint) -> bool:
    name, wanted = file.name, hint.file.replace("\\", "/").removeprefix("./")
    return name == wanted or fnmatchcase(name, wanted) or fnmatchcase(name, f"*/{wanted}")


def _hinted(file: InputFile, hints: Sequence[FileHint]) -> InputFile:
    hint = next((one for one in hints if _fits(file, one)), None)
    return replace(file, encoding=hint.encoding, columns=hint.columns) if hint else file


def _no_such_file(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, [*names, *(each.rpartition("/")[2] for each in names)], n=1)
    expected = f"{near[0]} (did you mean that?)" if near else "the name of an input file"
    return f"files: {name}: no input file has this name: expected {expected}"


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManifestError(
            f"{path}: byte {error.start} is not UTF-8: expected a TOML file saved as UTF-8"
        ) from error
    except OSError as error:
        raise ManifestError(
            f"{path}: cannot be read ({error.strerror}): expected a TOML file"
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(syntax_mistake(path, text, str(error))) from error


def _validated(values: dict[str, Any], text: str, path: Path, model: type[_Model]) -> _Model:
    from pydantic import ValidationError

    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise ManifestError(mistakes(error.errors(), text, path)) from error


def _engagement(manifest: Manifest, folder: Path) -> Engagement:
    return Engagement(
        shop=manifest.shop,
        marketplace=manifest.marketplace,
        sender_addresses=tuple(manifest.sender_addresses),
        waivers=tuple(_waiver(entry) for entry in manifest.waivers),
        own_domains=tuple(manifest.own_domains),
        inputs=tuple(folder / path for path in manifest.inputs),
        files=tuple(
            FileHint(entry.file, entry.encoding, tuple(entry.columns.items()))
            for entry in manifest.files
        ),
        incidents=tuple(
            Incident(entry.starts, entry.until, entry.reason) for entry in manifest.incidents
        ),
    )


def _waiver(entry: WaiverEntry) -> Waiver:
    return Waiver(**entry.model_dump())
