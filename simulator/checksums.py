"""SHA-256 of model files, verified once for each version of a file and remembered in the cache."""

import hashlib
import json
import os
from pathlib import Path

from simulator import paths

_BLOCK_BYTES = 1 << 20


def sha256_of(path: Path) -> str:
    """The file's SHA-256 as lower-case hex. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def is_intact(path: Path, sha256: str) -> bool:
    """Whether `path` is there and has this checksum. A file that was not touched since is not read again."""
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return False
    mark = _mark(stamp, sha256)
    known = _read_marks()
    if known.get(str(path)) == mark:
        return True
    if sha256_of(path) != sha256:
        return False
    _write_marks({**known, str(path): mark})
    return True


def remember(path: Path, sha256: str) -> None:
    """Note that `path` was just written with this checksum, so that it is not read again."""
    stamp = path.stat()
    _write_marks({**_read_marks(), str(path): _mark(stamp, sha256)})


def _mark(stamp: os.stat_result, sha256: str) -> list[object]:
    """What changes with every change of a file: its time of change cannot be set back as that of its content can."""
    return [stamp.st_size, stamp.st_mtime_ns, stamp.st_ctime_ns, stamp.st_ino, sha256]


def _marks_file() -> Path:
    return paths.cache_dir() / "checked-files.json"


def _read_marks() -> dict[str, list[object]]:
    """An unreadable record only means that the files are read once more."""
    try:
        marks = json.loads(_marks_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marks if isinstance(marks, dict) else {}


def _write_marks(marks: dict[str, list[object]]) -> None:
    """A cache that cannot be written costs one more reading at the next start and nothing else."""
    target = _marks_file()
    try:
        paths.private_dir(target.parent)
        paths.write_whole(target, json.dumps(marks, indent=1).encode())
    except OSError:
        return
