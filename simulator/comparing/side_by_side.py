"""Takes from their sessions' replays, put side by side."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from simulator.comparing.types import Change, FollowUp, Side, SideBySide, TakeName
from simulator.drill.compare import compare, machine_grade
from simulator.errors import BadInput
from simulator.replay.types import Replay, Turn


def side_by_side(names: Sequence[TakeName], replay: Callable[[str], Replay], titles: Mapping[str, str]) -> SideBySide:
    """`names` in their order, each session read once; `titles` names the families of follow-ups.

    Raises BadInput for a take in which nothing can be compared, and what `replay` raises.
    """
    replays = {session_id: replay(session_id) for session_id in dict.fromkeys(name.session_id for name in names)}
    sides = tuple(_side(name, replays[name.session_id], titles) for name in names)
    pairs = [*pairwise(range(len(sides)))]
    if len(sides) > 2:
        pairs.append((0, len(sides) - 1))
    changes = (Change(one, other, compare(sides[one].record, sides[other].record)) for one, other in pairs)
    return SideBySide(sides, tuple(changes))


def _side(name: TakeName, found: Replay, titles: Mapping[str, str]) -> Side:
    answers = [turn for turn in found.turns if turn.record is not None]
    at = next((at for at, turn in enumerate(answers) if turn.take_id == name.take_id), None)
    turn = answers[at] if at is not None else None
    record = turn.record if turn else None
    if at is None or turn is None or record is None or record.analysis is None or not record.analysis.words:
        raise BadInput(f"there is nothing to compare: {_why(turn)}", where=str(name))
    return Side(
        name=name,
        started=found.started,
        title=found.title,
        record=record,
        analysis=record.analysis,
        best=turn.by_hand.best,
        follow_ups=_follow_ups(answers[at + 1 :], titles) if record.kept else None,
        problem=turn.problem,
    )


def _why(turn: Turn | None) -> str:
    if turn is None:
        return "no such answer in this session"
    return turn.problem or "nothing was said in it"


def _follow_ups(later: Sequence[Turn], titles: Mapping[str, str]) -> tuple[FollowUp, ...]:
    """Those asked until the next question; of each the answer that counts."""
    asked: list[FollowUp] = []
    for turn in later:
        if turn.prompt.kind == "question":
            break
        if turn.record is not None and turn.record.kept:
            analysis, family = turn.record.analysis, turn.prompt.family
            grade = machine_grade(analysis) if analysis and analysis.words else None
            asked.append(FollowUp(family, titles.get(family, family), grade))
    return tuple(asked)
