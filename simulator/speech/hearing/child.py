"""A child process seen from the program: started, fed, listened to, watched, killed."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.speech.hearing import wire

_KILL_WAIT_S = 0.8
_WATCH_S = 0.25
_NAP_S = 2.0
"""Between two looks more time than this passes only when the whole machine, or the program, stood still."""
_ROOT = Path(__file__).resolve().parents[3]
LEAN = {"OPENBLAS_NUM_THREADS": "1", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "16", "MALLOC_ARENA_MAX": "1"}
"""OpenBLAS's other threads wait in a busy loop after each product: in live hearing that took 0.16 s a second. oneDNN
keeps the code that it makes for each shape of input, and windows have all lengths: 875 MB after an hour of speech.
glibc keeps a heap for each thread, and what is freed in one serves no other: 10 MB."""


class Child:
    """A Python process of ours with a pipe each way. Callbacks come from one reading thread, in order."""

    def __init__(
        self,
        module: str,
        arguments: tuple[str | int, ...],
        on_report: Callable[[dict[str, Any]], None],
        on_end: Callable[[str], None],
        patience_s: float,
        *,
        low_priority: bool = False,
    ) -> None:
        """`module` has a `main(*arguments)`. `on_end` gets the reason, unless `kill` was called.

        After an order that wants an answer the child may be silent for `patience_s`; then it counts as hung.
        """
        self._module, self._arguments = module, arguments
        self._on_report, self._on_end = on_report, on_end
        self._patience_s = patience_s
        self._flags = _creation_flags(low_priority)
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._waiting_since: float | None = None
        self._killed = threading.Event()
        self._ended = threading.Event()
        self._reason = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process. Raises OSError."""
        # -P: the user's current folder is not a place to import from.
        code = f"from {self._module} import main; main({', '.join(map(repr, self._arguments))})"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # the terminal's Ctrl+C is for the program
            creationflags=self._flags,
        )
        self._waiting_since = time.monotonic()
        for work in (self._write, self._read, self._watch):
            thread = threading.Thread(target=work, name=f"hearing {work.__name__}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def send(self, message: bytes, *, wants_answer: bool = True) -> None:
        """Queue a message; never blocks."""
        if wants_answer and self._waiting_since is None:
            self._waiting_since = time.monotonic()
        self._outbox.put(message)

    def kill(self) -> None:
        """End the process now, whatever it is doing; silent, and within a second."""
        self._killed.set()
        self._end_process()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(timeout=_KILL_WAIT_S / 4)

    def _end_process(self) -> None:
        process = self._process
        if process is None:
            return
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_KILL_WAIT_S)
        self._ended.set()
        self._outbox.put(None)

    def _write(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError), self._process.stdin as stream:
            while (message := self._outbox.get()) is not None:
                stream.write(message)
                stream.flush()

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            while packet := wire.read(stream):
                self._take(json.loads(packet[1]))
        code = self._process.wait()
        self._ended.set()
        self._outbox.put(None)
        if not self._killed.is_set():
            self._on_end(self._reason or _how_it_ended(code))

    def _take(self, report: dict[str, Any]) -> None:
        if report["type"] == "failed":
            self._reason = report["reason"]
            return
        self._waiting_since = time.monotonic() if report["type"] == "working" else None
        if not self._killed.is_set():
            self._on_report(report)

    def _watch(self) -> None:
        looked_s, asleep_s = time.monotonic(), 0.0
        while not self._ended.wait(min(_WATCH_S, self._patience_s)):
            now_s, since = time.monotonic(), self._waiting_since
            asleep_s = 0.0 if since is None else asleep_s + max(0.0, now_s - looked_s - _NAP_S)
            looked_s = now_s
            if since is not None and now_s - since - asleep_s > self._patience_s:
                self._reason = f"the hearing process did not answer for {self._patience_s:.0f} s and was ended"
                self._end_process()


def _environment() -> dict[str, str]:
    """Ours, plus: find this very program, and take no more than hearing needs."""
    search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": search, **LEAN}


def _creation_flags(low_priority: bool) -> int:
    """Windows only, 0 elsewhere: no console window, and its kind of niceness."""
    low = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if low_priority else 0
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0)) | int(low)


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"the hearing process was ended by the system (signal {-code})"
    return f"the hearing process ended by itself (exit code {code})"
