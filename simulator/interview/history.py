"""Takes of an archived session as records: the journal says what was asked, the folders what was answered."""

from collections.abc import Iterator

from simulator.archive.folder import SessionFolder
from simulator.archive.types import StoredTranscript
from simulator.errors import SimulatorError, UsageError
from simulator.interview.codec import event_from_entry
from simulator.interview.effects import BeginTake, EndTake
from simulator.interview.events import Event
from simulator.interview.machine import step
from simulator.interview.mind import Mind
from simulator.interview.plan import Prompt, SessionPlan
from simulator.interview.state import State
from simulator.interview.view import TakeRecord


def load_plan(folder: SessionFolder) -> SessionPlan | None:
    """The plan a session was started with; None when its journal does not tell."""
    _, plan, _ = _replayed(folder)
    return plan


def load_records(folder: SessionFolder, mind: Mind) -> tuple[TakeRecord, ...]:
    """The takes in the order they began, corrections applied. Raises BadInput for a damaged take file."""
    prompts, _, uncounted = _replayed(folder)
    return tuple(
        _record(folder, take_id, prompts[take_id], mind, kept=take_id not in uncounted)
        for take_id in (take for take in prompts if take in folder.takes() or _is_typed(folder, take))
    )


def load_record(folder: SessionFolder, take_id: str, mind: Mind) -> TakeRecord:
    """One take as `load_records` gives it. Raises UsageError for a take that the journal does not tell of."""
    prompts, _, uncounted = _replayed(folder)
    if take_id not in prompts:
        raise UsageError("no such answer in this session", where=f"{folder.id}/{take_id}")
    return _record(folder, take_id, prompts[take_id], mind, kept=take_id not in uncounted)


def _is_typed(folder: SessionFolder, take_id: str) -> bool:
    return folder.load_transcript(take_id) is not None


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
        source=_source(transcript),
        kept=kept,
        machine=stored.analysis if stored else None,
        corrections=corrections,
    )


def _source(transcript: StoredTranscript | None) -> str:
    if transcript is None:
        return "live"
    return "typed" if transcript.model == "typed" else transcript.heard


def _replayed(folder: SessionFolder) -> tuple[dict[str, Prompt], SessionPlan | None, set[str]]:
    """Take id → what it answered, the plan, and the takes that were replaced or skipped."""
    state, prompts, skipped = State(), dict[str, Prompt](), set[str]()
    for event in _events(folder):
        state, effects = step(state, event)
        for effect in effects:
            if isinstance(effect, BeginTake) and state.prompt:
                prompts[effect.take_id] = state.prompt
            elif isinstance(effect, EndTake) and not effect.keep_words:
                skipped.add(effect.take_id)
    return prompts, state.plan, skipped | set(state.replaced)


def _events(folder: SessionFolder) -> Iterator[Event]:
    """Entries that this version cannot read are passed over: the rest of the journal still tells the order."""
    for entry in folder.entries().entries:
        try:
            yield event_from_entry(entry.kind, entry.data)
        except SimulatorError:
            continue
