"""The course of an archived session by its journal: what was asked, for how long, and which takes answered it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from simulator.archive.folder import SessionFolder
from simulator.archive.journal import Entry
from simulator.errors import SimulatorError
from simulator.interview.codec import event_from_entry
from simulator.interview.effects import BeginTake, EndTake, Say
from simulator.interview.events import Event, Spoken, TakeEnded
from simulator.interview.machine import step
from simulator.interview.plan import Prompt, SessionPlan
from simulator.interview.state import State

Gaps = tuple[tuple[float, float], ...]
"""(at_s, lost_s) of a take: where the microphone was gone, and for how long."""


@dataclass(frozen=True, slots=True)
class Said:
    """The interviewer asked. `seconds`: from the first word to the last; None when the journal does not tell."""

    turn: int
    prompt: Prompt
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A take of the candidate, in answer to `prompt`."""

    take_id: str
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Course:
    """`steps` in the order they happened; a prompt that was asked again while it was answered is there once."""

    plan: SessionPlan | None
    steps: tuple[Said | Answered, ...]
    replaced: tuple[str, ...]
    """Takes that a later take of the same prompt replaces."""
    skipped: tuple[str, ...]
    gaps: Mapping[str, Gaps] = field(default_factory=dict)
    """Take id → its gaps, where there are any."""

    @property
    def prompts(self) -> dict[str, Prompt]:
        """Take id → what it answers, in the order the takes began."""
        return {one.take_id: one.prompt for one in self.steps if isinstance(one, Answered)}


def read_course(folder: SessionFolder) -> Course:
    """Entries that this version cannot read are passed over: the rest still tells the order. Raises BadInput."""
    notes = _Notes()
    for entry, event in _events(folder):
        notes.take(entry, event)
    return Course(notes.state.plan, tuple(notes.steps), notes.state.replaced, tuple(notes.skipped), notes.gaps)


@dataclass(slots=True)
class _Notes:
    state: State = field(default_factory=State)
    steps: list[Said | Answered] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    gaps: dict[str, Gaps] = field(default_factory=dict)
    asking: dict[int, tuple[int, float]] = field(default_factory=dict)
    """Turn → its place in `steps`, and when the interviewer began."""

    def take(self, entry: Entry, event: Event) -> None:
        if isinstance(event, Spoken):
            self._spoken(event.turn, entry.monotonic_s)
        if isinstance(event, TakeEnded) and event.gaps:
            self.gaps[event.take_id] = event.gaps
        self.state, effects = step(self.state, event)
        prompt = self.state.prompt
        for effect in effects:
            match effect:
                case Say(turn=turn) if prompt is not None and turn not in self.asking:
                    self.asking[turn] = len(self.steps), entry.monotonic_s
                    self.steps.append(Said(turn, prompt, None))
                case BeginTake(take_id=take_id) if prompt is not None:
                    self.steps.append(Answered(take_id, prompt))
                case EndTake(take_id=take_id, keep_words=False):
                    self.skipped.append(take_id)

    def _spoken(self, turn: int, at_s: float) -> None:
        place, since_s = self.asking.get(turn, (-1, at_s))
        said = self.steps[place] if place >= 0 else None
        if isinstance(said, Said) and said.seconds is None:
            self.steps[place] = Said(said.turn, said.prompt, max(0.0, at_s - since_s))


def _events(folder: SessionFolder) -> Iterator[tuple[Entry, Event]]:
    for entry in folder.entries().entries:
        try:
            yield entry, event_from_entry(entry.kind, entry.data)
        except SimulatorError:
            continue
