"""Past sessions at a glance: the figures of every take, read without its words, so that hundreds open in a second.

What is wrong in a folder becomes a line, never an error.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from simulator.answer.types import Analysis, AnswerContext, Level, RubricState, Section
from simulator.archive import files, ids, records
from simulator.archive.corrections import with_corrections
from simulator.archive.folder import SessionFolder
from simulator.archive.marks import counted_takes
from simulator.archive.names import ANALYSIS_FILE
from simulator.archive.types import SessionMeta
from simulator.errors import SimulatorError

GradeValue = Literal["strong", "middling", "weak"]


class _Loose(BaseModel):
    """The fields that are read; what else is in the file is left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False, from_attributes=True)


class _Named(_Loose):
    id: str


class _Item(_Named):
    state: RubricState


class _Judged(_Loose):
    rule: str
    ok: bool | None


class _Grade(_Loose):
    value: GradeValue
    because: str


class _Context(_Loose):
    question: str | None = None
    level: Level = "mid"
    company: str | None = None
    probe: str | None = None
    opinion: bool = False


class _Timing(_Loose):
    seconds: dict[Section, float]
    share: dict[Section, float]
    verdicts: tuple[_Judged, ...] = ()


class _Said(_Loose):
    pass


class _Delivery(_Loose):
    words: int
    words_per_minute: float
    fillers: tuple[_Said, ...] = ()
    fillers_per_minute: float


class _Figures(_Loose):
    context: _Context
    duration_s: float
    timing: _Timing
    delivery: _Delivery
    signals: tuple[_Named, ...] = ()
    flags: tuple[_Named, ...] = ()
    rubric: tuple[_Item, ...] = ()
    grade: _Grade | None = None
    estimated: bool = False


class _File(records.FileRecord):
    model_config = ConfigDict(extra="ignore")

    analysis: _Figures


@dataclass(frozen=True, slots=True)
class TakeGlance:
    """The figures of one take, corrections applied. Seconds are those of the answer's audio."""

    take_id: str
    counted: bool
    """Of its turn this is the take that counts: the one marked as best, else the last."""
    context: AnswerContext
    """Its question is None where nobody knows what was asked."""
    seconds: Mapping[Section, float]
    action_share: float
    judged: bool
    """Whether its sections were long and sure enough to hold against the guideline."""
    words: int
    words_per_minute: float
    fillers: int
    fillers_per_minute: float
    signals: tuple[str, ...]
    flags: tuple[str, ...]
    rubric: Mapping[str, RubricState]
    grade: tuple[GradeValue, str] | None
    """Of an answer to a follow-up: its value, and why."""
    estimated: bool
    """Typed: its seconds come from a speaking rate."""

    @property
    def told_s(self) -> float:
        """From the first word to the last."""
        return sum(self.seconds.values())

    @property
    def setup_s(self) -> float:
        return self.seconds.get("S", 0.0) + self.seconds.get("T", 0.0)


@dataclass(frozen=True, slots=True)
class SessionGlance:
    """One session. `problem`: one line on what cannot be read of it, empty when all is well."""

    id: str
    started: str
    """ISO time with its offset; empty where it cannot be read."""
    title: str
    synthetic: bool
    """A written candidate answered, as in the demo."""
    families: Mapping[str, str]
    """The text of each question that was planned → its family."""
    takes: tuple[TakeGlance, ...]
    """In order, those that do not count included."""
    problem: str = ""


def glance(folder: SessionFolder) -> SessionGlance:
    """The session as far as it can be read."""
    try:
        ids.checked(folder.id, "session")
        if folder.path.is_symlink():
            return _unreadable(folder, "a link out of the data folder, which is not followed")
        meta = folder.load_session()
        takes = folder.takes()
    except SimulatorError as error:
        return _unreadable(folder, str(error))
    found: list[TakeGlance] = []
    problems: list[str] = []
    counted = counted_takes(folder, takes)
    asked = {text: (name, family) for name, text, family in _planned(meta)}
    for take in takes:
        try:
            found += _take(folder, take, asked, counted=take in counted)
        except SimulatorError as error:
            problems.append(str(error))
    families = {text: family for text, (_, family) in asked.items()}
    synthetic = bool(meta.plan.get("synthetic"))
    return SessionGlance(
        folder.id, meta.started, meta.title, synthetic, families, tuple(found), next(iter(problems), folder.notice)
    )


def _unreadable(folder: SessionFolder, why: str) -> SessionGlance:
    return SessionGlance(folder.id, "", "", False, {}, (), why)


def _planned(meta: SessionMeta) -> Iterator[tuple[str, str, str]]:
    """Id, text and family of the questions; of one that nobody knows, in an imported recording, the id is empty."""
    planned = meta.plan.get("questions", ())
    for question in planned if isinstance(planned, Sequence) else ():
        if isinstance(question, Mapping) and "text" in question and "family" in question:
            yield str(question.get("id", "")), str(question["text"]), str(question["family"])


def _take(
    folder: SessionFolder, take_id: str, asked: Mapping[str, tuple[str, str]], *, counted: bool
) -> Iterator[TakeGlance]:
    """Nothing for a take without an analysis, or in which nothing was said."""
    path = folder.path / ids.checked(take_id, "take") / ANALYSIS_FILE
    if not path.exists():
        return
    corrections = folder.load_corrections(take_id)
    stored = folder.load_analysis(take_id) if corrections else None
    figures = _load(path) if stored is None else _figures(with_corrections(stored.analysis, corrections))
    if figures.delivery.words:
        unknown = asked.get(figures.context.question or "", ("known", ""))[0] == ""
        yield _glance(take_id, figures, counted=counted, unknown=unknown)


def _load(path: Path) -> _Figures:
    """Straight from the bytes: no Python object is made for a word. Raises BadInput as any loading."""
    with files.reporting(path, "read"):
        content = path.read_bytes()
    try:
        return _File.model_validate_json(content).analysis
    except ValidationError:
        return records.load(path, _File).analysis  # of a newer schema, or damaged: it says what and where


def _figures(analysis: Analysis) -> _Figures:
    return _Figures.model_validate(analysis)


def _glance(take_id: str, figures: _Figures, *, counted: bool, unknown: bool) -> TakeGlance:
    question = None if unknown else figures.context.question
    context, delivery, timing = figures.context, figures.delivery, figures.timing
    return TakeGlance(
        take_id=take_id,
        counted=counted,
        context=AnswerContext(question, context.level, context.company, context.probe, context.opinion),
        seconds=timing.seconds,
        action_share=timing.share.get("A", 0.0),
        judged=any(verdict.rule == "setup" and verdict.ok is not None for verdict in timing.verdicts),
        words=delivery.words,
        words_per_minute=delivery.words_per_minute,
        fillers=len(delivery.fillers),
        fillers_per_minute=delivery.fillers_per_minute,
        signals=tuple(signal.id for signal in figures.signals),
        flags=tuple(flag.id for flag in figures.flags),
        rubric={item.id: item.state for item in figures.rubric},
        grade=(figures.grade.value, figures.grade.because) if figures.grade else None,
        estimated=figures.estimated,
    )
