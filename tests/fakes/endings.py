"""Sessions that the system ends at a random moment, in a real terminal. Used by a soak."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from simulator import paths
from simulator.archive.store import Archive
from tests.fakes.killing import new_home, unreadable_files, write_answer
from tests.fakes.terminal import Terminal, terminal

SESSION_S = 12.0
Way = Callable[[Terminal], None]


def _send(number: int) -> Way:
    return lambda screen: os.kill(screen.process.pid, number)


WAYS: Mapping[str, tuple[Way, int]] = {
    "SIGTERM": (_send(signal.SIGTERM), 143),
    "Ctrl-C": (_send(signal.SIGINT), 130),
    "terminal closed": (Terminal.hang_up, 129),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended. `began`: it was on the disk by then, else there was nothing to keep."""

    way: str
    app: bool
    at_s: float
    code_right: bool
    closed: bool
    terminal_right: bool
    took_s: float
    began: bool
    told: str


def end_sessions(folder: Path, seed: int, count: int, *, at_once: int) -> Iterator[Ended]:
    """`count` sessions a way, half of them in the app and half in plain lines."""
    die = random.Random(seed)
    answer = write_answer(folder / "answer.wav")
    cases = [(way, number % 2 == 0, die.uniform(0.0, SESSION_S)) for way in WAYS for number in range(count)]

    def end(numbered: tuple[int, tuple[str, bool, float]]) -> Ended:
        return _end(folder / f"home-{numbered[0]}", answer, *numbered[1])

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(end, enumerate(cases))


def _end(home: Path, answer: Path, way: str, app: bool, at_s: float) -> Ended:
    env = os.environ | {paths.HOME_VARIABLE: str(new_home(home)), "TERM": "xterm-256color"}
    files = ("--mic", str(answer), "--mic", str(answer))
    words = ("session", "--voice", "none", "--model", "tiny.en", "--questions", "1", "--probes", "1", *files)
    end, code = WAYS[way]
    with terminal((sys.executable, "-m", "simulator", *words, *(() if app else ("--plain",))), env) as screen:
        screen.until(lambda text: bool(text.strip()))  # from its first words on the program looks after itself
        time.sleep(at_s)  # the moment of the end
        over = screen.process.poll() == 0
        ended_s = time.monotonic()
        if not over:
            end(screen)
        ended = screen.wait(30)
        took_s = time.monotonic() - ended_s
        archive = Archive(home / "recordings")
        states = [one.state for one in archive.list()]
        return Ended(
            way,
            app,
            at_s,
            over or ended == code or (ended == 0 and "Summary" in screen.text),
            states in ([], ["finished"]) and not list(unreadable_files(home)),
            (screen.hung_up or screen.settings_now == screen.settings_before) and b"Traceback" not in screen.raw,
            took_s,
            bool(states),
            f"exit code {ended}, {states}",
        )
