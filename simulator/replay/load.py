"""A session of the archive as a replay. What is missing or damaged is told in a line; what remains is shown."""

from collections.abc import Callable
from typing import TypeVar

from simulator.archive.deleting import finish_deletions
from simulator.archive.folder import SessionFolder
from simulator.archive.types import NO_MARKS
from simulator.audio.span import measure
from simulator.errors import SimulatorError
from simulator.interview.course import Course, Said, read_course
from simulator.interview.history import counting, present, source_of
from simulator.interview.mind import Mind
from simulator.interview.plan import Prompt
from simulator.interview.view import TakeRecord
from simulator.replay.timeline import answer_turn, interviewer_turn, with_gaps
from simulator.replay.types import Replay, Turn

_SHORT_S = 0.5
"""A recording that lacks more than this of its answer is called cut off."""
_UNKNOWN = Prompt("question", "What was asked is not known.", "", "")

_T = TypeVar("_T")


def load_replay(folder: SessionFolder, mind: Callable[[], Mind]) -> Replay:
    """The whole session, interviewer included. `mind` is called only where corrections are to be judged.

    Raises BadInput when the folder itself cannot be read.
    """
    faults: list[str] = []
    meta = _tried(folder.load_session, faults)
    _tried(lambda: finish_deletions(folder), faults)
    course = _tried(lambda: read_course(folder), faults) or Course(None, (), (), ())
    turns = _turns(folder, course, mind, faults)
    lost = [f"{turn.take_id}: {turn.problem}" for turn in turns if turn.problem]
    return Replay(
        folder.id,
        meta.title if meta else folder.id,
        meta.started if meta else "",
        turns,
        folder.notice,
        (*dict.fromkeys(map(folder.local, faults)), *lost),
        _is_words_only(course),
    )


def _is_words_only(course: Course) -> bool:
    return course.plan is not None and not course.plan.keep_audio


def _turns(folder: SessionFolder, course: Course, mind: Callable[[], Mind], faults: list[str]) -> tuple[Turn, ...]:
    takes = present(folder, course)
    counted = counting(folder, course, takes)
    probes = [one.prompt for one in course.steps if isinstance(one, Said) and one.prompt.kind == "probe"]
    turns: list[Turn] = []
    for step in course.steps:
        if isinstance(step, Said):
            turns.append(_asked(folder, step))
        elif step.take_id in takes:
            kept, silent = step.take_id in counted, _is_words_only(course)
            answer = _answer(folder, step.take_id, step.prompt, probes, mind, kept=kept, words_only=silent)
            turns.append(with_gaps(answer, course.gaps.get(step.take_id, ()), probes))
    for take in folder.takes():
        if take not in course.prompts:
            faults.append(f"{take}: the journal does not tell of this answer")
            turns.append(_answer(folder, take, _UNKNOWN, probes, mind, kept=True))
    return tuple(turns)


def _asked(folder: SessionFolder, said: Said) -> Turn:
    path = folder.interviewer_path(said.turn)
    seconds = _tried(lambda: measure(path)[1], []) if path.is_file() else None
    return interviewer_turn(said.prompt, said.seconds, path if seconds else None, seconds or 0.0)


def _answer(
    folder: SessionFolder,
    take: str,
    prompt: Prompt,
    probes: list[Prompt],
    mind: Callable[[], Mind],
    *,
    kept: bool,
    words_only: bool = False,
) -> Turn:
    faults: list[str] = []
    record = _record(folder, take, prompt, mind, faults, kept=kept)
    by_hand = _tried(lambda: folder.load_marks(take), faults) or NO_MARKS
    audio_s = 0.0
    if record.audio is not None:
        path = record.audio
        audio_s = _tried(lambda: measure(path)[1], faults) or 0.0
    faults += _lacking(record, audio_s, words_only=words_only)
    return answer_turn(record, by_hand=by_hand, probes=probes, audio_s=audio_s, problem=folder.local("; ".join(faults)))


def _record(
    folder: SessionFolder, take: str, prompt: Prompt, mind: Callable[[], Mind], faults: list[str], *, kept: bool
) -> TakeRecord:
    best = _tried(lambda: folder.load_transcript(take), faults)
    transcript = best or _tried(lambda: folder.load_transcript(take, live=True), [])
    damaged = bool(faults)
    stored = _tried(lambda: folder.load_analysis(take), faults)
    if best is None and not damaged and stored and stored.analysis.words:
        faults.append("the transcript is missing, so the words are those of the analysis")
    corrections = (_tried(lambda: folder.load_corrections(take), faults) or ()) if stored else ()
    machine = stored.analysis if stored else None
    analysis = machine
    if machine is not None and corrections:
        analysis = _tried(lambda: mind().corrected(machine, corrections), faults) or machine
    return TakeRecord(
        take_id=take,
        prompt=prompt,
        duration_s=analysis.duration_s if analysis else 0.0,
        words=transcript.words if transcript else (),
        analysis=analysis,
        probes=stored.probes if stored else (),
        audio=folder.audio(take),
        source=source_of(best if machine else transcript, machine),
        kept=kept,
        machine=machine,
        corrections=corrections,
    )


def _lacking(record: TakeRecord, audio_s: float, *, words_only: bool) -> list[str]:
    """What an answer should have and does not, as a person would say it."""
    lacking: list[str] = []
    said = bool(record.words) or (record.analysis is not None and bool(record.analysis.words))
    if record.audio is None and record.source != "typed" and said and not words_only:
        lacking.append("the recording is missing, so the words pass in silence")
    elif record.audio is not None and 0 < audio_s < record.duration_s - _SHORT_S:
        lacking.append(f"the recording ends after {audio_s:.0f} of {record.duration_s:.0f} s, the rest is silent")
    if not said and audio_s > _SHORT_S:
        lacking.append("there is no transcript, so it can only be heard")
    elif said and record.analysis is None and record.kept:
        lacking.append("there is no analysis, so sections and findings are missing")
    return lacking


def _tried(load: Callable[[], _T], faults: list[str]) -> _T | None:
    try:
        return load()
    except SimulatorError as error:
        faults.append(str(error))
        return None
