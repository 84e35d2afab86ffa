"""The second pass of earlier sessions: a program that was quit soon after an answer has left takes to hear in full."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from simulator.archive.store import Archive
from simulator.errors import SimulatorError
from simulator.interview.history import load_plan, load_records
from simulator.interview.mind import Mind
from simulator.interview.recovery import drop_heard_audio, hear_again, unheard
from simulator.speech.hearing.types import FullPass, Transcript


class Runs(Protocol):
    """Something that needs the machine for a while."""

    def wait_finished(self, timeout_s: float | None = None) -> bool: ...


RECENT = 20
"""How many sessions back it looks: older ones can be heard again when they are opened."""
_GLANCE_S = 0.5
_CLOSE_S = 0.3
"""The thread may be loading models, which cannot be interrupted; it writes nothing once it was told to stop."""


class CatchUp:
    """Works in the background at low priority, and rests while a session runs."""

    def __init__(self, archive: Archive, mind: Callable[[], Mind], full_pass: FullPass) -> None:
        self._archive, self._mind, self._full_pass = archive, mind, full_pass
        self._stop = threading.Event()
        self._running: Runs | None = None
        self._transcript: Transcript | None = None
        self._heard = threading.Event()
        self._thread = threading.Thread(target=self._work, name="catching-up", daemon=True)

    def start(self) -> None:
        self._full_pass.open(self._on_done)
        self._thread.start()

    def rest_during(self, session: Runs) -> None:
        """Hear nothing until `session` is over: the machine is needed for the candidate."""
        self._running = session
        self._full_pass.hold(True)

    def close(self) -> None:
        """End now; what was not heard is taken up at the next start."""
        self._stop.set()
        self._heard.set()
        self._full_pass.close()
        self._thread.join(_CLOSE_S)

    def wait(self, timeout_s: float) -> bool:
        """Whether everything was heard within `timeout_s`."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        for summary in self._archive.list(limit=RECENT):
            if summary.state == "finished" and not self._stop.is_set():
                try:
                    self._complete(summary.id)
                except (SimulatorError, OSError):
                    continue  # damaged or in use elsewhere: it is listed as such, and nothing is lost by waiting

    def _complete(self, session_id: str) -> None:
        folder = self._archive.open(session_id)
        drop_heard_audio(folder)
        waiting = unheard(folder)
        if not waiting:
            return
        mind = self._mind()
        plan = load_plan(folder)
        for record in load_records(folder, mind):
            if record.take_id in waiting and not self._stop.is_set():
                hear_again(folder, record, plan, mind, self._hear)
                drop_heard_audio(folder)

    def _hear(self, path: Path) -> Transcript:
        self._heard.clear()
        self._full_pass.submit(str(path), path)
        while not self._heard.wait(_GLANCE_S):
            if self._running and self._running.wait_finished(0):
                self._running = None
                self._full_pass.hold(False)
        if self._stop.is_set() or self._transcript is None:
            return Transcript(str(path), (), "", 0.0, error="stopped")
        return self._transcript

    def _on_done(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._heard.set()
