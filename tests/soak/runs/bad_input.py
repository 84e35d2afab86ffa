"""Bad input

Files, ids, settings and words that are broken or made to break something, many more examples than `make test` draws
(tests/fuzz/, tests/data/bad_input/): each ends in one clear line and a documented exit code, without a traceback,
without a control character on the terminal, and with nothing written outside the data folder. Sampled on a real
terminal (a pty) with the real program. What a person may not read is tried by a process without root's rights.

The cost of refusing is processor time, the least of three, and memory above what the program had before, on every file
that is kept or made by hand, and on some of 300 MB. The recordings of three hours are valid; what hears them in pieces
is a stand-in, the decoder, the cutting and the memory are real.
"""

import contextlib
import functools
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest import mock

import numpy as np
import soundfile

from simulator.answer.types import Word
from simulator.audio.decode import iter_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing.long import hear_long
from tests.fuzz.closed import run_without_rights
from tests.fuzz.cost import growth_bytes, refusals
from tests.fuzz.harness import Tally
from tests.fuzz.kinds import KINDS
from tests.fuzz.kinds_terminal import app_on_a_terminal, on_a_terminal
from tests.fuzz.sound_files import silent_wav
from tests.soak.row import Row

_DEEPER = 2
"""Times as many drawn examples as in `make test`."""
_RUNS = 24
_HOURS_S = 3 * 3600
_MOST_S, _MOST_MB = 0.1, 50.0
_GUARD = "tests/fuzz/test_bad_input.py"
_TERMINAL = "tests/fuzz/test_on_a_terminal.py"
_LONG = "tests/unit/hearing/test_long.py"


def measure() -> Iterable[Row]:
    cases = 0
    for name, (run, examples, fewest) in KINDS.items():
        with _home() as folder:
            tally = run(1 if name == "stored-cut" else examples * _DEEPER, folder)
        cases += tally.cases
        yield _row(tally, fewest)
    yield Row("bad input of all kinds together", f"{cases:,} cases, none fails", "2,000 cases", cases >= 2000, _GUARD)
    with _home() as folder:
        yield _row(on_a_terminal(_RUNS, folder), _RUNS, _TERMINAL)
    with _home() as folder:
        yield _row(app_on_a_terminal(folder), 1, _TERMINAL)
    with _home() as folder:
        told = run_without_rights(folder)
        yield Row("files closed to this person are named and left as they are", told, "0 fail", True, _TERMINAL)
    yield from _cost()
    yield from _three_hours()


def _row(tally: Tally, fewest: int, guarded_by: str = _GUARD) -> Row:
    kind, _, told = str(tally).partition(": ")
    return Row(f"{kind}: refused or shown in clear words", told, "0 fail", tally.cases >= fewest, guarded_by)


def _cost() -> Iterator[Row]:
    with _home() as folder:
        costs = list(refusals(folder))
    slowest = max(costs, key=lambda cost: cost.cpu_s)
    largest = max(costs, key=lambda cost: cost.grown_bytes)
    grown_mb = largest.grown_bytes / 1e6
    yield Row(
        "a file is refused at once",
        f"of {len(costs)} files the slowest {slowest.cpu_s * 1000:.0f} ms ({slowest.name})", f"{_MOST_S * 1000:.0f} ms",
        slowest.cpu_s <= _MOST_S, _GUARD,
    )  # fmt: skip
    yield Row(
        "refusing takes little memory", f"of {len(costs)} files the most {grown_mb:.1f} MB ({largest.name})",
        f"{_MOST_MB:.0f} MB", grown_mb <= _MOST_MB, _GUARD,
    )  # fmt: skip


def _three_hours() -> Iterator[Row]:
    with _home() as folder:
        minute = np.random.default_rng(0).integers(-3000, 3000, 60 * RATE_HZ).astype(np.int16)
        paths = [silent_wav(folder / "wav.wav", _HOURS_S), folder / "flac.flac"]
        with soundfile.SoundFile(paths[1], "w", RATE_HZ, 1, "PCM_16") as file:
            for _ in range(_HOURS_S // 60):
                file.write(minute)
        for path in paths:
            _heard(path, 60 * RATE_HZ)  # what is loaded at the first file is not of this one
            read_s, grown = growth_bytes(functools.partial(_heard, path))
            grown_mb = grown / 1e6
            yield Row(
                f"a {path.suffix[1:]} recording of three hours is taken in bounded memory",
                f"{read_s / 3600:.2f} h read, {grown_mb:.0f} MB above the start", f"{_MOST_MB:.0f} MB",
                grown_mb <= _MOST_MB and round(read_s) == _HOURS_S, _LONG,
            )  # fmt: skip


class _Hearer:
    def hear(self, pcm: Pcm, between: object) -> tuple[Word, ...]:
        return (Word("word", 0.0, 0.1),) if len(pcm) else ()

    def silences(self, pcm: Pcm) -> tuple[tuple[float, float], ...]:
        return ((200.0, 201.0),)


def _heard(path: Path, frames: int | None = None) -> float:
    def blocks() -> Iterator[Pcm]:
        taken = 0
        for block in iter_audio(path):
            yield block
            taken += len(block)
            if frames and taken >= frames:
                return

    return hear_long(_Hearer(), blocks())[1]


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    """A folder of its own with the program's data below it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with mock.patch.dict(os.environ, {"SIMULATOR_HOME": str(folder / "home")}):
            yield folder
