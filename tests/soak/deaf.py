"""An answer that is heard by the real hearing process while that is killed, stopped or slowed down."""

import contextlib
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from simulator.audio.decode import read_audio
from simulator.audio.filemic import FileMicrophone
from simulator.audio.wavfile import read_wav
from simulator.interview import events as ev
from simulator.interview.ears import Ears
from simulator.speech.hearing.process import LiveHearing

Way = Literal["killed", "hung", "slow"]
WAYS: Final[tuple[Way, ...]] = ("killed", "hung", "slow")
SPEECH: Final = Path(__file__).parents[1] / "data" / "audio" / "jfk.flac"
SPEED: Final = 4.0
PATIENCE_S: Final = 8.0
"""Of the tests; the program gives a silent process 30 s."""
LONGEST_S: Final = 90.0
_STOPPED_S, _RUNNING_S = 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the answer. `back_s`: from the fault to the first sign of the new process."""

    way: Way
    text: str
    recorded: bool
    """The whole answer is on the disk."""
    told: bool
    """The fault was said (killed, hung), or the captions said that they were behind (slow)."""
    back_s: float
    behind_s: float
    """The most that the captions were behind."""


class Bench:
    """One hearing, used for answer after answer."""

    def __init__(self) -> None:
        self._events: queue.Queue[ev.Event] = queue.Queue()
        self._speech = read_audio(SPEECH)
        self._hearing = LiveHearing("tiny.en", patience_s=PATIENCE_S)
        recorder = FileMicrophone(lambda: self._speech, SPEED)
        self._ears = Ears(recorder, self._hearing, self._events.put, on_words=lambda _: None)
        self._ears.open()
        self._takes = 0
        self._wait_until(lambda: bool(self._ears.model))

    def close(self) -> None:
        self._ears.close()

    def answer(self, way: Way, at_s: float, folder: Path) -> Heard:
        """Hear the speech with a fault `at_s` seconds into it. Raises AssertionError when no final words come."""
        self._takes += 1
        take, path = f"take-{self._takes}", folder / f"{self._takes}.wav"
        self._ears.begin(take, path)
        self._wait_until(lambda: self._ears.heard().recorded_s >= at_s)
        broken_at, pid = time.monotonic(), self._hearing.pid
        assert pid is not None
        behind: list[float] = [0.0]
        with self._slowed(pid) if way == "slow" else contextlib.nullcontext():
            if way != "slow":
                os.kill(pid, signal.SIGKILL if way == "killed" else signal.SIGSTOP)
            seen = self._collect(ev.SourceExhausted, behind)
        self._ears.end(take, keep_words=True)
        seen += self._collect(ev.WordsFinal, behind)
        final, final_at = seen[-1]
        assert isinstance(final, ev.WordsFinal)
        back_at = [at for event, at in seen if isinstance(event, ev.HearingBack)]
        lost = any(isinstance(event, ev.HearingLost) for event, _ in seen)
        return Heard(
            way,
            " ".join(word.text for word in final.words).lower(),
            len(read_wav(path)) == len(self._speech),
            lost if way != "slow" else behind[0] > 1.5,
            (back_at[0] if back_at else final_at) - broken_at,
            behind[0],
        )

    def _collect(self, kind: type[ev.Event], behind: list[float]) -> list[tuple[ev.Event, float]]:
        """Everything up to the first event of a kind."""
        seen: list[tuple[ev.Event, float]] = []
        deadline = time.monotonic() + LONGEST_S
        while not seen or not isinstance(seen[-1][0], kind):
            assert time.monotonic() < deadline, [event.kind for event, _ in seen]
            behind[0] = max(behind[0], self._ears.heard().behind_s)
            with contextlib.suppress(queue.Empty):
                seen.append((self._events.get(timeout=0.05), time.monotonic()))
        return seen

    @contextlib.contextmanager
    def _slowed(self, pid: int) -> Iterator[None]:
        """The process runs a quarter of the time."""
        over = threading.Event()

        def brake() -> None:
            while not over.is_set():
                os.kill(pid, signal.SIGSTOP)
                over.wait(_STOPPED_S)
                os.kill(pid, signal.SIGCONT)
                over.wait(_RUNNING_S)

        thread = threading.Thread(target=brake, name="brake", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    @staticmethod
    def _wait_until(true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONGEST_S
        while not true():
            assert time.monotonic() < deadline
            time.sleep(0.01)
