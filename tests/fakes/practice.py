"""Sessions that were held, written to an archive with their journal: stories, takes that were redone, follow-ups."""

import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from simulator.answer.types import Analysis
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.audio.types import RATE_HZ
from simulator.content.models import Question
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.plan import SessionPlan
from simulator.probing.types import ProbeChoice


@dataclass(frozen=True)
class Asked:
    """A question, its takes in order (all but the last one redone), and the follow-ups with their answers."""

    question: Question
    takes: Sequence[Analysis]
    probes: Sequence[tuple[ProbeChoice, Analysis]] = ()


@dataclass
class _Writer:
    """Journal and takes of one session, as the real one leaves them."""

    folder: SessionFolder
    plan: SessionPlan
    turn: int = 0
    at_s: float = 0.0
    take: str = ""

    def note(self, *events: ev.Event) -> None:
        for event in events:
            self.at_s += 1.0
            kind, data = event_to_entry(event)
            self.folder.journal.append(kind, data, monotonic_s=self.at_s, wall="2026-01-02T00:00:00+00:00")

    def question(self, asked: Asked) -> None:
        self.turn += 1
        self.note(ev.Spoken(self.turn), ev.TimeUp("hold_off", self.turn, 0))
        for number, analysis in enumerate(asked.takes, start=1):
            if number > 1:
                self._finish(())
                self.note(ev.Redo())
            self._take(f"turn-{self.turn:02d}" + (f"-take-{number}" if number > 1 else ""), analysis)
        self._follow_ups(asked)

    def _follow_ups(self, asked: Asked) -> None:
        chosen = [probe for probe, _ in asked.probes]
        for number, (_, analysis) in enumerate(asked.probes):
            self._finish(chosen[number:])
            self.turn += 1
            self.note(ev.Spoken(self.turn), ev.TimeUp("hold_off", self.turn, 0))
            self._take(f"turn-{self.turn:02d}", analysis)
        self._finish(())
        self.note(ev.Finish())

    def _take(self, take_id: str, analysis: Analysis) -> None:
        self.take = take_id
        self.note(ev.FirstBlock(take_id))
        typed = analysis.estimated
        if not typed:
            silence(self.folder.take_path(take_id), analysis.duration_s)
        self.folder.save_transcript(
            take_id, analysis.words, model="typed" if typed else "base", heard="live" if typed else "full"
        )
        self.folder.save_analysis(take_id, analysis, ())

    def _finish(self, probes: Sequence[ProbeChoice]) -> None:
        self.note(ev.Finish(), ev.TakeEnded(self.take, 60.0), ev.WordsFinal(self.take, ()))
        self.note(ev.ProbesChosen(self.take, tuple(probes), 50))


def silence(path: Path, seconds: float) -> None:
    """A recording of nothing: a header, and a hole in the file that takes no room on the disk."""
    size = int(seconds * RATE_HZ) * 2
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE_HZ, RATE_HZ * 2, 2, 16)
    header = b"RIFF" + struct.pack("<I", 36 + size) + b"WAVE" + form + b"data" + struct.pack("<I", size)
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + size)


def practise(
    archive: Archive,
    at: datetime,
    answers: Sequence[Asked],
    *,
    title: str = "Quick round",
    synthetic: bool = False,
    ended: bool = True,
) -> SessionFolder:
    """A session that began at `at`."""
    questions = tuple(asked.question for asked in answers)
    plan = SessionPlan(title, questions, probes_per_question=3, synthetic=synthetic)
    folder = archive.create(title, asdict(plan), {}, {}, {}, at)
    writer = _Writer(folder, plan)
    writer.note(ev.Start(plan))
    for asked in answers:
        writer.question(asked)
    if ended:
        folder.end_session(at.isoformat())
    folder.close()
    return folder
