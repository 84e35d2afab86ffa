"""The real program in a pty: from the call to its first picture, and to a microphone that is open."""

import os
import queue
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from simulator import paths
from simulator.speech.hearing.process import LiveHearing
from simulator.speech.hearing.types import HearingEvent, HearingReady
from tests.benchmarks.figures import Figure, Part
from tests.benchmarks.process_cost import cpu_s
from tests.fakes.pulse import virtual_sound
from tests.fakes.terminal import terminal

ROUNDS = 5
PROGRAM = [sys.executable, "-m", "simulator"]
_WAIT_S = 120.0


def environment(home: Path) -> dict[str, str]:
    """A home of its own with the hearing model that is put together already."""
    if not (home / "cache").exists():
        (home / "cache").symlink_to(paths.cache_dir())
    return {
        **os.environ,
        "SIMULATOR_HOME": str(home),
        "SIMULATOR_PLAN": "one-question",
        "SIMULATOR_PREP_S": "0",
        "SIMULATOR_VOICE": "none",
        "TERM": "xterm-256color",
    }


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as place, virtual_sound() as pulse:
        env = environment(Path(place)) | pulse.env
        painted, cpu = zip(*(_first_picture(env) for _ in range(ROUNDS + 1)), strict=True)
        ready = [_session(env, press=True) for _ in range(ROUNDS + 1)]
        waited = [_session(env, press=False) for _ in range(ROUNDS + 1)]
    return [
        Figure("first_paint_s", "cold start → first picture, median", _median(painted), "s", 0.6),
        Figure("first_paint_cpu_s", "the same, processor time", _median(cpu), "s"),
        Figure("ready_to_listen_s", "cold start → microphone open, hearing warm, median", _median(ready), "s", 2.5),
        Figure("after_question_s", "the same, the question left its time to be read", _median(waited), "s"),
        Figure("hearing_ready_s", "hearing process → model loaded and warm, median", _median(_hearing()), "s", 2.5),
    ]


def _first_picture(env: dict[str, str]) -> tuple[float, float]:
    """Seconds to anything on the screen of the app, and processor time of that."""
    began = time.monotonic()
    with terminal(PROGRAM, env) as app:
        app.until(lambda screen: bool(screen.strip()))
        return time.monotonic() - began, cpu_s(app.process.pid) or 0.0


def _session(env: dict[str, str], *, press: bool) -> float:
    """Seconds until a session records and its hearing is warm; `press`: Space as soon as the question is there."""
    began = time.monotonic()
    with terminal([*PROGRAM, "session"], env) as session:
        session.until("Read the question")
        if press:
            session.press(" ")
        session.until(lambda screen: "Listening" in screen and "warming up" not in screen)
        return time.monotonic() - began


def _hearing() -> list[float]:
    return [_warm() for _ in range(ROUNDS + 1)]


def _warm() -> float:
    events: queue.Queue[HearingEvent] = queue.Queue()
    hearing, began = LiveHearing(), time.monotonic()
    try:
        hearing.open(events.put)
        event = events.get(timeout=_WAIT_S)
        assert isinstance(event, HearingReady), event
        return time.monotonic() - began
    finally:
        hearing.close()


def _median(seconds: Sequence[float]) -> float:
    """Without the first round, which reads the files from the disk."""
    return round(statistics.median(seconds[1:]), 3)


PART = Part(
    "start_up",
    "Start-up",
    f"The program in a pty with a virtual sound card, model base, no voice: {ROUNDS} starts after one that brings the "
    "files into memory. A picture is the first text on the screen. A session asks first, and a question that is not "
    "heard stays up for the time it takes to read; who presses Space at once is listened to at once, and that is "
    "counted.",
    measure,
)
