"""Pseudonyms and masking: what a report shows in place of personal data."""

from __future__ import annotations

import hashlib
import hmac

from audit.redact.identifiers import without_identifiers
from audit.redact.names import without_names
from audit.redact.plain_words import fold
from audit.redact.values import shape_of

__all__ = ["fold", "mask_text", "pseudonym", "shape_of"]


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """A name that stands for ``value`` and cannot be turned back: ``buyer-1a2b3c4d5e``.

    The same key, kind and value give the same pseudonym.
    """
    digest = hmac.new(key, f"{kind}\0{value}".encode("utf-8", "replace"), hashlib.sha256)
    return f"{kind}-{digest.hexdigest()[:10]}"


def mask_text(text: str, names: frozenset[str]) -> str:
    """``text`` with everything personal replaced by ``…``, the rest readable as before.

    ``names`` are folded words of known names; their inflected forms are hidden too. Addresses of
    pages keep their host. Dates and amounts stay.
    """
    return without_names(without_identifiers(text), names)
