"""The machine's cores kept busy by others, while a recording runs and somebody types into the app."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator import paths
from simulator.archive.store import Archive
from tests.fakes.terminal import Terminal, terminal
from tests.soak.hour import Recorded, record

_SPIN = "while True: pass"
KEYS_A_SECOND = 12
"""A quick typist."""
WORDS = "I noticed that nobody owned the backups so I wrote a check and it runs every night since then "
LATE_S = 120.0


@contextlib.contextmanager
def saturated(times: int) -> Iterator[None]:
    """`times` processes for each core that never rest."""
    many = times * (os.cpu_count() or 1)
    spinning = [subprocess.Popen([sys.executable, "-c", _SPIN]) for _ in range(many)]
    try:
        yield
    finally:
        for one in spinning:
            one.kill()
        for one in spinning:
            one.wait(10)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the answer of a typed session in the real app, and what the archive holds of it."""

    keys: int
    kept: bool


def type_into_the_app(seconds: float, home: Path) -> Typed:
    """Type for so long into the real program on a real pty. Raises AssertionError when the screen never comes."""
    text = (WORDS * (1 + int(seconds * KEYS_A_SECOND) // len(WORDS)))[: int(seconds * KEYS_A_SECOND)].strip()
    command = [sys.executable, "-m", "simulator", "session", "--typed", "--questions", "1", "--probes", "0"]
    env = {**os.environ, paths.HOME_VARIABLE: str(home), "SIMULATOR_VOICE": "none", "TERM": "xterm-256color"}
    with terminal(command, env) as screen:
        screen.until("Question 1 of 1", LATE_S)
        _answer(screen, text)
        screen.until(lambda shown: "Summary" in shown, LATE_S)
        screen.press("\x11")
        screen.wait(LATE_S)
    archive = Archive(home / "recordings")
    transcript = archive.open(archive.list()[0].id).load_transcript("turn-01")
    said = " ".join(word.text for word in transcript.words) if transcript else ""
    return Typed(len(text), said == text)


def _answer(screen: Terminal, text: str) -> None:
    screen.press(" ")
    screen.until("Type your answer", LATE_S)
    pause = threading.Event()
    for key in text:
        screen.press(key)
        pause.wait(1 / KEYS_A_SECOND)
    screen.press("\x1bOQ")  # F2
    screen.until("That answer is complete", LATE_S)
    screen.press("\t ")


def record_and_type(seconds: float, folder: Path) -> tuple[Recorded, Typed]:
    """Both at once, for so long."""
    typed: list[Typed] = []
    home = folder / "home"
    home.mkdir()
    thread = threading.Thread(target=lambda: typed.append(type_into_the_app(seconds, home)))
    thread.start()
    recorded = record(seconds, folder / "a.wav")
    thread.join(seconds + 6 * LATE_S)
    assert typed, "the app did not come to its end"
    return recorded, typed[0]
