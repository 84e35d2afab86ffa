"""An archive to practise in, a session a day."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.answer.types import Analysis, Guideline
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from tests.fakes.practice import Asked, practise
from tests.fakes.told import asked

Hold = Callable[..., SessionFolder]
BEGAN = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


@pytest.fixture
def hold(archive: Archive) -> Hold:
    """Holds a session on the next day: one question with these takes, or several with `answers`."""
    held: list[SessionFolder] = []

    def session(*takes: Analysis, answers: Sequence[Asked] = (), **how: object) -> SessionFolder:
        questions = answers or (Asked(asked(takes[0].context.question or ""), takes),)
        held.append(practise(archive, BEGAN + timedelta(days=len(held)), questions, **how))  # type: ignore[arg-type]
        return held[-1]

    return session


@pytest.fixture
def report(archive: Archive) -> Callable[..., ProgressReport]:
    def made(*, with_demos: bool = False) -> ProgressReport:
        return progress_report(archive.glances(), Guideline(), (), None, with_demos=with_demos)

    return made
