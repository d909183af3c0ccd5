"""Masking: what a report shows in place of personal data."""

from __future__ import annotations

from audit.redact.identifiers import without_identifiers
from audit.redact.names import without_names
from audit.redact.plain_words import fold
from audit.redact.values import shape_of

__all__ = ["fold", "mask_text", "pseudonym", "shape_of"]


def mask_text(text: str, names: frozenset[str]) -> str:
    """``text`` with everything personal replaced by ``…``, the rest readable as before.

    ``names`` are folded words of known names; their inflected forms are hidden too. Addresses of
    pages keep their host. Dates and amounts stay.
    """
    return without_names(without_identifiers(text), names)
