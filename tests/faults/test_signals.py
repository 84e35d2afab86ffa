"""The system asks the program to end: what was said is kept, the exit code says how, the terminal is as before."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.audio.wavfile import read_wav
from tests.fakes.signals import AUDIO, recording
from tests.fakes.terminal import Terminal, terminal

pytestmark = pytest.mark.fault
PROGRAM = (sys.executable, "-m", "simulator")
IN_APP = (*PROGRAM, "session", "--voice", "none", "--model", "tiny.en", "--mic", str(AUDIO / "jfk.flac"))
PLAIN = (*IN_APP, "--plain")


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    return os.environ | {paths.HOME_VARIABLE: str(home), "TERM": "xterm-256color"}


def the_session(home: Path) -> SessionFolder:
    archive = Archive(home / "recordings")
    (summary,) = archive.list()
    assert summary.state == "finished"
    return archive.open(summary.id)


def assert_kept(home: Path) -> None:
    """The session is closed: nothing is cut off, and what was said so far is in its recording."""
    session = the_session(home)
    reading = session.entries()
    assert reading.dropped == ()
    assert "leave" in [entry.kind for entry in reading.entries]
    audio = session.audio("turn-01")
    assert audio
    recorded = read_wav(audio)
    assert len(recorded) > 16_000
    assert (recorded == recording("jfk")[: len(recorded)]).all()


def until_spoken(screen: Terminal) -> None:
    screen.until("fellow")


@pytest.mark.parametrize(
    ("command", "number", "code"),
    [(IN_APP, signal.SIGTERM, 143), (IN_APP, signal.SIGINT, 130), (PLAIN, signal.SIGTERM, 143)],
    ids=["app-TERM", "app-INT", "plain-TERM"],
)
def test_a_signal_in_mid_answer_ends_the_session_as_leaving_does(
    command: Sequence[str], number: int, code: int, env: dict[str, str], home: Path
) -> None:
    with terminal(command, env) as screen:
        until_spoken(screen)
        os.kill(screen.process.pid, number)
        assert screen.wait(10) == code
        assert screen.settings_now == screen.settings_before
        assert b"Traceback" not in screen.raw
        if command is IN_APP:
            assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h"), "still on the second screen"
            assert screen.raw.rindex(b"\x1b[?25h") > screen.raw.rindex(b"\x1b[?25l"), "the cursor is still hidden"
    assert_kept(home)


@pytest.mark.parametrize("command", [IN_APP, PLAIN], ids=["app", "plain"])
def test_closing_the_terminal_in_mid_answer_ends_the_session_as_leaving_does(
    command: Sequence[str], env: dict[str, str], home: Path
) -> None:
    with terminal(command, env) as screen:
        until_spoken(screen)
        screen.hang_up()
        assert screen.wait(10) == 129
    assert_kept(home)


def test_ctrl_c_in_plain_lines_ends_the_session_and_says_that_what_was_recorded_is_safe(
    env: dict[str, str], home: Path
) -> None:
    with terminal(PLAIN, env) as screen:
        until_spoken(screen)
        screen.press("\x03\x03")
        assert screen.wait(10) == 130
        screen.until("What was recorded is safe.")
        assert screen.settings_now == screen.settings_before
    assert_kept(home)


def test_ctrl_c_in_the_app_ends_nothing_and_says_how_to_quit(env: dict[str, str], home: Path) -> None:
    with terminal(IN_APP, env) as screen:
        until_spoken(screen)
        screen.press("\x03")
        screen.until("to quit")
        screen.press("\x11")
        assert screen.wait(10) == 0
        assert screen.settings_now == screen.settings_before
    assert_kept(home)


def test_the_app_ends_with_its_terminal_also_under_nohup(env: dict[str, str], home: Path) -> None:
    with terminal(("sh", "-c", f"trap '' HUP; exec {' '.join(IN_APP)}"), env) as screen:
        until_spoken(screen)
        screen.hang_up()
        assert screen.wait(10) == 129
    assert_kept(home)


def test_a_program_started_with_nohup_outlives_its_terminal(env: dict[str, str], home: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    shell = f"trap '' HUP; exec {' '.join(PLAIN)} --questions 1 >{told} 2>&1 </dev/null"
    with terminal(("sh", "-c", shell), env) as screen:
        while "fellow" not in (told.read_text() if told.exists() else ""):
            assert screen.process.poll() is None
        screen.hang_up()
        assert screen.wait(60) == 0
    assert "Summary: 1 answer" in told.read_text()
    assert len(read_wav(the_session(home).audio("turn-01") or Path())) == len(recording("jfk"))


def test_an_answer_goes_on_in_a_terminal_of_20_by_5_and_is_drawn_again_when_it_is_large(
    env: dict[str, str], home: Path
) -> None:
    with terminal(IN_APP, env) as screen:
        until_spoken(screen)
        screen.resize(20, 5)
        screen.until("Make me larger")
        screen.resize(100, 32)
        screen.until("That answer is complete")
        screen.press("\x11")
        assert screen.wait(10) == 0
        assert screen.settings_now == screen.settings_before
        assert b"Traceback" not in screen.raw
    assert len(read_wav(the_session(home).audio("turn-01") or Path())) == len(recording("jfk"))
