"""Two programs at one archive: the second is told and changes nothing; what a dead one held is taken over."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.deleting import delete_take
from simulator.archive.folder import SessionFolder
from simulator.archive.recovery import recover
from simulator.archive.store import Archive
from simulator.archive.types import Correction, Marks
from simulator.audio.wavfile import repair
from simulator.errors import BadInput
from simulator.settings import load_settings
from tests.fakes.killing import ROOT, contents, new_home, running, wait_until, write_answer
from tests.fakes.terminal import terminal
from tests.fakes.two_programs import BUSY, change_at_once, holding, make_session, race, take_over

pytestmark = pytest.mark.fault
PROGRAM = (sys.executable, "-m", "simulator")
CHANGES: dict[str, Callable[[SessionFolder], object]] = {
    "marks": lambda folder: folder.save_marks("turn-01", Marks(best=True)),
    "corrections": lambda folder: folder.add_correction("turn-01", Correction(0.0, 1.0, "A")),
    "transcript": lambda folder: folder.save_transcript("turn-01", (), model="base", heard="full"),
    "interviewer": lambda folder: folder.save_interviewer(1, b""),
    "end": lambda folder: folder.end_session("2026-11-28T20:00:00+00:00"),
    "journal": lambda folder: folder.journal.append("leave", {}, monotonic_s=0.0, wall=""),
    "take": lambda folder: delete_take(folder, "turn-01", monotonic_s=0.0, wall=""),
}


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    made = make_session(tmp_path / "recordings")
    made.take_path("turn-01")
    return made


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_session_that_another_program_has_can_be_read_and_not_changed(
    change: Callable[[SessionFolder], object], folder: SessionFolder, tmp_path: Path
) -> None:
    with holding(folder) as pid:
        before = contents(tmp_path)
        with pytest.raises(BadInput, match="in use"):
            change(SessionFolder(folder.path))
        assert contents(tmp_path) == before
        assert SessionFolder(folder.path).load_session().title == "Friday"
        with pytest.raises(BadInput) as refused:
            folder.save_marks("turn-01", Marks())
        assert str(refused.value) == f"{BUSY} (process {pid}). Close that one first."


def test_the_lock_of_a_dead_program_is_taken_over_at_once(folder: SessionFolder) -> None:
    for taken in take_over(folder, 2):
        assert taken.told.startswith(BUSY)
        assert taken.after_s < 5.0
    assert recover(Archive(folder.path.parent), repair)[0].id == folder.id


def test_of_programs_that_want_a_session_at_the_same_moment_one_gets_it(folder: SessionFolder) -> None:
    told = race(folder, 3)
    assert sorted(line.startswith(BUSY) for line in told) == [False, True, True]
    assert "mine" in told


def test_programs_that_change_different_settings_at_the_same_moment_lose_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    names, times = ("words_per_minute", "keep_days"), 100
    assert change_at_once(names, times) == ["0", "0"]
    settings = load_settings()
    assert [getattr(settings, name) for name in names] == [99 + times] * 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths.config_dir().iterdir()} == {0o600}


def test_a_second_program_beside_a_running_session_is_told_on_the_command_line_and_in_the_app_and_harms_nothing(
    tmp_path: Path,
) -> None:
    home = new_home(tmp_path / "home")
    env = os.environ | {paths.HOME_VARIABLE: str(home), "TERM": "xterm-256color"}
    answer = write_answer(tmp_path / "answer.wav", 11.0)
    with running(home, [answer, answer], questions=1, probes=1) as run:
        wait_until(lambda: "Follow-up" in run.told, "no follow-up is asked")
        (session,) = Archive(home / "recordings").list()
        assert session.state == "in use"
        refused = subprocess.run(
            [*PROGRAM, "delete", session.id, "--yes"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "in use, so it is not deleted. End the session first." in refused.stderr
        with terminal(PROGRAM, env) as screen:
            screen.until("Past sessions")
            assert "cut-off" not in screen.text
            screen.press("\x1b[B\x1b[B\x1b[B\r")
            screen.until("in use")
            screen.press("\r")
            screen.until("What you said")
            screen.press("c")
            screen.until("Take back")
            screen.press("s")
            screen.until("Close that one first.")
            screen.press("\x11")
            assert screen.wait() == 0
        assert run.process.wait(90) == 0
        assert "Summary: 2 answers" in run.told
        for note in run.notes():
            assert note.path.stat().st_size == 44 + 2 * note.frames
    (session,) = Archive(home / "recordings").list()
    assert (session.state, session.takes) == ("finished", 2)
    assert not list(home.rglob("corrections.json"))
