"""What tests of whole commands start from."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test; the models, which take long to put together, are those that are there."""
    from simulator.paths import cache_dir

    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(cache_dir())
    monkeypatch.setenv("SIMULATOR_HOME", str(home))
    return home
