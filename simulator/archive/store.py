"""All sessions: a folder each under one private root."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.archive import files, ids, lock
from simulator.archive.folder import SessionFolder
from simulator.archive.glance import SessionGlance, glance
from simulator.archive.summary import summarise
from simulator.archive.types import SessionMeta, SessionSummary
from simulator.errors import BadInput, SimulatorError, UsageError
from simulator.paths import private_dir

_DELETED = ".deleted-"
IMPORTING = ".importing-"
"""Begins the name of a session that is being unpacked; whoever unpacks it holds its lock."""
_ATTEMPTS = 5
"""New ids tried until one is free: 24 random bits within one second hardly ever meet twice."""


class Archive:
    """The sessions under `root`, which is made when missing and readable by nobody else (0700)."""

    def __init__(self, root: Path) -> None:
        """Raises BadInput when `root` cannot be made or made private."""
        self.root = root
        with files.reporting(root, "use the data folder"):
            private_dir(root)
            if root.stat().st_mode & 0o777 != files.FOLDER_MODE:
                root.chmod(files.FOLDER_MODE)
            leftovers = [entry for entry in root.iterdir() if _is_leftover(entry)]
        for entry in leftovers:
            shutil.rmtree(entry, ignore_errors=True)  # perhaps another program is at it; the next start tries again

    def create(
        self,
        title: str,
        plan: Mapping[str, Any],
        settings: Mapping[str, Any],
        versions: Mapping[str, str],
        models: Mapping[str, str],
        now: datetime,
    ) -> SessionFolder:
        """A new session, locked for this program until its `close`. `now` carries its time zone. Raises BadInput."""
        meta = SessionMeta(title, now.isoformat(), None, dict(plan), dict(settings), dict(versions), dict(models))
        folder = SessionFolder(self._new_path(title, now))
        try:
            folder.lock(since=meta.started)
            folder.save_session(meta)
        except BaseException:
            folder.close()
            shutil.rmtree(folder.path, ignore_errors=True)  # nothing is in it yet
            raise
        return folder

    def open(self, session_id: str) -> SessionFolder:
        """An existing session, to read or to go on with. Raises UsageError when there is none of this id."""
        path = self.root / ids.checked(session_id, "session")
        if path.is_symlink() or not path.is_dir():
            raise UsageError("no such session", where=session_id, remedy="`simulator list` shows the ids there are.")
        return SessionFolder(path)

    def list(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        """All sessions or the `limit` newest, newest first; unusable folders too, with the reason.

        Summing up takes some milliseconds a session, so give a limit where somebody waits. Raises BadInput only for
        the root.
        """
        return tuple(summarise(folder) for folder in self._newest_first()[:limit])

    def glances(self) -> tuple[SessionGlance, ...]:
        """The figures of all sessions, oldest first; of unusable folders the reason. Raises BadInput for the root."""
        return tuple(glance(folder) for folder in reversed(self._newest_first()))

    def unfinished(self) -> tuple[SessionSummary, ...]:
        """Sessions that were cut off and that no running program has, newest first."""
        open_ended = [folder for folder in self._newest_first() if not _is_over(folder)]
        return tuple(summary for summary in map(summarise, open_ended) if summary.state == "cut off")

    def delete(self, session_id: str) -> None:
        """Remove every trace of a session. Raises UsageError for an unknown id, BadInput when it is in use."""
        path = self.open(session_id).path
        if lock.in_use(path):
            raise BadInput("in use, so it is not deleted", where=session_id, remedy="End the session first.")
        hidden = path.with_name(_DELETED + path.name)
        with files.reporting(path, "delete the session"):
            path.rename(hidden)  # from here on it is gone for everybody, and a crash is tidied up at the next start
        with files.reporting(hidden, "delete all of the session"):
            shutil.rmtree(hidden)

    def _newest_first(self) -> Sequence[SessionFolder]:
        with files.reporting(self.root, "list the sessions"):
            folders = [SessionFolder(entry) for entry in self.root.iterdir() if _may_be_session(entry)]
            return sorted(folders, key=lambda folder: (_started(folder), folder.id), reverse=True)

    def _new_path(self, title: str, now: datetime) -> Path:
        with files.reporting(self.root, "make a session folder"):
            for _ in range(_ATTEMPTS):
                path = self.root / ids.new_session_id(title, now)
                if not path.exists():
                    return private_dir(path)
        raise BadInput("no free session id", where=str(self.root), remedy="Try again.")


def _may_be_session(entry: Path) -> bool:
    return not entry.name.startswith(".") and (entry.is_dir() or entry.is_symlink())


def _is_leftover(entry: Path) -> bool:
    return entry.name.startswith(_DELETED) or (entry.name.startswith(IMPORTING) and not lock.in_use(entry))


def _started(folder: SessionFolder) -> float:
    """When it began, in seconds since the epoch; for an unreadable session, when its folder was last changed."""
    try:
        return datetime.fromisoformat(folder.load_session().started).timestamp()
    except SimulatorError:
        return folder.path.lstat().st_mtime


def _is_over(folder: SessionFolder) -> bool:
    try:
        return folder.load_session().ended is not None
    except SimulatorError:
        return True  # unreadable: there is nothing to go on with
