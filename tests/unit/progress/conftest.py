"""The progress over an archive."""

from collections.abc import Callable

import pytest

from simulator.answer.types import Guideline
from simulator.archive.store import Archive
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport


@pytest.fixture
def report(archive: Archive) -> Callable[..., ProgressReport]:
    def made(*, with_demos: bool = False) -> ProgressReport:
        return progress_report(archive.glances(), Guideline(), (), None, with_demos=with_demos)

    return made
