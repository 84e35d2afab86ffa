"""The real program with a witness in it, who notes when a recording began to sound as an answer.

    python -m tests.fakes.witness NOTES ARGUMENTS…

NOTES gets one JSON line a take: the file it is recorded into, when its sound began (the monotonic clock of the
machine), and how many frames it has. From it another process knows what the source had delivered at any moment,
though the program was killed. Nothing else of the program is changed.
"""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from simulator.audio import filemic
from simulator.audio.types import RATE_HZ


@dataclass(frozen=True, slots=True)
class Noted:
    """One take: `began_s` on the monotonic clock, `wall_s` the same moment on the other one."""

    path: Path
    began_s: float
    wall_s: float
    frames: int

    def delivered(self, at_s: float) -> int:
        """Frames that the source had delivered at a moment of the monotonic clock."""
        return max(0, min(self.frames, int((at_s - self.began_s) * RATE_HZ)))


def read_notes(path: Path) -> list[Noted]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Noted(Path(note.pop("path")), **note) for note in map(json.loads, lines)]


def watch(notes: Path) -> None:
    descriptor = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    class Watched(filemic.FileMicrophone):
        def begin(self, path: Path) -> None:
            super().begin(path)
            began, frames = self._source._run_from, self._source.frames
            if began is not None and frames:
                wall_s = time.time() - (time.monotonic() - began[0])
                note = {"path": str(path), "began_s": began[0], "wall_s": wall_s, "frames": frames}
                os.write(descriptor, json.dumps(note).encode() + b"\n")

    filemic.FileMicrophone = Watched  # type: ignore[misc]


if __name__ == "__main__":
    from simulator.cli import main

    watch(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
