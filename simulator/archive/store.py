"""All sessions: a folder each under one private root."""

import contextlib
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.archive import files, ids, lock
from simulator.archive.index import Index
from simulator.archive.types import SessionMeta, SessionSummary
from simulator.errors import BadInput, UsageError
from simulator.paths import private_dir

if TYPE_CHECKING:  # a list of sessions from the index reads no folder
    from simulator.archive.folder import SessionFolder
    from simulator.archive.glance import SessionGlance

_DELETED = ".deleted-"
IMPORTING = ".importing-"
"""Begins the name of a session that is being unpacked; whoever unpacks it holds its lock."""
SCRATCH = ".scratch-"
"""Begins the name of a folder for temporary files; the program that uses it holds its lock."""
_ATTEMPTS = 5
"""New ids tried until one is free: 24 random bits within one second hardly ever meet twice."""


class Archive:
    """The sessions under `root`, which is made when missing and readable by nobody else (0700)."""

    def __init__(self, root: Path) -> None:
        """Raises BadInput when `root` cannot be made or made private."""
        self.root = root
        self.index = Index(root)
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
    ) -> "SessionFolder":
        """A new session, locked for this program until its `close`. `now` carries its time zone. Raises BadInput."""
        from simulator.archive.folder import SessionFolder

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

    def open(self, session_id: str) -> "SessionFolder":
        """An existing session, to read or to go on with. Raises UsageError when there is none of this id."""
        from simulator.archive.folder import SessionFolder

        path = self.root / ids.checked(session_id, "session")
        if path.is_symlink() or not path.is_dir():
            raise UsageError("no such session", where=session_id, remedy="`simulator list` shows the ids there are.")
        return SessionFolder(path)

    def list(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        """All sessions or the `limit` newest, newest first; unusable folders too, with the reason.

        Only sessions that are new or changed are read, the others come from the index. Raises BadInput only for the
        root.
        """
        return self.index.summaries(limit)

    def glances(self) -> "tuple[SessionGlance, ...]":
        """The figures of all sessions, oldest first; of unusable folders the reason. Raises BadInput for the root."""
        from simulator.archive.folder import SessionFolder
        from simulator.archive.glance import glance

        return tuple(glance(SessionFolder(self.root / one.id)) for one in reversed(self.index.summaries()))

    def unfinished(self) -> tuple[SessionSummary, ...]:
        """Sessions that were cut off and that no running program has, newest first."""
        return tuple(summary for summary in self.index.summaries() if summary.state == "cut off")

    def delete(self, session_id: str) -> None:
        """Remove every trace of a session. Raises UsageError for an unknown id, BadInput when it is in use."""
        path = self.open(session_id).path
        if lock.in_use(path):
            raise BadInput("in use, so it is not deleted", where=session_id, remedy="End the session first.")
        hidden = path.with_name(_DELETED + path.name)
        with files.reporting(path, "delete the session"):
            path.rename(hidden)  # from here on it is gone for everybody, and a crash is tidied up at the next start
        try:
            self.index.forget(session_id)
        finally:
            with files.reporting(hidden, "delete all of the session"):
                while hidden.exists():
                    with contextlib.suppress(FileNotFoundError):  # a program that starts now tidies up the same folder
                        shutil.rmtree(hidden)

    def delete_take(self, session_id: str, take_id: str, *, monotonic_s: float, wall: str) -> None:
        """Remove every trace of one take; see deleting.delete_take for what it raises."""
        from simulator.archive.deleting import delete_take

        delete_take(self.open(session_id), take_id, monotonic_s=monotonic_s, wall=wall)
        self.index.forget(session_id)

    def _new_path(self, title: str, now: datetime) -> Path:
        with files.reporting(self.root, "make a session folder"):
            for _ in range(_ATTEMPTS):
                path = self.root / ids.new_session_id(title, now)
                if not path.exists():
                    return private_dir(path)
        raise BadInput("no free session id", where=str(self.root), remedy="Try again.")


def _is_leftover(entry: Path) -> bool:
    """A folder for temporary files without a lock was made just now by another program."""
    if entry.name.startswith(SCRATCH):
        return (entry / lock.LOCK_FILE).exists() and not lock.in_use(entry)
    return entry.name.startswith(_DELETED) or (entry.name.startswith(IMPORTING) and not lock.in_use(entry))
