"""The whole of it on real sound: a question heard at the speaker, human speech recorded by the app, a follow-up."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from textual.pilot import Pilot

from simulator.archive.store import Archive
from simulator.interview.view import View
from simulator.settings import Settings
from simulator.speech.hearing.fullpass import transcribe
from simulator.tui.app import SimulatorApp
from simulator.tui.screens.summary import SummaryScreen
from simulator.wiring.services import RealServices
from tests.benchmarks.scoring import word_errors
from tests.fakes.pulse import RATE_HZ, Pulse

pytestmark = pytest.mark.audio

RECORDINGS = Path(__file__).parents[1] / "data" / "audio"
GAP_S = 0.6
MOST_ERRORS = 0.12
MOST_LIVE_ERRORS = 0.4
"""Live words on a busy machine, with seven strangers in a row, are rougher; the archive gets those of the full pass."""


def clean_recordings() -> list[dict[str, str]]:
    """Read aloud, with a transcript made by a human."""
    manifest = json.loads((RECORDINGS / "manifest.json").read_text())
    return [one for one in manifest if one["kind"] == "read" and one["reference_quality"] == "human"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything the program keeps lies in a folder of this test, but for the model, which takes long to assemble."""
    from simulator import paths

    cache = paths.cache_dir()
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    monkeypatch.setenv("SIMULATOR_INTRODUCED", "true")
    monkeypatch.setattr(paths, "cache_dir", lambda: cache)
    return tmp_path


@pytest.fixture
def speech(tmp_path: Path) -> tuple[Path, str]:
    """All clean recordings as one answer, with its reference."""
    gap = np.zeros(int(GAP_S * RATE_HZ), dtype=np.int16)
    pieces, said = [gap], []
    for one in clean_recordings():
        samples, rate = soundfile.read(RECORDINGS / one["file"], dtype="int16")
        assert rate == RATE_HZ
        pieces += [samples, gap]
        said.append((RECORDINGS / one["transcript"]).read_text().strip())
    path = tmp_path / "answer.wav"
    soundfile.write(path, np.concatenate(pieces), RATE_HZ)
    return path, " ".join(said)


class Driver:
    """Presses keys and looks at the session as the app sees it."""

    def __init__(self, app: SimulatorApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def view(self) -> View | None:
        return self.app.running.view() if self.app.running else None

    async def until(self, holds: Callable[[View], bool], timeout_s: float = 60.0) -> View:
        for _ in range(int(timeout_s / 0.1)):
            if self.view and holds(self.view):
                return self.view
            await self.pilot.pause(0.1)
        raise AssertionError(f"it did not come to that: {self.view}")


@pytest.fixture
def services(pulse: Pulse, home: Path) -> RealServices:
    return RealServices(Settings(plan="one-question", probes=1, prep_s=0))


async def test_the_app_records_human_speech_from_the_microphone_and_asks_a_follow_up(
    services: RealServices, pulse: Pulse, home: Path, speech: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    recording, reference = speech
    app = SimulatorApp(services)
    with pulse.listening() as interviewer:
        async with app.run_test(size=(100, 32)) as pilot:
            driver = Driver(app, pilot)
            await pilot.press("down", "enter")  # a quick question
            asked = await driver.until(lambda view: view.phase == "listening")
            assert asked.prompt
            question = interviewer.pcm
            player = pulse.speak(recording)
            await driver.until(lambda view: player.poll() is not None, timeout_s=120)
            await driver.until(lambda view: view.silence_s > 0.5, timeout_s=20)
            live = driver.view
            await pilot.press("space")
            probed = await driver.until(lambda view: view.prompt is not None and view.prompt.kind == "probe")
            assert probed.prompt
            assert probed.prompt.because
            await driver.until(lambda view: view.phase == "listening")
            await pilot.press("s")  # the follow-up is skipped: this was the only question
            await driver.until(lambda view: view.phase == "finished")
            await driver.until(lambda view: view.refining == 0, timeout_s=180)
            await pilot.pause()
            assert isinstance(app.screen, SummaryScreen)
            assert app.running
            session_id = app.running.session_id
            app.running.leave_and_close()
    assert live
    heard_back = transcribe(question, "base")
    question_errors = word_errors(asked.prompt.text, heard_back.words).rate
    folder = Archive(home / "recordings").open(session_id)
    full = folder.load_transcript("turn-01")
    assert full
    assert full.heard == "full"
    live_errors = word_errors(reference, live.committed + live.provisional).rate
    full_errors = word_errors(reference, full.words).rate
    with capsys.disabled():
        print(f"\nword error rate live {live_errors:.3f}, in full {full_errors:.3f}, question {question_errors:.3f}")
    assert full_errors < MOST_ERRORS
    assert live_errors < MOST_LIVE_ERRORS
    assert question_errors < MOST_ERRORS
