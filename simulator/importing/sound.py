"""The sound of a recording on its way into the archive: read once, then cut; in blocks, never the whole."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.archive import files
from simulator.audio.types import RATE_HZ, Pcm
from simulator.audio.wavfile import WavJournal, read_frames
from simulator.errors import BadInput
from simulator.importing.pieces import LEAST_SILENCE_S, Sounding
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import VoiceActivity

Blocks = Callable[[Path], Iterator[Pcm]]
"""A sound file in blocks of 16 kHz mono. Raises BadInput, also after some blocks."""
_BLOCK = 60 * RATE_HZ


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read. `fault`: why it ended before the file did, empty when it did not."""

    sounding: Sounding
    fault: str


def take_in(source: Path, blocks: Blocks, voice: VoiceActivity, to: Path, reached: Callable[[float], None]) -> Taken:
    """Copy all of `source` to `to` in the archive's own format, looking for voice. What is at `to` is replaced.

    Raises BadInput when nothing can be read, or the disk refuses.
    """
    timeline, frames, fault = VoiceTimeline(), 0, ""
    voice.reset()
    with _writing(to) as journal:
        try:
            for block in blocks(source):
                _write(journal, block, to)
                timeline.extend(voice.feed(block.astype(np.float32) / np.float32(32768)))
                frames += len(block)
                reached(frames / RATE_HZ)
        except _DiskRefuses:
            raise
        except BadInput as error:
            if not frames:
                raise
            fault = error.what
    duration_s = frames / RATE_HZ
    silences = tuple((start, min(end, duration_s)) for start, end in timeline.silences(LEAST_SILENCE_S))
    return Taken(Sounding(duration_s, silences), fault)


def cut(whole: Path, start_s: float, end_s: float, to: Path) -> None:
    """Copy a span of `whole`, a recording of ours, to `to`, which is there only when it is complete."""
    first, last = round(start_s * RATE_HZ), round(end_s * RATE_HZ)
    part = to.with_name(f".{to.name}.part")
    with _writing(part) as journal:
        for at in range(first, last, _BLOCK):
            _write(journal, read_frames(whole, at, min(at + _BLOCK, last)), to)
    with files.reporting(to, "save"):
        part.replace(to)


def span(audio: Path, start_s: float, end_s: float) -> Pcm:
    return read_frames(audio, round(start_s * RATE_HZ), round(end_s * RATE_HZ))


class _DiskRefuses(BadInput):
    pass


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[WavJournal]:
    """A new file at `path`, in the place of one that was left over; closed at the end of the block."""
    with files.reporting(path, "save"):
        path.unlink(missing_ok=True)
    journal = WavJournal(path)
    try:
        yield journal
    finally:
        journal.close()


def _write(journal: WavJournal, block: Pcm, where: Path) -> None:
    journal.write(block)
    if journal.trouble:
        raise _DiskRefuses(
            f"cannot be saved: {journal.trouble}",
            where=str(where),
            remedy="The recording itself is not touched. Make room and call it again",
        )
