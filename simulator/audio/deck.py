"""A tape deck: plays passages of recordings at a speed, and knows which moment of the recording sounds now."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from simulator.audio.guard import call_safely
from simulator.audio.span import iter_span, measure
from simulator.audio.stretch import stretched
from simulator.audio.types import Feed, Floats, Streaming, StreamPlayer
from simulator.errors import SimulatorError


class Passage:
    """A piece of a recording that is being played. All times are those of the recording."""

    def __init__(self, path: Path, start_s: float, end_s: float, speed: float) -> None:
        self.path, self.start_s, self.end_s, self.speed = path, start_s, end_s, speed
        self.fault = ""
        """Why nothing, or not all of it, can be heard."""
        self._streaming: Streaming | None = None
        self._stopped = False
        self._over = threading.Event()

    @property
    def at_s(self) -> float:
        """The moment that sounds now; before the first sound the start."""
        streaming = self._streaming
        heard_s = streaming.sounded_s * self.speed if streaming is not None else 0.0
        return min(self.end_s, self.start_s + heard_s)

    @property
    def lost(self) -> bool:
        """The speaker went away; the time goes on."""
        return self._streaming is not None and self._streaming.lost

    @property
    def over(self) -> bool:
        """Everything of it has sounded, or it could not go on."""
        return self._over.is_set()

    def wait_over(self, timeout_s: float) -> bool:
        return self._over.wait(timeout_s)

    def stop(self) -> None:
        """Stop now. Any number of times."""
        self._stopped = True
        if self._streaming is not None:
            self._streaming.stop()

    def start(self, player: StreamPlayer) -> None:
        """Called by the deck, on its thread."""
        if self._stopped:
            self._over.set()
            return
        try:
            rate_hz, _ = measure(self.path)
        except SimulatorError as error:
            self._give_up(error)
            return
        seconds = max(0.0, self.end_s - self.start_s) / self.speed
        feed = Feed(stretched(self._blocks(), rate_hz, self.speed), rate_hz, seconds)
        self._streaming = player.stream(feed, self._over.set)
        if self._stopped:  # meanwhile, by somebody who could not know
            self._streaming.stop()

    def _blocks(self) -> Iterator[Floats]:
        try:
            yield from iter_span(self.path, self.start_s, self.end_s)
        except SimulatorError as error:
            self.fault = str(error)
            raise

    def _give_up(self, error: SimulatorError) -> None:
        self.fault = str(error)
        self._over.set()


class Deck:
    """One passage after the other, through a speaker that is opened in the background and stays open.

    No call waits. `label` names the speaker once it is open; `silent` is whether there is none.
    """

    def __init__(self, open_player: Callable[[], StreamPlayer], clock: Callable[[], float] = time.monotonic) -> None:
        """`open_player` raises nothing: without a speaker it gives a silent player (see player.open_player)."""
        self.clock = clock
        self._open_player = open_player
        self._player: StreamPlayer | None = None
        self._work: queue.SimpleQueue[Passage | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="deck", daemon=True)
        self._thread.start()

    @property
    def label(self) -> str:
        return self._player.label if self._player is not None else ""

    @property
    def silent(self) -> bool:
        return self._player is not None and self._player.silent

    def play(self, path: Path, start_s: float, end_s: float, speed: float) -> Passage:
        """Play `path` from `start_s` to `end_s`; what plays already goes on until it is stopped."""
        passage = Passage(path, start_s, end_s, speed)
        self._work.put(passage)
        return passage

    def close(self) -> None:
        """Let the speaker go, in the background."""
        self._work.put(None)

    def _run(self) -> None:
        player = self._player = self._open_player()
        while (passage := self._work.get()) is not None:
            call_safely(partial(passage.start, player))
        player.close()
