"""The journal of a session that was held elsewhere: what was asked and how long each answer is, nothing else."""

from collections.abc import Iterable, Iterator

from simulator.interview import events as ev
from simulator.interview.plan import SessionPlan


def take_name(turn: int) -> str:
    """As the state machine calls the first take of a turn, counted from 1."""
    return f"turn-{turn:02d}"


def course(plan: SessionPlan, lengths_s: Iterable[float]) -> Iterator[ev.Event]:
    """The events by which the state machine comes from question to question; nobody spoke and nothing was chosen."""
    yield ev.Start(plan)
    for turn, length_s in enumerate(lengths_s, start=1):
        take = take_name(turn)
        yield ev.TimeUp("hold_off", turn, 0)
        yield ev.FirstBlock(take)
        yield ev.TakeEnded(take, length_s)
        yield ev.Finish()
        yield ev.WordsFinal(take, ())
        yield ev.ProbesChosen(take, (), 0)
