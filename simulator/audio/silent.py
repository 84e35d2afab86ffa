"""No speaker: the sounds take their time all the same, so that a session runs as it would with one."""

import threading
import time
from collections.abc import Callable

from simulator.audio.guard import call_safely
from simulator.audio.types import Feed, Playing, Sound, Streaming


class SilentPlaying:
    """A wait of `duration_s`, ended early by `stop`; `on_done` is called once, from a thread of its own."""

    def __init__(
        self, duration_s: float, on_done: Callable[[], None], forget: Callable[["SilentPlaying"], None]
    ) -> None:
        self._on_done = on_done
        self._forget = forget
        self._duration_s = duration_s
        self._started_at = time.monotonic()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._wait, args=(duration_s,), name="silent-player", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    @property
    def lost(self) -> bool:
        return False

    @property
    def sounded_s(self) -> float:
        """What a speaker would have sounded by now."""
        return min(self._duration_s, time.monotonic() - self._started_at)

    def _wait(self, duration_s: float) -> None:
        self._stopped.wait(duration_s)
        self._forget(self)
        call_safely(self._on_done)


class SilentPlayer:
    """Makes no sound and takes its time. See types.Player."""

    silent = True

    def __init__(self, speed: float = 1.0, reason: str = "") -> None:
        """At `speed` 4 a sound takes a quarter of its time; `reason` says why there is no speaker."""
        self._speed = speed
        self._reason = reason
        self._lock = threading.Lock()
        self._playing: set[SilentPlaying] = set()

    @property
    def label(self) -> str:
        return f"silent ({self._reason})" if self._reason else "silent"

    def play(self, sound: Sound, on_done: Callable[[], None]) -> Playing:
        """Call `on_done` when the sound would be over."""
        return self._keep_time(sound.duration_s / self._speed, on_done)

    def stream(self, feed: Feed, on_done: Callable[[], None]) -> Streaming:
        """Call `on_done` when the feed would be over; nothing of it is read."""
        return self._keep_time(feed.duration_s, on_done)

    def _keep_time(self, duration_s: float, on_done: Callable[[], None]) -> SilentPlaying:
        playing = SilentPlaying(duration_s, on_done, self._forget)
        with self._lock:
            self._playing.add(playing)
        playing.start()
        return playing

    def close(self) -> None:
        """Stop everything; every `on_done` that is still owed is called."""
        with self._lock:
            playing = list(self._playing)
        for each in playing:
            each.stop()

    def _forget(self, playing: SilentPlaying) -> None:
        with self._lock:
            self._playing.discard(playing)
