"""A private archive in a temporary folder, with a fixed time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive

NOW = datetime(2025, 3, 1, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "data" / "recordings")


@pytest.fixture
def session(archive: Archive) -> Iterator[SessionFolder]:
    folder = archive.create("Ownership, first try", {"questions": ["q1"]}, {"voice": "hibari"}, {"app": "0.1"}, {}, NOW)
    yield folder
    folder.close()
