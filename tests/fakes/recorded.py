"""A finished session on disk with everything a report tells of: two answers, a follow-up, sound, notes, corrections."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from simulator.answer.analyse import analyse_words
from simulator.answer.types import Analysis, AnswerContext, Grade, Section, Word
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Correction, Marks
from simulator.audio.types import RATE_HZ
from simulator.audio.wavfile import WavJournal
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.plan import SessionPlan
from simulator.probing.types import ProbeChoice
from tests.fakes import parts as fake
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge, spoken
from tests.fakes.minds import StoredMind

TITLE = "Practice with Anna Smith"
STORY = (
    "Last spring Anna Smith ran the <script>alert(1)</script> desk & nobody owned the backups. "
    "My task was to find out what broke --> and where. "
    "So I wrote a check | that ran every night, * and I showed anna's team # how to read it. [2.5] "
    "After two weeks the failures went from 14 to 2."
)
SECOND = "=SUM(A1) is what Annabel said."
PROBE = ProbeChoice("impact", "impact-1", "What did Anna say to that?", "No number says what Anna thought.", "14 to 2")
OPEN = ProbeChoice("risks", "risks-1", "What could have gone wrong?", "You named no risk.")
PLAN = SessionPlan(TITLE, (fake.question(1), fake.question(2)), probes_per_question=1)
_SCORES = {"noticed": (0.93, 0), "sized": (0.9, 3), "vague": (0.8, 1), "we_only": (0.85, 2)}


def record_session(root: Path, *, title: str = TITLE, sound: bool = True, ended: bool = True) -> SessionFolder:
    """The folder; its takes are turn-01 (a story), turn-02 (a follow-up) and turn-03. Still locked unless `ended`."""
    folder = Archive(root).create(title, {}, {}, {}, {"hearing": "base"}, datetime(2026, 1, 2, 9, 30, tzinfo=UTC))
    story, reply, second = spoken(STORY, start_s=0.4), spoken("Anna, I think, was glad."), spoken(SECOND)
    at_s = next(word.start_s for word in story if word.text == "14")
    _journal(folder, [(story, (PROBE,)), (reply, ()), (second, ())])
    _take(folder, "turn-01", story, "STAR", sound=sound)
    folder.save_analysis("turn-01", _analysed(story, "STAR"), [_at(PROBE, at_s)])
    folder.add_correction("turn-01", Correction(_start(story, "So"), _start(story, "it.") + 0.3, "R"))
    folder.save_marks("turn-01", Marks((Bookmark(2.0, "Ask Anna about this"),), best=True))
    _take(folder, "turn-02", reply, "A", probe="impact", sound=sound)
    _take(folder, "turn-03", second, "S", sound=sound)
    if ended:
        folder.end_session("2026-01-02T09:40:00+00:00")
        folder.close()
    return folder


def mind() -> StoredMind:
    return StoredMind()


def _at(probe: ProbeChoice, start_s: float) -> ProbeChoice:
    return ProbeChoice(probe.family, probe.id, probe.text, probe.because, probe.quote, start_s)


def _start(words: Iterable[Word], text: str) -> float:
    return next(word.start_s for word in words if word.text == text)


def _take(
    folder: SessionFolder,
    take: str,
    words: tuple[Word, ...],
    letters: Iterable[Section],
    *,
    probe: str | None = None,
    sound: bool,
) -> None:
    path = folder.take_path(take)
    if sound:
        journal = WavJournal(path)
        journal.write(_beeps(words))
        journal.close()
    folder.save_transcript(take, words, model="base", heard="full")
    folder.save_analysis(take, _analysed(words, letters, probe), [OPEN] if probe else [])


def _analysed(words: tuple[Word, ...], letters: Iterable[Section], probe: str | None = None) -> Analysis:
    """With findings that nobody has to believe."""
    grade = Grade("weak", "Anna is no number.", "was glad", 0.8)
    return analyse_words(
        words,
        words[-1].end_s + 1.0,
        AnswerContext(question="Question number 1?", probe=probe),
        labeller=ListedLabeller(letters),
        judge=ScriptedJudge({} if probe else _SCORES, grade=grade),
    )


def _beeps(words: tuple[Word, ...]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """A tone wherever there is a word, and a second of silence at the end."""
    sound = np.zeros(round((words[-1].end_s + 1.0) * RATE_HZ))
    for word in words:
        first, last = round(word.start_s * RATE_HZ), round(word.end_s * RATE_HZ)
        sound[first:last] = np.sin(2 * np.pi * 440 / RATE_HZ * np.arange(last - first))
    return (sound * 8000).astype(np.int16)


def _journal(folder: SessionFolder, answers: list[tuple[tuple[Word, ...], tuple[ProbeChoice, ...]]]) -> None:
    events: list[ev.Event] = [ev.Start(PLAN)]
    for number, (words, probes) in enumerate(answers, 1):
        take = f"turn-{number:02d}"
        events += [ev.Spoken(number), ev.TimeUp("hold_off", number, 0), ev.FirstBlock(take), ev.Finish()]
        chosen = tuple(_at(one, _start(words, "14")) for one in probes)
        events += [ev.WordsFinal(take, words), ev.ProbesChosen(take, chosen, number)]
        if not probes:
            events.append(ev.Finish())
    for second, event in enumerate(events):
        kind, data = event_to_entry(event)
        folder.journal.append(kind, data, monotonic_s=float(second), wall="2026-01-02T09:30:00+00:00")
