"""An archive, and sessions held in it."""

from pathlib import Path

import pytest

from simulator.archive.store import Archive
from tests.fakes.holding import Held


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


@pytest.fixture
def hold(archive: Archive) -> Held:
    return Held(archive)
