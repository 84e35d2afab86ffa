"""A piece of a recording, to be played back: whole, or in blocks when it may be long."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from simulator.audio.types import Sound
from simulator.errors import BadInput

_LEAD_S = 0.15
"""Word times are good to about a tenth of a second: start a little earlier rather than in the middle of a word."""
BLOCK_S = 0.1

Floats = npt.NDArray[np.float32]


def read_span(path: Path, start_s: float, end_s: float) -> Sound:
    """The sound from `start_s` to `end_s`, with a little room on both sides. Raises BadInput."""
    rate_hz = measure(path)[0]
    blocks = list(iter_span(path, max(0.0, start_s - _LEAD_S), end_s + _LEAD_S))
    return Sound(np.concatenate(blocks) if blocks else np.zeros(0, np.float32), rate_hz)


def iter_span(path: Path, start_s: float, end_s: float, block_s: float = BLOCK_S) -> Iterator[Floats]:
    """Mono blocks from `start_s` to `end_s` or the end of the file, at its own rate. Raises BadInput."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            first = max(0, int(start_s * file.samplerate))
            left = max(0, int(end_s * file.samplerate) - first)
            file.seek(min(first, file.frames))
            size = max(1, int(block_s * file.samplerate))
            while left > 0 and len(block := file.read(min(size, left), dtype="float32", always_2d=True)):
                left -= len(block)
                yield np.ascontiguousarray(block.mean(axis=1), dtype=np.float32)
    except (soundfile.SoundFileError, OSError) as error:
        raise _unplayable(path, error) from error


def measure(path: Path) -> tuple[int, float]:
    """(rate in Hz, length in seconds) of what is really in the file, whatever its header says. Raises BadInput."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            return int(file.samplerate), file.frames / file.samplerate
    except (soundfile.SoundFileError, OSError) as error:
        raise _unplayable(path, error) from error


def _unplayable(path: Path, error: Exception) -> BadInput:
    return BadInput(f"the recording cannot be played ({error})", where=str(path))
