"""Archives of every kind, unpacked until only files are left."""

from __future__ import annotations

from audit.errors import InputError
from audit.model import InputFile
from audit.read.archive_store import Budget
from audit.read.archive_tar import gunzipped, is_gzip, is_tar, untarred
from audit.read.archive_zip import is_zip, unzipped

_DEEPEST = 4


def unpacked(file: InputFile, budget: Budget, depth: int = 0) -> list[InputFile]:
    """The file, or those in it where it is an archive (ZIP, gzip, tar), named ``archive!/member``;
    archives inside of it unpacked too.

    InputError for an encrypted member, a member that climbs out of the archive, an archive that
    grows beyond reason, and a damaged one.
    """
    members = _members(file, budget)
    if members is None:
        return [file]
    if depth >= _DEEPEST:
        raise InputError(f"{file.name}: archives nested too deep: expected at most {_DEEPEST}")
    files = [inner for member in members for inner in unpacked(member, budget, depth + 1)]
    for member in members:
        if member not in files:
            member.path.unlink()
    return files


def _members(file: InputFile, budget: Budget) -> list[InputFile] | None:
    """The files directly in an archive, None for what is none."""
    if is_zip(file.path, file.name):
        return unzipped(file, budget)
    if is_gzip(file.path):
        return gunzipped(file, budget)
    return untarred(file, budget) if is_tar(file.path) else None
