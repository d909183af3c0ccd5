"""``python -m tests.sample_shop OUT_DIR``: writes the sample and, beside this module, its list."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sample_shop.product import PLANTED, product


def main(out: Path) -> None:
    """Writes every file of the sample below ``out``, and ``planted.toml``."""
    files, listed = product()
    for name, data in files.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    PLANTED.write_bytes(listed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
