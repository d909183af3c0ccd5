"""What several test files share: one run over the sample shop."""

from pathlib import Path

import pytest

from audit.cli import exit_code
from audit.paths import shipped


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of one run over ``sample_data``, in English."""
    folder = tmp_path_factory.mktemp("sample") / "report"
    code = exit_code(["run", str(shipped("sample_data")), "--out", str(folder), "--lang", "en"])
    assert code == 1, "the sample has findings"
    return folder
