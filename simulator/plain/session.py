"""A session in plain lines: for screen readers, pipes, and terminals that can do no more."""

import sys
import threading
import time
from collections.abc import Callable
from typing import TextIO

from simulator.content.plaintext import without_controls
from simulator.interview import events as ev
from simulator.interview.session import Session
from simulator.interview.view import View
from simulator.plain.keys import drive_spoken, drive_typed
from simulator.plain.lines import readable
from simulator.plain.narrator import Narrator

REFINE_WAIT_S = 120.0
"""How long the end of an unattended session waits for the second pass, so that its summary is the final one."""


class PlainSession:
    """Runs one session to its end and tells it through `say`."""

    def __init__(self, session: Session, say: Callable[[str], None], *, attended: bool) -> None:
        self._session, self._say = session, say
        self._narrator = Narrator(attended=attended)
        self._changed = threading.Condition()
        session.on_change = self._on_change

    def run(self, keys: TextIO | None) -> View:
        """Start, drive with lines from `keys` (None: nobody is there), and return the last view.

        Raises what `Session.start` raises. The caller closes the session.
        """
        self._session.start()
        if keys is not None:
            threading.Thread(target=self._read, args=(keys,), name="keys", daemon=True).start()
        view = self._watch(lambda view: view.phase == "finished", None)
        self._session.wait_finished(10.0)
        if view.refining:
            self._say("Hearing the answers once more in full …")
            view = self._watch(lambda view: not view.refining, REFINE_WAIT_S)
        return view

    def _watch(self, done: Callable[[View], bool], timeout_s: float | None) -> View:
        ends_s = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            view = self._session.view()
            for line in self._narrator.tell(view):
                self._say(line)
            if done(view) or (ends_s is not None and time.monotonic() > ends_s):
                return view
            with self._changed:
                self._changed.wait(0.25)

    def _on_change(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _read(self, keys: TextIO) -> None:
        if self._session.view().typed:
            drive_typed(self._session, readable(keys), self._wait_for, self._say)
        else:
            drive_spoken(self._session, readable(keys), self._say)
            self._session.send(ev.Leave())  # nobody can press a key any more

    def _wait_for(self, holds: Callable[[View], bool]) -> View:
        with self._changed:
            while not holds(view := self._session.view()):
                self._changed.wait(0.25)
        return view


def say(line: str) -> None:
    """One line on standard output, at once, without control characters of what was said or typed."""
    sys.stdout.write(without_controls(line) + "\n")
    sys.stdout.flush()
