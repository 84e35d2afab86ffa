"""Attempts side by side: grade, seconds, pace, and what was gained and lost between them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.answer.catalogue import entry
from simulator.answer.types import Analysis, Finding
from simulator.drill.types import Attempt, MachineGrade
from simulator.interview.view import TakeRecord
from simulator.labelling.grade_reasons import CANNOT_TELL
from simulator.review.layout import counted


@dataclass(frozen=True, slots=True)
class Comparison:
    """From an earlier attempt to a later one. `gained` and `lost` are phrases such as "a number: two hours"."""

    before: Attempt
    after: Attempt
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def machine_grade(analysis: Analysis) -> MachineGrade:
    """The grade that was heard; "unsure" where the machine cannot tell."""
    if analysis.grade is None or analysis.grade.because == CANNOT_TELL:
        return "unsure"
    return analysis.grade.value


def attempt_of(record: TakeRecord) -> Attempt | None:
    """None for a take that holds no answer."""
    analysis = record.analysis
    if analysis is None or not analysis.words:
        return None
    pace = analysis.delivery.words_per_minute
    return Attempt(record.take_id, machine_grade(analysis), analysis.duration_s, pace)


def answered(records: Sequence[TakeRecord]) -> tuple[TakeRecord, ...]:
    """The takes that hold an answer, in order, those that were tried again included."""
    return tuple(record for record in records if attempt_of(record) is not None)


def compare(before: TakeRecord, after: TakeRecord) -> Comparison:
    """Both must hold an answer."""
    first, second = attempt_of(before), attempt_of(after)
    assert first is not None and second is not None  # noqa: PT018 - one condition of the caller
    assert before.analysis is not None and after.analysis is not None  # noqa: PT018
    earlier, later = before.analysis, after.analysis
    return Comparison(first, second, tuple(_gained(earlier, later)), tuple(_lost(earlier, later)))


def _gained(before: Analysis, after: Analysis) -> list[str]:
    """What is better after: signals, flags that went, a number, fewer fillers."""
    phrases = _new(before.signals, after.signals)
    phrases += [f"no more “{title}”" for title in _new(after.flags, before.flags)]
    if after.delivery.quantities and not before.delivery.quantities:
        phrases.append(f"a number: {after.delivery.quantities[0].text}")
    fewer = -_more_fillers(before, after)
    return [*phrases, f"{counted(fewer, 'filler')} fewer"] if fewer > 0 else phrases


def _lost(before: Analysis, after: Analysis) -> list[str]:
    """What is worse after."""
    phrases = _new(after.signals, before.signals)
    phrases += [f"new flag: “{title}”" for title in _new(before.flags, after.flags)]
    if before.delivery.quantities and not after.delivery.quantities:
        phrases.append("no number any more")
    more = _more_fillers(before, after)
    return [*phrases, f"{counted(more, 'filler')} more"] if more > 0 else phrases


def _more_fillers(before: Analysis, after: Analysis) -> int:
    """None are counted against an answer that was typed: it has none of its own."""
    if before.estimated or after.estimated:
        return 0
    return len(after.delivery.fillers) - len(before.delivery.fillers)


def _new(base: Sequence[Finding], other: Sequence[Finding]) -> list[str]:
    """The titles of what `other` has and `base` has not."""
    known = _ids(base)
    return [entry(name).title for name in _ids(other) if name not in known]


def _ids(findings: Sequence[Finding]) -> list[str]:
    return [finding.id for finding in findings]
