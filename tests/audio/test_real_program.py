"""The real program in a real pty, driven with keys, spoken to through the virtual microphone."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator import paths
from simulator.archive.store import Archive
from simulator.drill.store import DrillStore
from tests.fakes.pulse import RATE_HZ, Pulse
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


def words_of(archive: Archive) -> str:
    """The words of the first answer of the newest session, as they are on disk without marks at their ends."""
    transcript = archive.open(archive.list()[0].id).load_transcript("turn-01")
    assert transcript
    return " ".join(word.text.strip(",.?") for word in transcript.words)


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
        screen.until("What was noticed")
        screen.press("q")
        screen.until("Start a session")
        screen.press("q")
        assert screen.wait() == 0
    archive = Archive(tmp_path / "recordings")
    audio = archive.open(archive.list()[0].id).audio("turn-01")
    assert audio
    assert audio.stat().st_size > 2 * 16_000 * 2
    assert archive.list()[0].state == "finished"
    assert "country" in words_of(archive)


def test_a_microphone_of_zeros_is_told_before_and_after_the_answer_with_a_way_on(
    pulse: Pulse, env: dict[str, str]
) -> None:
    with terminal(PROGRAM, env | pulse.env, columns=80, lines=24) as screen:
        screen.until("Start a session")
        screen.press("\r")
        screen.until("sends only zeros")
        screen.press("\r")
        screen.until("Listening")
        screen.press(" ")
        screen.until("Nothing was heard")
        assert "Is it muted" in screen.text
        screen.press("r")
        screen.until("Listening")
        screen.press("\x11")
        assert screen.wait() == 0


def test_a_microphone_pulled_in_mid_answer_is_told_and_the_answer_goes_on_when_it_is_back(
    pulse: Pulse, env: dict[str, str], tmp_path: Path
) -> None:
    with terminal([*PROGRAM, "session", "--voice", "none"], env | pulse.env) as screen:
        screen.until("Listening")
        assert pulse.speak(RECORDINGS / "jfk.flac").wait(60) == 0
        pulse.unplug("mic")
        pulse.unplug("speaker")  # else the server moves the recording to the speaker's monitor
        try:
            screen.until("the microphone is gone; what you said is safe")
        finally:
            pulse.plug_in("speaker")
            pulse.plug_in("mic")
        screen.until(lambda text: "the microphone is gone" not in text)
        assert pulse.speak(RECORDINGS / "librivox_0870.flac").wait(60) == 0
        screen.until("prudently")
        screen.press(" ")
        screen.until("Follow-up")
        screen.press("\x11")
        assert screen.wait() == 0
    archive = Archive(tmp_path / "recordings")
    entries = archive.open(archive.list()[0].id).entries().entries
    (ended,) = [entry.data for entry in entries if entry.kind == "take_ended" and entry.data["take_id"] == "turn-01"]
    assert len(ended["gaps"]) == 1


def test_an_answer_that_was_cut_off_is_offered_at_the_next_start_and_heard(env: dict[str, str], tmp_path: Path) -> None:
    said = ["session", "--voice", "none", "--mic", str(RECORDINGS / "jfk.flac")]
    with terminal([*PROGRAM, *said], env) as screen:
        screen.until("fellow")
        screen.process.kill()
        screen.wait()
    with terminal(PROGRAM, env) as screen:
        screen.until("Finish a cut-off session")
        screen.press("\r")
        screen.until("What was noticed")
        screen.press("\x1b[F")
        screen.until("so my fellow")
        screen.press("q")
        screen.until(lambda text: "Start a session" in text and "cut-off" not in text)
        screen.press("q")
        assert screen.wait() == 0
    archive = Archive(tmp_path / "recordings")
    (summary,) = archive.list()
    assert (summary.state, summary.takes) == ("finished", 1)
    assert "so my fellow" in words_of(archive)


def test_a_drill_is_asked_aloud_answered_into_the_microphone_judged_and_graded(
    pulse: Pulse, env: dict[str, str], tmp_path: Path
) -> None:
    with pulse.listening() as speaker, terminal([*PROGRAM, "drill", "--family", "impact"], env | pulse.env) as screen:
        screen.until("Space when you want to be asked")
        before_s = speaker.seconds
        screen.press(" ")
        screen.until("Listening")
        assert np.abs(speaker.pcm[int(before_s * RATE_HZ) :]).max() > 1000, "the follow-up was not asked aloud"
        player = pulse.speak(RECORDINGS / "jfk.flac")
        screen.until("country")
        assert player.wait(60) == 0
        screen.press(" ")
        screen.until("How did it go?")
        screen.press("3")
        screen.until("Noted")
        screen.press("\x1b")
        screen.until("1 day in a row")
        screen.press("\x1b")
        screen.until("Start a session")
        screen.press("q")
        assert screen.wait() == 0
        assert b"Traceback" not in screen.raw
    archive = Archive(tmp_path / "recordings")
    assert "country" in words_of(archive)
    entry = DrillStore(tmp_path / "recordings").load().of("impact").entries[-1]
    assert entry.own == "good"
