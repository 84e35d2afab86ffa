"""One file from a source to its place: resumed where it broke off, held against its size and SHA-256, then moved in.

What has come is kept beside the place as `NAME.part`, whatever ends the transfer; bytes that are wrong are not.
"""

import time
from collections.abc import Callable
from pathlib import Path

from simulator import checksums
from simulator.downloading.types import Body, Broken, Progress, Source
from simulator.errors import BadInput, MissingPart

_TRIES = 5
"""Broken connections in a row without a byte between them."""
_PAUSE_S = 2.0


def part_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def transfer(
    source: Source,
    path: str,
    target: Path,
    *,
    size_bytes: int,
    sha256: str,
    progress: Progress,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Bring `path` to `target` (0600). Raises MissingPart when the connection gives out, BadInput for a wrong file."""
    part = part_of(target)
    part.touch(mode=0o600)
    tries = 0
    while (there := part.stat().st_size) < size_bytes:
        try:
            with source.open(path, there) as body:
                _append(body, part, path, size_bytes, progress)
            fault = "the other side ended it too soon"
        except Broken as broken:
            fault = str(broken)
        tries = tries + 1 if part.stat().st_size <= there else 0
        if tries >= _TRIES:
            raise MissingPart(
                f"the download does not go on ({fault})",
                where=path,
                remedy="Is there a network? What has come is kept: the same command goes on from there",
            )
        if tries:
            wait(_PAUSE_S * tries)
    _take(part, target, path, size_bytes, sha256)


def _append(body: Body, part: Path, path: str, size_bytes: int, progress: Progress) -> None:
    if body.whole_bytes is not None and body.whole_bytes != size_bytes:
        raise _wrong(path, f"{body.whole_bytes:,} bytes are offered where {size_bytes:,} are expected")
    with part.open("r+b") as file:
        file.truncate(body.start)
        done = file.seek(body.start)
        while block := body.read():
            done += len(block)
            if done > size_bytes:
                file.truncate(0)
                raise _wrong(path, f"more than the expected {size_bytes:,} bytes came")
            file.write(block)
            progress(done, size_bytes)


def _take(part: Path, target: Path, path: str, size_bytes: int, sha256: str) -> None:
    if part.stat().st_size != size_bytes or checksums.sha256_of(part) != sha256:
        part.unlink()
        raise _wrong(path, "its checksum differs from the pinned one, so it was thrown away")
    part.replace(target)
    checksums.remember(target, sha256)


def _wrong(path: str, what: str) -> BadInput:
    return BadInput(f"not the file that was expected: {what}", where=path, remedy="Try again later, or another model")
