"""What a zip file may hold to be let in, and its many ways of being broken as one line."""

import contextlib
import os
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from simulator.archive import files
from simulator.errors import BadInput

_LONGEST_NAME = 255
_DEEPEST = 8
_USUAL_BYTES = 1 << 30
_USUAL_RATIO = 100
"""Digital silence deflates to a thousandth, so a small zip may well hold an hour of it; more than this it may not."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LATEST_YEAR = 2107
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for damage, for compressions it does not know and for locked files."""


def is_safe(name: str) -> bool:
    """Whether `name` is a plain relative path on every system: no way up, no drive, nothing hidden or invisible."""
    parts = name.split("/")
    return len(parts) <= _DEEPEST and all(map(_is_safe_part, parts))


def _is_safe_part(part: str) -> bool:
    return (
        bool(part)
        and not part.startswith(".")
        and part == part.strip()
        and not any(character in '\\:*?"<>|' for character in part)
        and not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in part)
        and len(part.encode()) <= _LONGEST_NAME
    )


def most_bytes(packed: int) -> int:
    """How much a zip of `packed` bytes may unpack to."""
    return max(_USUAL_BYTES, _USUAL_RATIO * packed)


def entry(name: str, status: os.stat_result | None = None) -> zipfile.ZipInfo:
    """An entry that a person alone may read when it is unpacked by other means, with the time of its file."""
    when = time.localtime(status.st_mtime)[:6] if status else _EARLIEST
    if not _EARLIEST[0] <= when[0] <= _LATEST_YEAR:
        when = _EARLIEST
    made = zipfile.ZipInfo(name, when)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = (stat.S_IFREG | files.FILE_MODE) << 16
    return made


@contextlib.contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip at `path`, to read. Raises BadInput for whatever is wrong with it, also while the block runs."""
    try:
        with files.reporting(path, "read"), zipfile.ZipFile(path) as bundle:
            yield bundle
    except _BROKEN as error:
        raise BadInput(
            f"not a zip file, or a damaged one ({error})",
            where=str(path),
            remedy="Nothing was changed; export the session again.",
        ) from error
