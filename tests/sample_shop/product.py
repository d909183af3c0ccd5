"""All that the generator makes, in memory: the files of ``sample_data/`` and the list."""

from __future__ import annotations

from pathlib import Path

from tests.sample_shop.files import made_files, planted
from tests.sample_shop.planted import LedgerLine, as_toml
from tests.sample_shop.readme import readme
from tests.sample_shop.shop import shop

PLANTED = Path(__file__).with_name("planted.toml")


def product() -> tuple[dict[str, bytes], bytes]:
    """The files of ``sample_data/`` by name, and the bytes of ``planted.toml``."""
    made = list(made_files(shop()))
    lines = [*(line for line, _ in made), LedgerLine("README.md", "unknown", 0)]
    found = planted(shop(), lines)
    files = {line.file: data for line, data in made}
    files["README.md"] = readme(found).encode()
    files[".gitattributes"] = b"* -text\n"
    return files, as_toml(found).encode()
