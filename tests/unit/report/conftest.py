"""A report of a recorded session, as its person would get it."""

from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.report.types import SessionReport
from simulator.wiring.reports import open_report
from tests.fakes.recorded import mind, record_session


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    return record_session(tmp_path / "recordings")


@pytest.fixture
def report(folder: SessionFolder) -> SessionReport:
    return open_report(folder, mind)
