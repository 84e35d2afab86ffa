"""Recordings brought in from the app: the very command, in a process of its own.

It can be ended at any moment, for an import goes on where it was stopped, and the app never waits for a model.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from simulator.archive.scratch import scratch_folder
from simulator.errors import BadInput
from simulator.wiring.archive import open_archive

_FAULT = "simulator: "
"""How the command begins a line about something that went wrong."""
_PATIENCE_S = 0.3
"""An import that is still reading leaves nothing behind when it may tidy up; one that hears may be killed."""


class BringingIn:
    """One import at a time. `stop` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None

    def run(self, path: Path, model: str, told: Callable[[str], None]) -> str:
        """What the command said in the end; `told` gets its lines on the way.

        Raises BadInput with what went wrong, followed by what was brought in all the same.
        """
        faults: list[str] = []
        scratch = scratch_folder(open_archive().root)
        with tempfile.TemporaryFile("w+", encoding="utf-8", dir=scratch) as said:
            with self._started(path, model, said) as child:
                assert child.stderr is not None
                for line in map(str.rstrip, child.stderr):
                    if line.startswith(_FAULT):
                        faults.append(line.removeprefix(_FAULT))
                    else:
                        told(line)
            said.seek(0)
            result = said.read().strip()
        if faults:
            raise BadInput(" · ".join(filter(None, [*faults, result])))
        return result

    def _started(self, path: Path, model: str, said: IO[str]) -> "subprocess.Popen[str]":
        program = [sys.executable, "-m", "simulator", "import", "--model", model, "--", str(path)]
        with self._lock:
            try:
                self._child = subprocess.Popen(
                    program, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.PIPE, text=True, encoding="utf-8"
                )
            except OSError as error:
                raise BadInput(f"the import could not be started ({error.strerror})") from error
            return self._child

    def stop(self) -> None:
        """Returns within half a second; what was done is kept."""
        with self._lock:
            child = self._child
        if child is None or child.poll() is not None:
            return
        if os.name == "posix":
            child.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_PATIENCE_S)
        child.kill()
