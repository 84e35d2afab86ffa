"""The index of the archive: a list and a full-text search that need not read every session. Never the truth.

It is kept in step with the folders at every call. One that is damaged, of another version or gone is made anew without
a word; one that cannot be used now (locked by another program, a full disk) is replaced in memory for that call.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import time_ns
from typing import TypeVar

from simulator.archive import files, ids, index_file, index_rows, index_search
from simulator.archive.types import Found, SessionSummary

_BATCH = 100
"""Sessions read before they are written in one step."""
_one_at_a_time = threading.RLock()
"""Threads of this program would otherwise read the same folders at once."""
_T = TypeVar("_T")
_Work = Callable[[sqlite3.Connection], _T]
Progress = Callable[[int, int], None]
"""Is told how many sessions were read, and of how many."""


class Index:
    """The index of the sessions under `root`. Any thread may call it. Raises BadInput only for the root."""

    def __init__(self, root: Path, now_ns: Callable[[], int] = time_ns) -> None:
        self.path = root / index_file.INDEX_FILE
        self._root, self._now_ns = root, now_ns

    def summaries(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        """All sessions or the `limit` newest, newest first."""

        def work(connection: sqlite3.Connection) -> tuple[index_rows.Newest, ...]:
            self._refresh(connection, thorough=True)
            return index_rows.summaries(connection, self._root, limit)

        odd = [index_rows.summary_of(self._root / name) for name in self._folders()[1]]
        newest = sorted([*self._with(work), *odd], key=lambda one: (one[0], one[1].id), reverse=True)
        return tuple(summary for _, summary in newest[:limit])

    def search(self, wanted: str, limit: int = 50) -> Found:
        """What was said and has all the words of `wanted` in one answer, newest first; `limit` answers at most.

        Sees every change that this program makes; one that an editor wrote into a file of a take is seen once
        `summaries` was called.
        """

        def work(connection: sqlite3.Connection) -> Found:
            self._refresh(connection, thorough=False)
            return index_search.search(connection, wanted, limit)

        return self._with(work)

    def forget(self, session_id: str) -> None:
        """Leave no byte of a session in the index; where that cannot be done, throw the index away."""
        with _one_at_a_time, files.reporting(self.path, "remove the session from the index"):
            if not self.path.exists():
                return
            try:
                with closing(index_file.connect(self.path)) as connection:
                    with connection:
                        index_rows.remove(connection, session_id)
                    index_file.sweep(connection)
            except sqlite3.Error:
                index_file.remove(self.path)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Throw the index away and read every session anew; how many there are."""

        def work(connection: sqlite3.Connection) -> int:
            self._refresh(connection, thorough=True, progress=progress)
            return len(index_rows.known(connection))

        with _one_at_a_time, files.reporting(self.path, "make the index anew"):
            index_file.remove(self.path)
        return self._with(work)

    # ---- inside -----------------------------------------------------------------------------------------------------

    def _with(self, work: _Work[_T]) -> _T:
        with _one_at_a_time:
            for attempt in (self._as_it_is, self._anew):
                try:
                    with closing(attempt()) as connection:
                        return work(connection)
                except sqlite3.Error as error:
                    if index_file.is_busy(error):
                        break  # nothing is wrong with it: another program writes
                except (OSError, ValueError, TypeError, KeyError):
                    continue  # rows that make no sense are damage too
            with closing(index_file.in_memory(self.path)) as connection:
                return work(connection)

    def _as_it_is(self) -> sqlite3.Connection:
        return index_file.connect(self.path)

    def _anew(self) -> sqlite3.Connection:
        index_file.remove(self.path)
        return index_file.connect(self.path)

    def _refresh(self, connection: sqlite3.Connection, *, thorough: bool, progress: Progress | None = None) -> None:
        """Put the index in step with the folders. `thorough` also looks at files that were written into."""
        there = self._folders()[0]
        known = index_rows.known(connection)
        gone = known - there
        with connection:
            for session_id in gone:
                index_rows.remove(connection, session_id)
        lost = bool(gone)
        stale = [*(there - known), *index_rows.changed(connection, self._root, thorough=thorough)]
        for first in range(0, len(stale), _BATCH):
            batch = stale[first : first + _BATCH]
            lost |= self._read(connection, batch)
            if progress:
                progress(first + len(batch), len(stale))
        if lost:
            index_file.sweep(connection)

    def _read(self, connection: sqlite3.Connection, names: Sequence[str]) -> bool:
        """Whether a take that was known is no more."""
        read = [index_rows.read(self._root / name, self._now_ns()) for name in names]
        with connection:
            lost = [index_rows.replace_row(connection, row) for row in read]
        return any(lost)

    def _folders(self) -> tuple[set[str], set[str]]:
        """The names of the sessions, and of what lies beside them and cannot be one: it is listed, never indexed."""
        fit, odd = set[str](), set[str]()
        with files.reporting(self._root, "list the sessions"), os.scandir(self._root) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink() or not ids.is_valid(entry.name):
                    if entry.is_symlink() or entry.is_dir():
                        odd.add(entry.name)
                elif entry.is_dir():
                    fit.add(entry.name)
        return fit, odd
