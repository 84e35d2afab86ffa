"""The comparison of takes that a call names."""

from collections.abc import Callable

import pytest

from simulator.archive.store import Archive
from simulator.comparing.questions import find_takes
from simulator.comparing.side_by_side import side_by_side
from simulator.comparing.types import SideBySide
from simulator.replay.load import load_replay
from tests.fakes.minds import StoredMind


@pytest.fixture
def compared(archive: Archive) -> Callable[..., SideBySide]:
    def made(*named: str) -> SideBySide:
        names = find_takes(archive.glances(), named)
        titles = {"impact": "What changed"}
        return side_by_side(names, lambda session_id: load_replay(archive.open(session_id), StoredMind), titles)

    return made
