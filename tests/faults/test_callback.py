"""PortAudio's callback, under tracing: it copies and returns; and what it copied is whole."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.fakes.pulse import Pulse, virtual_sound
from tests.soak.discipline import VIEWS_BYTES, Traced, traced_callback
from tests.soak.hour import record

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def traced() -> Traced:
    # in a process of its own: tracemalloc counts what every thread makes, and a test runner's workers have several
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(traced_callback, 300).result()


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with virtual_sound() as daemon:
        yield daemon


def test_the_callback_calls_nothing_but_the_copy(traced: Traced) -> None:
    assert traced.strangers == set()
    assert traced.calls["Ring.write"] == 1
    assert traced.instructions["STORE_SUBSCR"] == 2  # the two pieces of a ring, and that is all that is written


def test_the_callback_allocates_nothing_but_its_views(traced: Traced) -> None:
    assert 0 < traced.peak_bytes <= VIEWS_BYTES
    assert traced.grown_bytes <= 512


@pytest.mark.audio
def test_what_is_recorded_lasts_as_long_as_the_clock_says(pulse: Pulse, tmp_path: Path) -> None:
    done = record(3.0, tmp_path / "a.wav")
    assert (done.dropped_frames, done.overflows, done.gaps) == (0, 0, 0)
    assert done.off_s == pytest.approx(0.0, abs=0.4)
    assert done.file_bytes == done.computed_bytes
