"""A piece of a recording, to be played back."""

from pathlib import Path

import numpy as np

from simulator.audio.types import Sound
from simulator.errors import BadInput

_LEAD_S = 0.15
"""Word times are good to about a tenth of a second: start a little earlier rather than in the middle of a word."""


def read_span(path: Path, start_s: float, end_s: float) -> Sound:
    """The sound from `start_s` to `end_s`, with a little room on both sides. Raises BadInput."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            first = max(0, int((start_s - _LEAD_S) * file.samplerate))
            file.seek(min(first, file.frames))
            count = max(0, int((end_s + _LEAD_S) * file.samplerate) - first)
            samples = file.read(count, dtype="float32", always_2d=True).mean(axis=1)
            return Sound(np.ascontiguousarray(samples, dtype=np.float32), file.samplerate)
    except (soundfile.SoundFileError, OSError) as error:
        raise BadInput(f"the recording cannot be played ({error})", where=str(path)) from error
