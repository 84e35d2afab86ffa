"""Sound files that FFmpeg opens: those that hold sound themselves, none that name other files or addresses."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from av.container import InputContainer

_KINDS: Final = (
    "3gp,aac,ac3,aiff,amr,ape,asf,au,avi,caf,flac,flv,m4a,matroska,mov,mp3,mp4,mpeg,mpegts,ogg,tta,w64,wav,webm,wv"
)
"""FFmpeg goes by the content: a playlist called answer.mp3 would be read, and whatever it names opened."""


def open_container(path: Path) -> "InputContainer":
    """Raises av.FFmpegError, UnicodeDecodeError."""
    import av

    return av.open(
        str(path),
        metadata_errors="ignore",
        container_options={"format_whitelist": _KINDS, "protocol_whitelist": "file"},
    )
