"""An archive to practise in, and its progress."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.answer.types import Guideline
from simulator.archive.store import Archive
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from tests.fakes.holding import Held


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


@pytest.fixture
def hold(archive: Archive) -> Held:
    return Held(archive)


@pytest.fixture
def report(archive: Archive) -> Callable[..., ProgressReport]:
    def made(*, with_demos: bool = False) -> ProgressReport:
        return progress_report(archive.glances(), Guideline(), (), None, with_demos=with_demos)

    return made
