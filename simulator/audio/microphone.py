"""The real microphone: opened early, watched all the time, and opened again when it went away."""

import itertools
import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from simulator.audio import portaudio
from simulator.audio.capture import Capture
from simulator.audio.devices import find_microphone
from simulator.audio.loop import Arrival, LoopRecorder, Lost, RecorderLoop, Recovered
from simulator.audio.types import RecorderListener
from simulator.errors import SimulatorError

_log = logging.getLogger(__name__)

STALL_S: Final = 0.7
"""Silence is zeros, not nothing: a device that sends no block for so long is gone."""
LATE_S: Final = 1.5
"""A device that is still open may only be late, on a machine that has no time for it. So long after its last block it
is left open: closing it would lose the sound that waits in it."""
START_S: Final = 5.0
"""A device may be this slow with its first block: usually 0.3–0.6 s, Bluetooth headsets and idle servers 2 s."""
RESTART_S: Final = 2.5
"""How long a device that was opened again may take to its first block before it is opened anew."""
BACK_OFF_S: Final = (0.2, 0.3, 0.5, 1.0, 1.0, 2.0)
"""Waits before each attempt to open a lost device again; the last one repeats."""


class MicrophoneSource:
    """Sound of a device by name, with a watchdog on its samples. See loop.Source."""

    def __init__(self, name: str | None, load: portaudio.Loader, clock: Callable[[], float] = time.monotonic) -> None:
        """Open the device. Raises MissingPart or BadInput."""
        self._name = name
        self._load = load
        self._clock = clock
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._closed = False
        self._found = threading.Event()
        """Set when the search for a lost device is over; each loss has its own."""
        self._rescan_safe = True
        self._lost_by_old = self._overflows_of_old = 0
        self._lost = False
        self._heard = False
        self._anew = False
        self._capture: Capture | None = Capture(load(), find_microphone(name, load))
        self.label = self._capture.device.name
        self._opened_at = self._last_at = clock()
        portaudio.hold(self)

    @property
    def lost_frames(self) -> int:
        capture = self._capture
        return self._lost_by_old + (capture.lost_frames if capture else 0)

    @property
    def overflows(self) -> int:
        """How often the device itself said that it had to drop sound."""
        capture = self._capture
        return self._overflows_of_old + (capture.overflows if capture else 0)

    def prepare(self) -> None: ...

    def begin(self) -> None: ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def end(self) -> None: ...

    def read(self) -> list[Arrival]:
        """What has arrived, with Lost and Recovered where they happened."""
        capture = self._capture
        pcm = capture.read() if capture else None
        now = self._clock()
        if pcm is not None and len(pcm):
            arrivals: list[Arrival] = [Recovered(late=not self._anew), pcm] if self._lost else [pcm]
            self._lost, self._heard, self._anew, self._last_at = False, True, False, now
            self._found.set()
            return arrivals
        if self._lost or not self._is_gone(capture, now):
            return []
        self._lost, self._found = True, threading.Event()
        threading.Thread(target=self._reopen, args=(self._found,), name="reopen-microphone", daemon=True).start()
        return [Lost(self._reason(), self._last_at)]

    def release(self) -> None:
        """Close the stream, because PortAudio is about to look for devices again."""
        with self._lock:
            self._drop()

    def restore(self) -> None:
        """Nothing: the watchdog sees that the stream is gone, and opens it again."""

    def close(self) -> None:
        """Stop watching and close the device, within about a second."""
        self._closed = True
        self._found.set()
        portaudio.let_go(self)
        self.release()

    def _is_gone(self, capture: Capture | None, now: float) -> bool:
        idle_s = now - self._last_at
        if capture is None or (idle_s > STALL_S / 3 and not capture.stream.active):
            return True
        return idle_s > (STALL_S if self._heard else START_S)

    def _reason(self) -> str:
        if not self._heard:
            return f"{self.label}: the microphone sends no sound; trying again"
        return f"{self.label}: the microphone is gone; what you said is safe, plug it in again"

    def _reopen(self, found: threading.Event) -> None:
        """Try until `found`: sound comes again or the microphone is closed. Runs on a thread of its own."""
        attempts = 0
        for wait_s in itertools.chain(BACK_OFF_S, itertools.repeat(BACK_OFF_S[-1])):
            if found.wait(wait_s):
                return
            with self._opening:
                if found.is_set():
                    return
                if not self._may_still_send():
                    self._try_to_open(rescan=attempts > 0)
                    attempts += 1

    def _may_still_send(self) -> bool:
        """Whether the device is open and was opened again only now, or sent its last block not long ago."""
        capture, now = self._capture, self._clock()
        if capture is None or not capture.stream.active:
            return False
        return now - self._opened_at < RESTART_S or now - self._last_at < LATE_S

    def _try_to_open(self, rescan: bool) -> None:
        self.release()
        try:
            if rescan and self._rescan_safe:
                portaudio.rescan(self._load)
            capture = Capture(self._load(), find_microphone(self._name, self._load))
        except SimulatorError as error:
            _log.info("not back yet: %s", error)
            return
        except self._load().PortAudioError:
            _log.info("looking for devices failed", exc_info=True)
            return
        with self._lock:
            self._opened_at = self._clock()
            self._capture, self._anew = capture, True
            self.label = capture.device.name  # the system's default may be another one by now
            if self._closed:
                self._drop()

    def _drop(self) -> None:
        capture, self._capture = self._capture, None
        if capture is None:
            return
        self._lost_by_old += capture.lost_frames
        self._overflows_of_old += capture.overflows
        if capture.overflows:
            _log.warning("%s dropped sound %d times", self.label, capture.overflows)
        # PortAudio must not be ended while one of its threads still hangs in a driver.
        self._rescan_safe = capture.stream.close() and self._rescan_safe


class Microphone(LoopRecorder):
    """Records a device by name, or the default one. See types.Recorder."""

    def __init__(
        self,
        device: str | None = None,
        *,
        load: portaudio.Loader = portaudio.load,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is opened yet. `load` and `clock` are for tests."""
        self._device = device
        self._load = load
        self._clock = clock
        self._source: MicrophoneSource | None = None

    @property
    def label(self) -> str:
        return self._source.label if self._source else self._device or "default microphone"

    @property
    def overflows(self) -> int:
        """How often the device said that it had to drop sound, since it was opened (it does not say how much)."""
        return self._source.overflows if self._source else 0

    def open(self, listener: RecorderListener) -> None:
        """Open the device; levels are reported from now on. Raises MissingPart or BadInput."""
        self._source = MicrophoneSource(self._device, self._load, self._clock)
        self._loop = RecorderLoop(self._source, listener, self._clock)

    def close(self) -> None:
        """Finish an open take and give the device back."""
        if self._loop is not None:
            self._loop.close()
        if self._source is not None:
            self._source.close()
