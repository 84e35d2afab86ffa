"""Takes of an archived session as records: the journal says what was asked, the folders what was answered."""

from collections.abc import Collection, Sequence

from simulator.answer.types import Analysis
from simulator.archive import ids
from simulator.archive.folder import SessionFolder
from simulator.archive.marks import best_takes
from simulator.archive.types import StoredTranscript
from simulator.errors import UsageError
from simulator.interview.course import Course, read_course
from simulator.interview.mind import Mind
from simulator.interview.plan import Prompt, SessionPlan
from simulator.interview.view import TakeRecord


def load_plan(folder: SessionFolder) -> SessionPlan | None:
    """The plan a session was started with; None when its journal does not tell."""
    return read_course(folder).plan


def load_records(folder: SessionFolder, mind: Mind) -> tuple[TakeRecord, ...]:
    """The takes in the order they began, corrections applied. Raises BadInput for a damaged take file."""
    course = read_course(folder)
    takes = present(folder, course)
    counted = counting(folder, course, takes)
    return tuple(_record(folder, take, course.prompts[take], mind, kept=take in counted) for take in takes)


def load_record(folder: SessionFolder, take_id: str, mind: Mind) -> TakeRecord:
    """One take as `load_records` gives it. Raises UsageError for a take that the journal does not tell of."""
    course = read_course(folder)
    if take_id not in course.prompts:
        raise UsageError("no such answer in this session", where=f"{folder.id}/{take_id}")
    counted = counting(folder, course, present(folder, course))
    return _record(folder, take_id, course.prompts[take_id], mind, kept=take_id in counted)


def present(folder: SessionFolder, course: Course) -> tuple[str, ...]:
    """The takes that the journal tells of and that were not deleted, in the order they began."""
    there = folder.takes()
    return tuple(take for take in course.prompts if take in there)


def counting(folder: SessionFolder, course: Course, takes: Sequence[str]) -> Collection[str]:
    """Those of `takes` that count: of each turn the one marked as best, else the last one that was not given up.

    A take that was replaced counts again when its successor was deleted.
    """
    best = best_takes(folder, takes)
    uncounted = {*course.skipped, *course.replaced}
    counted: set[str] = set()
    for turn in dict.fromkeys(map(ids.turn_of, takes)):
        of_turn = [take for take in takes if ids.turn_of(take) == turn]
        kept = [take for take in of_turn if take not in uncounted]
        deleted = any(take not in takes for take in course.prompts if ids.turn_of(take) == turn)
        if turn in best:
            kept = [best[turn]]
        elif not kept and deleted:
            kept = [take for take in of_turn if take in course.replaced][-1:]
        counted.update(kept)
    return counted


def _record(folder: SessionFolder, take_id: str, prompt: Prompt, mind: Mind, *, kept: bool) -> TakeRecord:
    transcript = folder.load_transcript(take_id)
    stored = folder.load_analysis(take_id)
    corrections = folder.load_corrections(take_id)
    analysis = mind.corrected(stored.analysis, corrections) if stored else None
    return TakeRecord(
        take_id=take_id,
        prompt=prompt,
        duration_s=analysis.duration_s if analysis else 0.0,
        words=transcript.words if transcript else (),
        analysis=analysis,
        probes=stored.probes if stored else (),
        audio=folder.audio(take_id),
        source=source_of(transcript, analysis),
        kept=kept,
        machine=stored.analysis if stored else None,
        corrections=corrections,
    )


def source_of(transcript: StoredTranscript | None, analysis: Analysis | None) -> str:
    """The `source` of a record with these words; without a transcript the analysis still tells typed from spoken."""
    if transcript is None:
        return "typed" if analysis and analysis.estimated else "unknown"
    return "typed" if transcript.model == "typed" else transcript.heard
