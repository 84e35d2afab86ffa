"""From a key to the changed screen while the session hears speech."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.benchmarks.figures import Figure, Part
from tests.benchmarks.start_up import PROGRAM, environment
from tests.fakes.terminal import Terminal, terminal

RECORDING = Path(__file__).parents[1] / "data" / "audio" / "bush_election_gb0.flac"
PRESSES = 40
_HIDDEN = "The question is hidden"
_APART_S = 0.4
"""No multiple of a redraw: keys come at any moment of it."""


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as place:
        call = [*PROGRAM, "session", "--mic", str(RECORDING)]
        with terminal(call, environment(Path(place)) | {"SIMULATOR_VOICE": "hibari"}) as session:  # none hides nothing
            session.until("Listening")
            time.sleep(5)  # captions come by now
            took = [_press(session, hide=number % 2 == 0) for number in range(PRESSES)]
            assert "Listening" in session.text, "the recording ended before the last key"
    return [
        Figure("key_to_paint_p50_ms", "key → screen while hearing, p50", _percentile(took, 50), "ms"),
        Figure("key_to_paint_p95_ms", "key → screen while hearing, p95", _percentile(took, 95), "ms", 50),
    ]


def _press(session: Terminal, *, hide: bool) -> float:
    time.sleep(_APART_S)
    began = time.monotonic()
    session.press("h")
    session.until(lambda screen: (_HIDDEN in screen) == hide)
    return 1000 * (time.monotonic() - began)


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(float(np.percentile(values, percent)), 1)


PART = Part(
    "keys",
    "Keys while it hears",
    f"The program in a pty, a session that hears {RECORDING.name} in real time with base; {PRESSES} presses of H, "
    "which hides and shows the question, each until the screen has changed.",
    measure,
)

if __name__ == "__main__":
    sys.exit(print(*measure(), sep="\n"))
