"""Completing a session that was cut off, from what is on disk: words heard anew, analysed, and the session closed."""

from collections.abc import Callable
from pathlib import Path

from simulator.archive.folder import SessionFolder
from simulator.errors import BadInput
from simulator.interview.history import load_plan, load_records
from simulator.interview.mind import Mind
from simulator.interview.plan import SessionPlan, context_of
from simulator.interview.view import TakeRecord
from simulator.speech.hearing.types import Transcript

Hear = Callable[[Path], Transcript]


def unheard(folder: SessionFolder) -> tuple[str, ...]:
    """Takes with audio that the full pass has not heard yet."""
    missing = []
    for take in folder.takes():
        transcript = folder.load_transcript(take)
        if folder.audio(take) and (transcript is None or transcript.heard != "full"):
            missing.append(take)
    return tuple(missing)


def complete(folder: SessionFolder, mind: Mind, hear: Hear, *, ended: str) -> int:
    """Hear every unheard take in full, analyse it, and mark the session as over. Returns how many were to be heard.

    The probes that were asked stay as they were. Raises BadInput when a take cannot be written, and what `hear` raises
    for a part that is missing.
    """
    plan = load_plan(folder)
    waiting = unheard(folder)
    for record in load_records(folder, mind):
        if record.take_id in waiting and record.audio:
            hear_again(folder, record, plan, mind, hear)
    drop_heard_audio(folder)
    if folder.load_session().ended is None:
        folder.end_session(ended)
    return len(waiting)


def drop_heard_audio(folder: SessionFolder) -> None:
    """Of a session that is to keep only words: remove the recordings that were heard in full."""
    if folder.load_session().plan.get("keep_audio", True):
        return
    for take in set(folder.takes()) - set(unheard(folder)):
        if folder.audio(take):
            folder.drop_audio(take)


def hear_again(folder: SessionFolder, record: TakeRecord, plan: SessionPlan | None, mind: Mind, hear: Hear) -> None:
    """The full pass over one take; a pass that fails leaves what is there, and a take deleted meanwhile stays so.

    So does a recording that cannot be read, or ended before its first sample: it must not hold up the others.
    """
    if record.audio is None or plan is None:
        return
    try:
        transcript = hear(record.audio)
    except BadInput as fault:
        if fault.where != str(record.audio):  # it is the model
            raise
        return
    if transcript.error or record.take_id not in folder.takes():
        return
    folder.save_transcript(record.take_id, transcript.words, model=transcript.model, heard="full")
    if transcript.words:
        analysis = mind.analyse(transcript.words, transcript.duration_s, context_of(plan, record.prompt))
        folder.save_analysis(record.take_id, analysis)
