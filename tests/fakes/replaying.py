"""A past session to be replayed: on disk with real files, and a deck and a clock that tests turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import soundfile

from simulator.answer.types import AnswerContext, Finding, Word
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.audio.types import RATE_HZ
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.plan import SessionPlan
from simulator.probing.types import ProbeChoice
from tests.fakes import parts as fake
from tests.fakes.minds import StoredMind

WALL = "2026-01-02T00:00:00+00:00"
PLAN = SessionPlan("Quick round", (fake.question(1),), probes_per_question=1)
FIRST = "Um I forgot what it was."
STORY = "Nobody looked at the backups. I wrote a check for them. It found two that were empty."
PROBED = "It was my own idea. The others reviewed it."
PROBE = ProbeChoice(
    "own_part",
    "own_part-1",
    "You said “I wrote a check”. Which part was yours?",
    "It is left open.",
    "I wrote a check",
    2.0,
)
SPOKEN_S = 3.0
"""How long each recorded answer sounds."""


def said(text: str) -> tuple[Word, ...]:
    """Words over `SPOKEN_S` minus a little rest."""
    count = len(text.split())
    return fake.words(text, start_s=0.2, each_s=(SPOKEN_S - 0.4) / count)


def record(path: Path, seconds: float = SPOKEN_S) -> None:
    """A quiet tone, as 16 kHz WAV."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    soundfile.write(path, (3000 * np.sin(2 * np.pi * 220 * time_s)).astype(np.int16), RATE_HZ, subtype="PCM_16")


def write(folder: SessionFolder, events: Iterable[tuple[float, ev.Event]]) -> None:
    """`events` with the second they happened, as the journal of `folder`."""
    for second, event in events:
        kind, data = event_to_entry(event)
        folder.journal.append(kind, data, monotonic_s=second, wall=WALL)


def course() -> list[tuple[float, ev.Event]]:
    """A question, a take that was redone, its successor, a follow-up and its answer."""
    return [
        (0.0, ev.Start(PLAN)),
        (4.0, ev.Spoken(1)),
        (4.5, ev.TimeUp("hold_off", 1, 0)),
        (5.0, ev.FirstBlock("turn-01")),
        (8.0, ev.Redo()),
        (8.5, ev.FirstBlock("turn-01-take-2")),
        (12.0, ev.Finish()),
        (12.1, ev.WordsFinal("turn-01-take-2", said(STORY))),
        (12.2, ev.ProbesChosen("turn-01-take-2", (PROBE,), 17)),
        (14.2, ev.Spoken(2)),
        (14.5, ev.TimeUp("hold_off", 2, 0)),
        (15.0, ev.FirstBlock("turn-02")),
        (18.0, ev.Finish()),
        (18.1, ev.WordsFinal("turn-02", said(PROBED))),
        (19.0, ev.Leave()),
    ]


WE = Finding("we_only", "It found two", 1.9, 2.5, 0.8, "It leaves open who looked.", "Say what you found.")
UNASKED = Finding("unasked", "Nobody looked at the backups.", 0.2, 0.9, 0.9, "It was not your job.")


def keep(
    folder: SessionFolder,
    take: str,
    text: str,
    *,
    probe: ProbeChoice | None = None,
    invites: tuple[ProbeChoice, ...] = (),
    flags: tuple[Finding, ...] = (),
    signals: tuple[Finding, ...] = (),
) -> None:
    """A take with sound, words and an analysis; `probe` is what it answers."""
    record(folder.take_path(take))
    words = said(text)
    folder.save_transcript(take, words, model="base", heard="full")
    asked = probe.text if probe else PLAN.questions[0].text
    context = AnswerContext(question=asked, probe=probe.family if probe else None)
    analysis = replace(StoredMind().analyse(words, SPOKEN_S, context), flags=flags, signals=signals)
    folder.save_analysis(take, analysis, invites)


def past_session(root: Path) -> SessionFolder:
    """The session of `course`, finished, with its files and the interviewer's first question as sound."""
    archive = Archive(root)
    folder = archive.create("Quick round", {}, {}, {}, {}, datetime(2026, 1, 2, tzinfo=UTC))
    write(folder, course())
    keep(folder, "turn-01", FIRST)
    keep(folder, "turn-01-take-2", STORY, invites=(PROBE,), flags=(WE,), signals=(UNASKED,))
    keep(folder, "turn-02", PROBED, probe=PROBE)
    record(folder.interviewer_path(1), 2.0)
    folder.end_session(WALL)
    folder.close()
    return folder


@dataclass
class FakePassage:
    """A piece that sounds as far as the test turned the clock."""

    path: Path
    start_s: float
    end_s: float
    speed: float
    clock: "Clock"
    fault: str = ""
    stopped: bool = False
    lost: bool = False
    breaks_at_s: float | None = None
    """Where the sound ends too early."""

    def __post_init__(self) -> None:
        self._since_s = self.clock.now_s

    @property
    def _last_s(self) -> float:
        return self.end_s if self.breaks_at_s is None else self.breaks_at_s

    @property
    def at_s(self) -> float:
        return min(self._last_s, self.start_s + (self.clock.now_s - self._since_s) * self.speed)

    @property
    def over(self) -> bool:
        return bool(self.fault) or self.at_s >= self._last_s

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class FakeDeck:
    """Keeps what it was asked to play. `faults`: recordings that cannot be played, and why."""

    clock: Clock = field(default_factory=Clock)
    silent: bool = False
    label: str = "Built-in Speaker"
    faults: dict[str, str] = field(default_factory=dict)
    breaks_at_s: Sequence[float] = ()
    """Where the next passages end too early."""
    played: list[FakePassage] = field(default_factory=list)
    closed: int = 0

    def play(self, path: Path, start_s: float, end_s: float, speed: float) -> FakePassage:
        passage = FakePassage(path, start_s, end_s, speed, self.clock, self.faults.get(str(path), ""))
        if self.breaks_at_s:
            passage = replace(passage, breaks_at_s=self.breaks_at_s[0])
            self.breaks_at_s = self.breaks_at_s[1:]
        self.played.append(passage)
        return passage

    def close(self) -> None:
        self.closed += 1
