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
    return Comparison(first, second, tuple(_more(earlier, later)), tuple(_more(later, earlier)))


def _more(base: Analysis, other: Analysis) -> list[str]:
    """What `other` has that `base` lacks, for the better."""
    phrases = [entry(name).title for name in _ids(other.signals) if name not in _ids(base.signals)]
    phrases += [f"no “{entry(name).title}”" for name in _ids(base.flags) if name not in _ids(other.flags)]
    if other.delivery.quantities and not base.delivery.quantities:
        phrases.append(f"a number: {other.delivery.quantities[0].text}")
    fewer = len(base.delivery.fillers) - len(other.delivery.fillers)
    if fewer > 0:
        phrases.append(f"{counted(fewer, 'filler')} fewer")
    return phrases


def _ids(findings: Sequence[Finding]) -> list[str]:
    return [finding.id for finding in findings]
