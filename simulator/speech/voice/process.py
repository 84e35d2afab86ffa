"""The parent's end of a voice process: start, ask with a time limit, kill."""

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import cast

import numpy as np

from simulator.audio.types import Sound
from simulator.speech.voice import child
from simulator.speech.voice.engine import EngineFailed, EngineSpec

PROCESS_NAME = "interviewer-voice"
START_S = 15.0
"""Loading an engine takes 0.7 s on two cores, 4 s with ten programs on them; one that dies is noticed at once."""
_TEXT_S = 5.0
_WORD_S = 0.05
"""A word takes 0.003 s here, so this allows for a machine more than ten times slower."""
_LAST_WORD_S = 0.05
"""A child that ends by itself has closed its pipe a moment before its exit code is known."""
_DEATH_S = 0.5
_SCRATCH = "interviewer-voice-"


def budget_s(text: str) -> float:
    """How long a text may take before the engine is taken to hang."""
    return _TEXT_S + _WORD_S * len(text.split())


class VoiceProcess:
    """A child process with one engine. One thread asks; any thread may `close`."""

    def __init__(
        self, spec: EngineSpec, *, start_s: float = START_S, text_s: float | None = None, scratch: Path | None = None
    ) -> None:
        """`start_s` and `text_s` (default: by the length of the text) limit how long is waited for the child.

        `scratch`: where its temporary files go; None: where the system puts such.
        """
        self._scratch_root = scratch
        self._spec = spec
        self._start_s = start_s
        self._text_s = text_s
        self._guard = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._scratch = ""
        self._ready = False
        self._reusable = False
        self._closed = False

    def start(self) -> None:
        """Start the child if there is none; returns at once, the engine loads meanwhile. Raises EngineFailed."""
        with self._guard:
            if self._closed:
                raise EngineFailed("the voice is closed", "always")
            if self._process is not None:
                return
            try:
                self._launch()
            except (OSError, ValueError) as error:
                shutil.rmtree(self._scratch, ignore_errors=True)
                raise EngineFailed(f"the voice process could not be started ({error})") from error

    def load(self) -> None:
        """Start the child if there is none, and wait until its engine is loaded. Raises EngineFailed."""
        self.start()
        if self._ready:
            return
        answer = self._receive(self._start_s)
        if not isinstance(answer, child.Ready):
            self._stop()
            raise _failure(answer)
        self._ready, self._reusable = True, answer.reusable

    def speak(self, text: str) -> Sound:
        """The sound of `text`. A child that hangs is killed; the next call starts a new one. Raises EngineFailed."""
        self.load()
        self._send(text)
        answer = self._receive(budget_s(text) if self._text_s is None else self._text_s)
        if not self._reusable:
            self._stop()
            self.start()  # the next text finds its engine loaded
        if not isinstance(answer, child.Spoken):
            raise _failure(answer)
        return Sound(np.frombuffer(answer.samples, np.float32), answer.rate_hz)

    def close(self) -> None:
        """Kill the child, also in the middle of a text."""
        self._closed = True
        self._stop()

    def _launch(self) -> None:
        context = get_context("spawn")
        _ensure_resource_tracker()
        self._scratch = tempfile.mkdtemp(prefix=_SCRATCH, dir=self._scratch_root)  # 0700: probes quote the candidate
        ours, theirs = context.Pipe()
        process = context.Process(
            target=child.serve, args=(theirs, self._spec.place, self._scratch), name=PROCESS_NAME, daemon=True
        )
        process.start()
        theirs.close()  # so that the child's death is the end of the pipe
        self._process, self._connection = process, ours

    def _send(self, text: str) -> None:
        try:
            self._open_connection().send(text)
        except OSError as error:
            raise self._died() from error

    def _receive(self, within_s: float) -> child.Answer:
        connection = self._open_connection()
        try:
            if connection.poll(within_s):
                return cast(child.Answer, connection.recv())
        except (EOFError, OSError) as error:
            raise self._died() from error
        self._stop()
        raise EngineFailed(f"no answer within {within_s:g} s")

    def _open_connection(self) -> Connection:
        with self._guard:
            if self._connection is None:
                raise EngineFailed("the voice is closed", "always")
            return self._connection

    def _died(self) -> EngineFailed:
        code = self._stop(_LAST_WORD_S)
        hint = f". {self._spec.death_hint}" if self._spec.death_hint else ""
        return EngineFailed(f"the voice process ended by itself (exit code {code}){hint}")

    def _stop(self, patience_s: float = 0.0) -> int | None:
        """Kill the child and forget it; returns its exit code if it ends by itself within `patience_s`."""
        with self._guard:
            process, scratch = self._process, self._scratch
            # A thread that still waits at the pipe holds it until the child's death wakes it.
            self._process, self._connection, self._scratch, self._ready = None, None, "", False
        if process is None:
            return None
        process.join(patience_s)
        code = process.exitcode
        process.kill()
        process.join(_DEATH_S)
        shutil.rmtree(scratch, ignore_errors=True)
        return code


def _failure(answer: child.Answer) -> EngineFailed:
    if isinstance(answer, child.Failed):
        return EngineFailed(answer.reason, answer.scope)
    return EngineFailed("the voice process answered out of turn")


def _ensure_resource_tracker() -> None:
    """Start multiprocessing's tracker while sys.stderr has a descriptor.

    It hands that on to the tracker and fails where a screen library has put an object without one in its place.
    """
    if os.name == "posix":
        with contextlib.redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
