"""One Chromium for all tests of a module, and a report of a session with sound as a file on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from simulator.report.page.page import render_html
from simulator.report.sound import session_sound
from simulator.report.types import SessionReport
from simulator.wiring.reports import open_report
from tests.fakes.chromium import Opened, chromium, opened
from tests.fakes.recorded import mind, record_session


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: while Playwright is up an event loop counts as running, and no test may start another."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> SessionReport:
    return open_report(record_session(tmp_path_factory.mktemp("home") / "recordings"), mind)


@pytest.fixture(scope="session")
def with_sound(report: SessionReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "report.html"
    path.write_text(render_html(report, session_sound(report)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def without_sound(report: SessionReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "silent.html"
    path.write_text(render_html(report), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, with_sound: Path) -> Iterator[Opened]:
    with opened(browser, with_sound) as one:
        one.has_sound()
        yield one
