"""Recordings of any length, heard piece by piece: three hours take no more memory than five minutes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Pcm

LONGEST_S: Final = 300.0
"""What is heard in one go. Answers are shorter."""

Silences = Sequence[tuple[float, float]]
"""(start_s, end_s), in order."""


class Hearer(Protocol):
    """The part of BatchRecogniser that is needed."""

    def hear(self, pcm: Pcm, between: Callable[[float], None]) -> tuple[Word, ...]: ...

    def silences(self, pcm: Pcm) -> Silences: ...


def hear_long(
    hearer: Hearer, blocks: Iterable[Pcm], between: Callable[[float], None] = lambda _share: None
) -> tuple[tuple[Word, ...], float]:
    """The words of a recording and its length in seconds. `between` is called now and then, with a share of the piece.

    Raises what `blocks` raises, perhaps after a part was heard.
    """
    words: list[Word] = []
    frames = 0
    for piece in in_pieces(blocks, hearer.silences):
        begins_s = frames / RATE_HZ
        words += (_later(word, begins_s) for word in hearer.hear(piece, between))
        frames += len(piece)
    return tuple(words), frames / RATE_HZ


def in_pieces(blocks: Iterable[Pcm], silences: Callable[[Pcm], Silences]) -> Iterator[Pcm]:
    """The same sound in pieces of at most LONGEST_S, parted in pauses."""
    longest = int(LONGEST_S * RATE_HZ)
    held: list[Pcm] = []
    for block in blocks:
        held.append(block)
        while sum(map(len, held)) > longest:
            sound = np.concatenate(held)
            at = round(cut_s(silences(sound[:longest]), 0.0, LONGEST_S) * RATE_HZ)
            yield sound[:at]
            held = [sound[at:]]
    if held:
        yield np.concatenate(held)


def cut_s(silences: Silences, start_s: float, longest_s: float) -> float:
    """Where what begins at `start_s` is best parted: in its longest pause, else after `longest_s`."""
    latest_s = start_s + longest_s
    fits = [one for one in silences if start_s + longest_s / 2 <= one[0] and (one[0] + one[1]) / 2 <= latest_s]
    longest = max(fits, key=lambda one: one[1] - one[0], default=(latest_s, latest_s))
    return (longest[0] + longest[1]) / 2


def _later(word: Word, by_s: float) -> Word:
    return replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) if by_s else word
