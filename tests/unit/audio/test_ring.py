import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.ring import Ring

pytestmark = pytest.mark.unit


def column(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int16).reshape(-1, 1)


@given(st.integers(1, 40), st.lists(st.one_of(st.integers(0, 30), st.none()), max_size=40))
def test_what_fits_comes_out_in_order_and_the_rest_is_counted(capacity: int, steps: list[int | None]) -> None:
    """A number writes so many frames, None reads."""
    ring, expected, lost, said, out = Ring(capacity), [], 0, 0, []
    waiting = 0
    for step in steps:
        if step is None:
            out += ring.read()[:, 0].tolist()
            waiting = 0
        else:
            block = list(range(said, said + step))
            said += step
            fits = min(step, capacity - waiting)
            expected += block[:fits]
            waiting += fits
            lost += step - fits
            ring.write(column(block))
    out += ring.read()[:, 0].tolist()
    assert out == expected
    assert ring.overflowed == lost


def test_an_empty_ring_gives_an_empty_block_of_its_shape() -> None:
    assert Ring(8, channels=2).read().shape == (0, 2)


def test_reading_gives_a_copy_that_later_writes_do_not_change() -> None:
    ring = Ring(3)
    ring.write(column([1, 2, 3]))
    taken = ring.read()
    ring.write(column([7, 8, 9]))
    assert taken[:, 0].tolist() == [1, 2, 3]


def test_a_writing_and_a_reading_thread_lose_nothing() -> None:
    ring, total = Ring(500), 20_000
    taken: list[np.ndarray] = []
    read = threading.Semaphore(0)

    def produce() -> None:
        for at in range(0, total, 40):
            # Twelve blocks fit: from then on each one waits for a read, as a device waits for time to pass.
            if at >= 12 * 40:
                read.acquire(timeout=10)
            ring.write((np.arange(at, at + 40)).astype(np.int16).reshape(-1, 1))

    thread = threading.Thread(target=produce)
    thread.start()
    freed = 0
    deadline = time.monotonic() + 10
    while freed < total and time.monotonic() < deadline:
        block = ring.read()
        if len(block):
            taken.append(block)
            freed += len(block)
            read.release(len(block) // 40)
        thread.join(0.0001)
    thread.join(10)
    assert ring.overflowed == 0
    assert np.array_equal(np.concatenate(taken)[:, 0], np.arange(total).astype(np.int16))
