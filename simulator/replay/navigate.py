"""From a moment to the next or previous sentence, section or mark, over the borders of turns. Pure.

Every function gives the place it was given where there is nothing further in that direction.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby

from simulator.replay.types import Mark, Place, Turn, Turns

GRACE_S = 1.0
"""Going back within this time of a beginning leads to the one before it, later to the beginning itself."""
_HAIR_S = 0.01

Starts = Callable[[Turn], Sequence[float]]


def sentence_starts(turn: Turn) -> list[float]:
    return [line.start_s for line in turn.lines]


def section_starts(turn: Turn) -> list[float]:
    """Where another section begins; a turn without sections is one."""
    runs = [next(iter(run)).start_s for _, run in groupby(turn.lines, key=lambda line: line.section)]
    return runs or [0.0]


def mark_starts(turn: Turn) -> list[float]:
    """Flags, signals, follow-ups, bookmarks and gaps; pauses are many, and seldom what is looked for."""
    return sorted({mark.start_s for mark in turn.marks if mark.kind != "pause"})


def onward(turns: Turns, place: Place, starts: Starts) -> Place:
    """The first of `starts` after `place`, in this turn or a later one."""
    for index in range(place.turn, len(turns)):
        later = [one for one in starts(turns[index]) if index > place.turn or one > place.at_s + _HAIR_S]
        if later:
            return Place(index, later[0])
    return place


def back(turns: Turns, place: Place, starts: Starts, grace_s: float = GRACE_S) -> Place:
    """The last of `starts` before `place`, in this turn or an earlier one."""
    for index in range(min(place.turn, len(turns) - 1), -1, -1):
        earlier = [one for one in starts(turns[index]) if index < place.turn or one < place.at_s - grace_s]
        if earlier:
            return Place(index, earlier[-1])
    return place


def by_seconds(turns: Turns, place: Place, seconds: float) -> Place:
    """So much later or earlier; into the neighbouring turn when this one has no room, at most to its other end."""
    at_s, duration_s = place.at_s + seconds, turns[place.turn].duration_s
    if at_s < 0 and place.turn > 0:
        return Place(place.turn - 1, max(0.0, turns[place.turn - 1].duration_s + at_s))
    if at_s > duration_s and place.turn + 1 < len(turns):
        return Place(place.turn + 1, min(at_s - duration_s, turns[place.turn + 1].duration_s))
    return Place(place.turn, min(max(0.0, at_s), duration_s))


def by_turns(turns: Turns, place: Place, count: int) -> Place:
    """The beginning of a turn further on or back; of this one, when going back from the middle of it."""
    if count < 0 and place.at_s > GRACE_S:
        count += 1
    return Place(min(max(0, place.turn + count), len(turns) - 1), 0.0)


def place_of(turns: Turns, take_id: str, at_s: float) -> Place:
    """A moment of a take; the beginning of the session where there is no such take."""
    found = (index for index, turn in enumerate(turns) if take_id and turn.take_id == take_id)
    index = next(found, None)
    return Place(0, 0.0) if index is None else Place(index, min(at_s, turns[index].duration_s))


def line_at(turn: Turn, at_s: float) -> int | None:
    """The sentence that is said at `at_s`, or else the last one before it, or the first; None without any."""
    if not turn.lines:
        return None
    return max(0, bisect_right(turn.lines, at_s + _HAIR_S, key=lambda line: line.start_s) - 1)


def word_at(turn: Turn, at_s: float) -> int | None:
    """The word that is said at `at_s`; between two words the one before, as the eye expects. None before the first."""
    at = bisect_right(turn.words, at_s, key=lambda word: word.start_s) - 1
    return at if at >= 0 else None


def mark_at(turn: Turn, at_s: float) -> Mark | None:
    """The mark that `at_s` lies in, the one that began last; of those that begin together the gravest."""
    inside = [mark for mark in turn.marks if mark.start_s - _HAIR_S <= at_s <= max(mark.end_s, mark.start_s + GRACE_S)]
    return max(inside, key=lambda mark: (mark.start_s, -GRAVITY.index(mark.kind)), default=None)


GRAVITY = ("flag", "probe", "bookmark", "gap", "signal", "pause")
"""What is shown where several marks fall together."""
