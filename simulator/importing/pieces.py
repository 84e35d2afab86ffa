"""Where a recording is parted into answers, and an answer into what is heard in one go. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.errors import BadInput
from simulator.importing.types import Mark, Piece
from simulator.review.layout import clock, counted
from simulator.speech.hearing.long import LONGEST_S, cut_s

LEAST_SILENCE_S = 0.3
"""Shorter stretches without voice are gaps between words: nothing is parted there."""
LEAST_VOICE_S = 2.0
"""Less voice than this between two long pauses is a cough or a "right", not an answer: it goes to its neighbour."""
_LEAD_S = 0.5
"""A piece begins this long before its first voice, which soft consonants come before."""
LEFT_OUT = frozenset({"-", "skip"})
"""The text of a mark behind which nothing is taken: the interviewer speaks, or there is a break."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """A recording as voice and silence: (start_s, end_s) of every silence from `LEAST_SILENCE_S` on, in order."""

    duration_s: float
    silences: tuple[tuple[float, float], ...]

    def voiced_s(self, start_s: float, end_s: float) -> float:
        silent = sum(max(0.0, min(end, end_s) - max(start, start_s)) for start, end in self.silences)
        return max(0.0, end_s - start_s - silent)

    @property
    def pauses(self) -> tuple[tuple[float, float], ...]:
        """The silences that have voice on both sides."""
        return tuple(one for one in self.silences if one[0] > 0 and one[1] < self.duration_s - LEAST_SILENCE_S)


def at_pauses(sounding: Sounding, pause_s: float, question: str = "") -> tuple[Piece, ...]:
    """Answers parted by pauses of `pause_s` or more. Every moment of the recording is in one of them."""
    long = [pause for pause in sounding.pauses if pause[1] - pause[0] >= pause_s]
    cuts = [max((start + end) / 2, end - _LEAD_S) for start, end in long]
    pieces: list[Piece] = []
    for start_s, end_s in pairwise([0.0, *cuts, sounding.duration_s]):
        joins = pieces and min(_voice(sounding, pieces[-1]), sounding.voiced_s(start_s, end_s)) < LEAST_VOICE_S
        if joins:
            pieces[-1] = replace(pieces[-1], end_s=end_s)
        else:
            pieces.append(Piece(start_s, end_s, question))
    return tuple(pieces)


def _voice(sounding: Sounding, piece: Piece) -> float:
    return sounding.voiced_s(piece.start_s, piece.end_s)


def at_marks(marks: Sequence[Mark], duration_s: float) -> tuple[Piece, ...]:
    """An answer a mark. What is before the first mark, behind an end, or marked with one of `LEFT_OUT` is not taken.

    Raises BadInput for a mark behind the end, or when nothing is left.
    """
    pieces: list[Piece] = []
    for index, mark in enumerate(marks):
        if mark.at_s >= duration_s:
            raise BadInput(f"the mark at {clock(mark.at_s)} is behind the end of the recording ({clock(duration_s)})")
        until_s = marks[index + 1].at_s if index + 1 < len(marks) else duration_s
        end_s = min(until_s if mark.end_s is None else mark.end_s, duration_s)
        if mark.text.lower() not in LEFT_OUT:
            pieces.append(Piece(mark.at_s, end_s, mark.text))
    if not pieces:
        raise BadInput("every mark says that nothing is to be taken")
    return tuple(pieces)


def chunks(sounding: Sounding, piece: Piece) -> tuple[tuple[float, float], ...]:
    """`piece` as spans of at most `LONGEST_S`, in its own time, parted in the longest pause there is for it."""
    spans: list[tuple[float, float]] = []
    start_s = piece.start_s
    while piece.end_s - start_s > LONGEST_S:
        end_s = cut_s(sounding.silences, start_s, LONGEST_S)
        spans.append((start_s, end_s))
        start_s = end_s
    spans.append((start_s, piece.end_s))
    return tuple((first - piece.start_s, last - piece.start_s) for first, last in spans)


def told_of_pauses(sounding: Sounding, pause_s: float, pieces: Sequence[Piece]) -> str:
    """What was found at this threshold, and which pause comes next to it."""
    lengths = [end - start for start, end in sounding.pauses]
    found = [length for length in lengths if length >= pause_s]
    shorter = max((length for length in lengths if length < pause_s), default=None)
    head = f"{counted(len(found), 'pause')} of {pause_s:g} s or longer: {counted(len(pieces), 'answer')}"
    tail = "" if shorter is None else f"; the longest pause below that is {shorter:.1f} s"
    return head + tail


def told_of_marks(marks: Sequence[Mark], pieces: Sequence[Piece], duration_s: float) -> str:
    """How many answers the marks give, and what of the recording is in none of them."""
    gaps, at_s = [], 0.0
    for piece in pieces:
        gaps.append((at_s, piece.start_s))
        at_s = piece.end_s
    gaps.append((at_s, duration_s))
    left = [f"{clock(start)}–{clock(end)}" for start, end in gaps if end - start >= 1.0]
    head = f"{counted(len(marks), 'mark')}: {counted(len(pieces), 'answer')}"
    return f"{head}; not taken: {', '.join(left)}" if left else head
