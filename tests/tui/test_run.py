"""How the app ends: the exit code, and what happens when the program itself breaks."""

from functools import partialmethod

import pytest

from simulator.errors import MissingPart
from simulator.tui.app import SimulatorApp, run_app
from simulator.tui.screens.session import SessionScreen
from tests.fakes.services import FakeServices, session

pytestmark = pytest.mark.tui


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimulatorApp, "run", partialmethod(SimulatorApp.run, headless=True))


def test_a_fault_in_the_app_is_raised_its_session_closed_and_nothing_said_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    made = session()

    def breaks(self: SessionScreen) -> None:
        words = "my private story"
        raise RuntimeError(f"no such {len(words)}")

    monkeypatch.setattr(SessionScreen, "_draw", breaks)
    with pytest.raises(RuntimeError, match="no such 16"):
        run_app(FakeServices(), lambda: made)
    assert made.closed == 1
    told = capfd.readouterr()
    assert "private story" not in told.out + told.err
    assert "Traceback" not in told.out + told.err


def test_a_fault_in_the_background_is_raised_as_it_is() -> None:
    def begin() -> None:
        raise ZeroDivisionError("in a worker")

    with pytest.raises(ZeroDivisionError, match="in a worker"):
        run_app(FakeServices(), begin)  # type: ignore[arg-type]


def test_what_cannot_be_opened_is_raised_for_the_command_line_to_tell() -> None:
    def begin() -> None:
        raise MissingPart("no such device", remedy="Plug it in")

    with pytest.raises(MissingPart, match="Plug it in"):
        run_app(FakeServices(), begin)  # type: ignore[arg-type]


def test_quitting_is_exit_code_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimulatorApp, "on_mount", SimulatorApp.action_quit)
    assert run_app(FakeServices()) == 0
