"""The sound of a whole session: its turns one after the other, in the times of the report."""

from collections.abc import Iterator

import numpy as np

from simulator.audio.decode import iter_audio
from simulator.audio.mp3 import encode_mp3
from simulator.audio.types import RATE_HZ, Pcm
from simulator.errors import BadInput
from simulator.report.types import Part, SessionReport

_SILENCE_S = 1.0


def session_sound(report: SessionReport) -> bytes | None:
    """MP3; where a turn has no sound, or none that can be read, it is silent. None when no turn has any."""
    if not any(part.turn.audio_s > 0 for part in report.parts):
        return None
    return encode_mp3(block for part in report.parts for block in _blocks(part))


def _blocks(part: Part) -> Iterator[Pcm]:
    """Exactly as long as the turn, to the sample: a drift would add up."""
    left = round(part.end_s * RATE_HZ) - round(part.start_s * RATE_HZ)
    for block in _recorded(part):
        if left > 0:
            yield block[:left]
        left -= len(block)
    silence = np.zeros(round(_SILENCE_S * RATE_HZ), np.int16)
    while left > 0:
        yield silence[:left]
        left -= len(silence)


def _recorded(part: Part) -> Iterator[Pcm]:
    if part.turn.audio is None or part.turn.audio_s <= 0:
        return
    try:
        yield from iter_audio(part.turn.audio)
    except BadInput:  # damaged further on: the report tells so already
        return
