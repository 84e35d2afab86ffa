"""How long a sound file says it is: for a progress bar, and to notice that its end is missing."""

import struct
from pathlib import Path

from simulator.audio.container import open_container

_UNKNOWN = (0, 0xFFFFFFFF)
"""Sizes that a program writes into a WAV header while it does not know better."""


def declared_s(path: Path) -> float | None:
    """The length in seconds by the file's own header; None where it does not tell, or cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(12)
        return _of_wav(path, start) if start[:4] == b"RIFF" and start[8:] == b"WAVE" else _of_others(path)
    except OSError:
        return None


def _of_wav(path: Path, start: bytes) -> float | None:
    """By libsndfile, which counts what is there, set against the size that the header tells."""
    import soundfile

    size = int(struct.unpack("<I", start[4:8])[0])
    try:
        with path.open("rb") as raw, soundfile.SoundFile(raw.fileno(), closefd=False) as file:
            there_s = float(file.frames / max(1, file.samplerate))
    except soundfile.SoundFileError:
        return None
    return there_s if size in _UNKNOWN else there_s * max(1.0, (size + 8) / path.stat().st_size)


def _of_others(path: Path) -> float | None:
    import av

    try:
        with open_container(path) as container:
            return container.duration / av.time_base if container.duration else None
    except (av.FFmpegError, UnicodeDecodeError):
        return None
