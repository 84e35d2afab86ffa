"""The index as a SQLite file: its tables, and connections to it. It may be thrown away at any time."""

import contextlib
import os
import sqlite3
from pathlib import Path

from simulator.archive import files

INDEX_FILE = ".index.sqlite"
_VERSION = 3
"""Counted up with every change of the tables or of what is put in them: an index of another number is made anew."""
_WAIT_S = 1.0
_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))

_TABLES = """
CREATE TABLE sessions(
    id TEXT PRIMARY KEY, began REAL NOT NULL, over INTEGER NOT NULL, summary TEXT NOT NULL,
    folders TEXT NOT NULL, folder_stamp INTEGER NOT NULL, files TEXT NOT NULL, file_stamp INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE takes(
    rowid INTEGER PRIMARY KEY, session TEXT NOT NULL, take TEXT NOT NULL, said_at TEXT NOT NULL, noted_at TEXT NOT NULL
);
CREATE INDEX takes_of_session ON takes(session);
CREATE VIRTUAL TABLE spoken USING fts5(
    asked, said, noted, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
"""
"""A row of `takes` and one of `spoken` have the same rowid. `said` and `noted` have a sentence a line."""


class OtherVersion(sqlite3.DatabaseError):
    """The file is an index of another version of this program."""


def connect(path: Path) -> sqlite3.Connection:
    """The index at `path`, made (0600) when there is none. Raises OtherVersion and other sqlite3.Errors, OSError."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, files.FILE_MODE))
    path.chmod(files.FILE_MODE)
    connection = sqlite3.connect(path, timeout=_WAIT_S, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(path: Path) -> sqlite3.Connection:
    """An index that nobody else sees, for when the file cannot be used: with what can be copied from it."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(_read_only(path), uri=True)) as there:
        there.execute("PRAGMA busy_timeout = 0")
        if _version(there) == _VERSION:
            there.backup(copy)
    if _version(copy) != _VERSION:
        copy.close()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
    _prepare(copy)
    return copy


def is_busy(error: BaseException) -> bool:
    """Whether another program has the index for the moment: nothing is wrong with it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


def remove(path: Path) -> None:
    """Throw the index away. Raises OSError."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def sweep(connection: sqlite3.Connection) -> None:
    """Leave no byte of rows that were removed: their words are otherwise kept until segments happen to be merged."""
    with connection:
        connection.execute("INSERT INTO spoken(spoken) VALUES ('optimize')")


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")  # removed rows are overwritten with zeros
    version = _version(connection)
    if version == _VERSION:
        return
    if version or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise OtherVersion(f"index of version {version}")
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
