"""Private files, either whole or not there: written beside the old one, flushed to disk, then renamed over it."""

import contextlib
import errno
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.errors import FREE_SPACE, NO_SPACE, BadInput
from simulator.paths import write_whole

FILE_MODE = 0o600
FOLDER_MODE = 0o700


@contextlib.contextmanager
def reporting(path: Path, doing: str, *, but: type[OSError] | tuple[()] = ()) -> Iterator[None]:
    """Turn an OSError into one line about `path`; `doing` completes "cannot …". One of `but` is left alone."""
    try:
        yield
    except but:
        raise
    except OSError as error:
        raise BadInput(f"cannot {doing}: {error.strerror or error}", where=str(path), remedy=_remedy(error)) from error


def _remedy(error: OSError) -> str:
    if error.errno in NO_SPACE:
        return FREE_SPACE
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Make the folder writable for you, or choose another data folder with SIMULATOR_HOME."
    return ""


def encode(data: Mapping[str, Any], *, indent: int | None = None) -> bytes:
    """JSON as UTF-8. A lone surrogate (broken terminal input) becomes its JSON escape, and so reads back the same."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "backslashreplace")


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Replace `path` atomically (0600). Raises BadInput when the disk refuses; the old file is then untouched."""
    write_private(path, encode(data, indent=1) + b"\n")


def write_private(path: Path, content: bytes) -> None:
    """Replace `path` atomically (0600). Raises BadInput when the disk refuses; the old file is then untouched."""
    with reporting(path, "save"):
        write_whole(path, content)


def write_named(path: Path, content: bytes) -> None:
    """As `write_private` to a file that a person named; never puts a file where a stream or a link is."""
    with reporting(path, "save", but=BrokenPipeError):
        if is_stream(path):
            path.write_bytes(content)
        else:
            write_whole(path.resolve(), content)


def is_stream(path: Path) -> bool:
    """Whether `path` is a device or a pipe, such as /dev/stdout: to be written into, never to be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def read_json(path: Path) -> dict[str, Any]:
    """The object in `path`. Raises BadInput naming the file when it is missing, unreadable or damaged."""
    with reporting(path, "read"):
        content = path.read_bytes()
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise damaged(path, f"it is not JSON ({error})") from error
    if not isinstance(data, dict):
        raise damaged(path, "it does not hold an object")
    return data


def damaged(path: Path, why: str) -> BadInput:
    return BadInput(f"damaged: {why}", where=str(path), remedy="The recording beside it is not touched.")
