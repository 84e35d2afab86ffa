"""Long recordings are heard in pieces that are parted in pauses; every word stands at its own time."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing.long import LONGEST_S, hear_long, in_pieces

pytestmark = pytest.mark.unit
SECOND = np.arange(RATE_HZ, dtype=np.int16)


class Hearer:
    """Hears one word a piece, one second into it; a pause is where it was told."""

    def __init__(self, *pauses: tuple[float, float]) -> None:
        self._pauses = pauses
        self.lengths_s: list[float] = []

    def hear(self, pcm: Pcm, between: Callable[[float], None]) -> tuple[Word, ...]:
        self.lengths_s.append(len(pcm) / RATE_HZ)
        between(1.0)
        return (Word("word", 1.0, 1.5),)

    def silences(self, pcm: Pcm) -> tuple[tuple[float, float], ...]:
        assert len(pcm) <= LONGEST_S * RATE_HZ
        return self._pauses


def seconds(count: int) -> Iterator[Pcm]:
    return (SECOND for _ in range(count))


def test_an_answer_of_usual_length_is_heard_in_one_go() -> None:
    hearer = Hearer((200.0, 202.0))
    words, duration_s = hear_long(hearer, seconds(300))
    assert (hearer.lengths_s, duration_s) == ([300.0], 300.0)
    assert words == (Word("word", 1.0, 1.5),)


def test_a_long_one_is_parted_in_its_longest_pause_and_words_keep_their_time() -> None:
    hearer = Hearer((10.0, 90.0), (200.0, 202.0), (250.0, 254.0))
    words, duration_s = hear_long(hearer, seconds(700))
    assert hearer.lengths_s == [252.0, 252.0, 196.0]
    assert [word.start_s for word in words] == [1.0, 253.0, 505.0]
    assert duration_s == 700.0


def test_where_nobody_pauses_it_is_parted_at_the_longest_length() -> None:
    assert [len(piece) / RATE_HZ for piece in in_pieces(seconds(650), lambda _: ())] == [300.0, 300.0, 50.0]


def test_no_sample_is_lost_or_heard_twice_whatever_the_blocks() -> None:
    sound = np.random.default_rng(0).integers(-9000, 9000, 420 * RATE_HZ).astype(np.int16)
    blocks = np.array_split(sound, 7)
    pieces = list(in_pieces(blocks, lambda _: ((170.0, 171.3),)))
    assert np.array_equal(np.concatenate(pieces), sound)
    assert max(map(len, pieces)) <= LONGEST_S * RATE_HZ


def test_what_is_read_ahead_is_no_more_than_is_heard_in_one_go() -> None:
    read = 0

    def blocks() -> Iterator[Pcm]:
        nonlocal read
        for block in seconds(10_800):
            read += 1
            yield block

    pieces = in_pieces(blocks(), lambda _: ())
    next(pieces)
    assert read <= LONGEST_S + 1


def test_nothing_at_all_is_no_words() -> None:
    assert hear_long(Hearer(), iter(())) == ((), 0.0)
