"""Sound files of any usual kind, rate and channel count as 16 kHz mono int16, in bounded memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from simulator.audio.container import open_container
from simulator.audio.types import RATE_HZ, Pcm
from simulator.errors import BadInput

BLOCK_S: Final = 1.0
_REMEDY: Final = "Give a wav, flac, mp3, ogg, m4a or webm file"
_FOR_SOUNDFILE: Final = re.compile(rb"(RIFF|RIFX|RF64)....WAVE|FORM....AIF|fLaC|OggS|caff", re.DOTALL)
"""Starts of the files that libsndfile is given. Not mp3: its decoder writes notes about damaged files on stderr."""
_SLOWEST_HZ: Final = 1_000
_FASTEST_HZ: Final = 1_000_000
_MOST_SAMPLES: Final = 1_000_000
"""Read at once, over all channels: 4 MB, though a header may tell of a thousand channels."""
_START_BYTES: Final = 1 << 20
_BY_NAME: Final = {".mp3", ".mp2", ".aac"}
_LOUDEST: Final = 100.0
"""Full scale is 1."""

Floats = npt.NDArray[np.float32]


def read_audio(path: Path) -> Pcm:
    """The whole file. Raises BadInput, like iter_audio."""
    return np.concatenate(list(iter_audio(path)))


def iter_audio(path: Path, block_s: float = BLOCK_S) -> Iterator[Pcm]:
    """The file in blocks of `block_s` seconds, the last one shorter; at least one, none empty.

    Raises BadInput for a file that is missing, a folder, unreadable, empty, without sound, of an unknown kind, or
    damaged (then after the blocks that could be read).
    """
    start = _first_bytes(path)
    pieces = _by_soundfile(path, block_s) if _FOR_SOUNDFILE.match(start) else _by_av(path)
    size = max(1, int(block_s * RATE_HZ))
    rest, found = np.zeros(0, np.int16), False
    for piece in pieces:
        rest = np.concatenate((rest, piece))
        while len(rest) >= size:
            found = True
            yield rest[:size]
            rest = rest[size:]
    if len(rest):
        yield rest
    elif not found:
        raise BadInput("holds no sound (its length is zero)", where=str(path), remedy=_REMEDY)


def _first_bytes(path: Path) -> bytes:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:  # of an old disk: the decoders do not open it
        raise BadInput("has a name that is not UTF-8", where=ascii(str(path)), remedy="Rename it") from error
    if path.is_dir():
        raise BadInput("is a folder, not a sound file", where=str(path), remedy=_REMEDY)
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except FileNotFoundError as error:
        raise BadInput("there is no such file", where=str(path), remedy="Look at its name") from error
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise BadInput(f"cannot be read: {because}", where=str(path), remedy="See who may read it") from error
    if not start:
        raise BadInput("is empty", where=str(path), remedy=_REMEDY)
    return start


def _has_no_start(path: Path) -> bool:
    """Whether its first megabyte is zeros, or it is called an MP3 and has no byte that one of its frames begins with.

    FFmpeg trusts such a name, and would hold all of the file in memory while it looks for a first frame.
    """
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    return not start.strip(b"\0") or (path.suffix.lower() in _BY_NAME and b"\xff" not in start)


def _by_soundfile(path: Path, block_s: float) -> Iterator[Pcm]:
    import soundfile

    done = 0
    try:
        # Without its name, by which libsndfile would take a damaged file for an mp3.
        with path.open("rb") as raw, soundfile.SoundFile(raw.fileno(), closefd=False) as file:
            if not _SLOWEST_HZ <= file.samplerate <= _FASTEST_HZ:
                raise BadInput(f"says it has {file.samplerate:,} samples a second", where=str(path), remedy=_REMEDY)
            resample = _Resampler(file.samplerate)
            frames = max(1, min(int(block_s * file.samplerate), _MOST_SAMPLES // file.channels))
            while len(block := file.read(frames, dtype="float32", always_2d=True)):
                done += len(block)
                yield resample(_sound(block).mean(axis=1))
            yield resample(np.zeros(0, np.float32), last=True)
    except soundfile.LibsndfileError as error:
        raise _unreadable(path, done) from error


def _sound(block: Floats) -> Floats:
    """Without what is no number, and what no sound card ever gave: a damaged file of floats holds both."""
    return np.clip(np.nan_to_num(block), -_LOUDEST, _LOUDEST)


def _by_av(path: Path) -> Iterator[Pcm]:
    import av

    if _has_no_start(path):
        raise _unreadable(path, 0)
    done = 0
    try:
        with open_container(path) as container:
            if not container.streams.audio:
                raise BadInput("holds no sound", where=str(path), remedy=_REMEDY)
            resampler: Any = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
            for frame in container.decode(audio=0):
                for converted in resampler.resample(frame):
                    done += converted.samples
                    yield converted.to_ndarray()[0].astype(np.int16, copy=False)
            for converted in resampler.resample(None):
                done += converted.samples
                yield converted.to_ndarray()[0].astype(np.int16, copy=False)
            if not done:  # FFmpeg trusts the name of a file: text called x.flac is a flac file of no length to it
                raise _unreadable(path, done)
    except (av.FFmpegError, UnicodeDecodeError) as error:
        raise _unreadable(path, done) from error


def _unreadable(path: Path, done: int) -> BadInput:
    if done:
        remedy = "Export or copy it anew from where it comes from; import brings in the part that can be read"
        return BadInput("is damaged: a part could be read, then no more", where=str(path), remedy=remedy)
    return BadInput("is not a sound file that can be read", where=str(path), remedy=_REMEDY)


class _Resampler:
    """Mono float32 at the file's rate to 16 kHz int16, block by block; exact when the rate is 16 kHz already."""

    def __init__(self, rate_hz: int) -> None:
        self._stream: Any = None
        if rate_hz != RATE_HZ:
            import soxr

            self._stream = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")

    def __call__(self, samples: Floats, last: bool = False) -> Pcm:
        if self._stream is not None:
            samples = self._stream.resample_chunk(samples, last=last)
        return np.clip(np.round(samples * 32768.0), -32768, 32767).astype(np.int16)
