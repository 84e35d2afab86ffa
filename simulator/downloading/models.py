"""A published hearing model brought to this machine, file by file, the weights last."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from simulator import checksums, paths
from simulator.downloading.transfer import part_of, transfer
from simulator.downloading.types import Progress, Source
from simulator.errors import NO_SPACE, MissingPart
from simulator.speech.hearing.downloaded import folder_of
from simulator.speech.hearing.published import Published

_SPARE_BYTES = 100_000_000


def still_to_come(model: Published) -> int:
    """Bytes that are not here yet, not even in part."""
    folder = folder_of(model.name)
    return sum(
        file.size_bytes - _there(folder / name)
        for name, file in model.files.items()
        if not checksums.is_intact(folder / name, file.sha256)
    )


def download(model: Published, source: Source, progress: Progress, *, wait: Callable[[float], None]) -> Path:
    """The folder of the verified model. Raises MissingPart (no network, no room), BadInput (not the pinned files).

    What is here already is not asked for again. `progress` counts bytes of the whole model.
    """
    folder = folder_of(model.name)
    try:
        paths.private_dir(folder)
        _check_room(model, folder)
        before = 0
        for name, file in model.files.items():
            if not checksums.is_intact(folder / name, file.sha256):
                transfer(
                    source,
                    model.path(name),
                    folder / name,
                    size_bytes=file.size_bytes,
                    sha256=file.sha256,
                    progress=lambda done, _size, before=before: progress(before + done, model.size_bytes),  # type: ignore[misc]
                    wait=wait,
                )
            before += file.size_bytes
            progress(before, model.size_bytes)
    except OSError as error:
        what = "no room on the disk" if error.errno in NO_SPACE else f"cannot be written ({error.strerror or error})"
        raise MissingPart(what, where=str(error.filename or folder), remedy="What has come is kept") from error
    return folder


def _check_room(model: Published, folder: Path) -> None:
    wanted = still_to_come(model) + _SPARE_BYTES
    if shutil.disk_usage(folder).free < wanted:
        raise OSError(errno.ENOSPC, "no room", str(folder))


def _there(target: Path) -> int:
    part = part_of(target)
    return part.stat().st_size if part.exists() else 0
