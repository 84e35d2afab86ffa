"""Where things lie on this machine: the archive of sessions, settings, the cache of assembled models, the content.

Run from a checkout, sessions land in its `recordings/`; installed elsewhere, in the user's data folder.
`SIMULATOR_HOME` moves all of them under one folder (tests use it; so can a person with an encrypted disk).
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from simulator.errors import UsageError

APP = "mock-interview-simulator"
HOME_VARIABLE = "SIMULATOR_HOME"
_PACKAGE = Path(__file__).resolve().parent
HALF_WRITTEN = ".half"
"""Ends the name of a file that is not whole yet; it begins with a dot."""


def checkout() -> Path | None:
    """The source checkout the program runs from, or None when it is installed as a package."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "prompts").is_dir() else None


def _home(kind: str) -> Path | None:
    base = os.environ.get(HOME_VARIABLE)
    return expanded(Path(base)) / kind if base else None


def expanded(path: Path) -> Path:
    """`path` with the home folder that a tilde at its beginning means. Raises UsageError where there is none."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError("there is no such home folder", where=str(path), remedy="Write the whole path") from error


def home_dir() -> Path | None:
    """The person's home folder; None where the system knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def data_dir() -> Path:
    """The archive: one folder a session. Not created here."""
    if home := _home("recordings"):
        return home
    if root := checkout():
        return root / "recordings"
    return platformdirs.user_data_path(APP, appauthor=False) / "recordings"


def stories_dir() -> Path:
    """The story bank: one TOML file a story, beside the archive. Not created here."""
    return data_dir().with_name("stories")


def config_dir() -> Path:
    """Settings, and the user's own `prompts/` and `followups/`."""
    return _home("config") or platformdirs.user_config_path(APP, appauthor=False)


def cache_dir() -> Path:
    """Things that can be made again: assembled model files, checksums already verified."""
    return _home("cache") or platformdirs.user_cache_path(APP, appauthor=False)


def reports_dir() -> Path:
    """Where the app puts reports: among a person's documents, since they are made to be read and sent."""
    return _home("reports") or platformdirs.user_documents_path() / "mock-interviews"


def rescue_dirs() -> tuple[Path, ...]:
    """Where a session goes that its own folder takes no more, the first that has room."""
    try:
        temporary = Path(tempfile.gettempdir())
    except OSError:  # which is how it says that all of them are full
        temporary = None
    return tuple(place for place in (temporary, home_dir()) if place)


def report_path(session_id: str) -> Path:
    """Where the app writes the report of a session; perhaps nothing is there."""
    return reports_dir() / f"{session_id}.html"


def content_dir(kind: str) -> Path:
    """The shipped `prompts` or `followups` folder: in the checkout, or inside the installed wheel."""
    root = checkout()
    return root / kind if root else _PACKAGE / "_content" / kind


def private_dir(path: Path) -> Path:
    """Make `path` and the missing folders above it, readable by nobody else (0700), and return it. Raises OSError.

    They survive a power cut, if the disk is well; if not, what is saved in them next tells.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        with contextlib.suppress(OSError):
            sync_folder(folder.parent)
    return path


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Replace `path` in one step: after a kill or a power cut it is the old file or the new one. Raises OSError.

    Written beside the old file, which is untouched until then; two programs may do so at once.
    """
    write_pieces(path, (content,), mode)


def write_pieces(path: Path, pieces: Iterable[bytes], mode: int = 0o600) -> None:
    """As `write_whole`, what is too large for the memory piece by piece. Raises OSError, and what `pieces` raise."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=HALF_WRITTEN)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_half_written(folder: Path) -> None:
    """Remove what programs that were killed in `write_whole` left in `folder`, while no other may write there."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f".*{HALF_WRITTEN}"):
            path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make new, renamed and removed names in `folder` survive a power cut. Raises OSError.

    Windows has no such call and does it by itself; some network drives have none either, and a folder above ours may
    not be readable.
    """
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EINVAL, errno.EOPNOTSUPP):
            raise
