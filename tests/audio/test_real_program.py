"""The real program in a real pty, driven with keys, spoken to through the virtual microphone."""

import os
import sys
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.store import Archive
from tests.fakes.pulse import Pulse
from tests.fakes.terminal import terminal

pytestmark = pytest.mark.audio
RECORDINGS = Path(__file__).parents[1] / "data" / "audio"
PROGRAM = [sys.executable, "-m", "simulator"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own; the model is the one that is assembled already."""
    (tmp_path / "cache").symlink_to(paths.cache_dir())
    return os.environ | {
        "SIMULATOR_HOME": str(tmp_path),
        "SIMULATOR_PLAN": "one-question",
        "SIMULATOR_PROBES": "1",
        "SIMULATOR_PREP_S": "0",
        "TERM": "xterm-256color",
    }


def test_keys_lead_from_the_start_through_a_spoken_answer_and_a_follow_up_to_the_summary(
    pulse: Pulse, env: dict[str, str], tmp_path: Path
) -> None:
    with terminal(PROGRAM, env | pulse.env) as screen:
        screen.until("Start a session")
        screen.press("\r")
        screen.until("Microphone")
        screen.press("\r")
        screen.until("Listening")
        player = pulse.speak(RECORDINGS / "csm_read_speech_a.flac")
        assert player.wait(60) == 0
        screen.press(" ")
        screen.until("Follow-up")
        screen.until("Listening")
        player = pulse.speak(RECORDINGS / "jfk.flac")
        screen.until("country")
        assert player.wait(60) == 0
        screen.press(" ")
        screen.until("Space for the summary")
        screen.press(" ")
        screen.until("Summary")
        screen.press("q")
        screen.until("Start a session")
        screen.press("q")
        assert screen.wait() == 0
        assert screen.settings_now == screen.settings_before
        assert b"Traceback" not in screen.raw
    summary = Archive(tmp_path / "recordings").list()[0]
    assert (summary.state, summary.takes) == ("finished", 2)


def test_leaving_in_mid_answer_asks_first_and_keeps_what_was_said(
    pulse: Pulse, env: dict[str, str], tmp_path: Path
) -> None:
    with terminal([*PROGRAM, "session"], env | pulse.env) as screen:
        screen.until("Listening")
        player = pulse.speak(RECORDINGS / "jfk.flac")
        screen.until("country")
        screen.press("\x1b")
        screen.until("Leave")
        screen.press("\r")
        player.kill()
        player.wait(5)
        screen.until("Summary")
        screen.until("country")
        screen.press("q")
        screen.until("Start a session")
        screen.press("q")
        assert screen.wait() == 0
    archive = Archive(tmp_path / "recordings")
    audio = archive.open(archive.list()[0].id).audio("turn-01")
    assert audio
    assert audio.stat().st_size > 2 * 16_000 * 2
    assert archive.list()[0].state == "finished"
