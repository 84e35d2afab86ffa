"""Rows of the index: what is kept of one session, read from its folder and put into the tables."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from simulator.archive import lock, stamps
from simulator.archive.types import Said, SessionSummary, Spoken
from simulator.errors import SimulatorError

Newest = tuple[float, SessionSummary]
"""When a session began, in seconds since the epoch, and its summary."""
_UNTRUSTED = 0
"""The stamp of a session that is to be read again the next time."""


@dataclass(frozen=True, slots=True)
class Row:
    """A session as the index keeps it. `began`: seconds since the epoch; `over`: its state cannot change by itself."""

    session_id: str
    watched: stamps.Watched
    folder_stamp: int
    file_stamp: int
    summary: SessionSummary
    began: float
    over: bool
    takes: tuple[Spoken, ...]


def read(path: Path, now_ns: int) -> Row:
    """A session folder, whatever is wrong with it. Its stamps are taken first: a change meanwhile is seen later."""
    where = str(path)
    try:
        watched = stamps.watched(path)
        trusted = stamps.is_settled(where, (*watched.folders, *watched.files), now_ns)
    except OSError:  # going, or not to be read: looked at again the next time
        watched, trusted = stamps.Watched(("",), ()), False
    folder_stamp, file_stamp = stamps.stamp(where, watched.folders), stamps.stamp(where, watched.files)
    began, summary = summary_of(path)
    return Row(
        session_id=path.name,
        watched=watched,
        folder_stamp=folder_stamp if trusted else _UNTRUSTED,
        file_stamp=file_stamp if trusted else _UNTRUSTED,
        summary=summary,
        began=began,
        over=summary.state in ("finished", "unreadable"),
        takes=_spoken(path, summary),
    )


def _spoken(path: Path, summary: SessionSummary) -> tuple[Spoken, ...]:
    if summary.state == "unreadable":
        return ()
    from simulator.archive.folder import SessionFolder
    from simulator.archive.spoken import spoken

    try:
        return spoken(SessionFolder(path))
    except SimulatorError:
        return ()


def summary_of(path: Path) -> Newest:
    """A session's summary from its folder. What reads a session is imported only when one is to be read."""
    from simulator.archive.folder import SessionFolder
    from simulator.archive.summary import summarise

    summary = summarise(SessionFolder(path))
    return datetime.fromisoformat(summary.started).timestamp(), summary


# ---- in the tables --------------------------------------------------------------------------------------------------


def known(connection: sqlite3.Connection) -> set[str]:
    """The ids of the sessions in the index."""
    return {session_id for (session_id,) in connection.execute("SELECT id FROM sessions")}


def changed(connection: sqlite3.Connection, root: Path, *, thorough: bool) -> Iterator[str]:
    """Ids of sessions that look different from when they were read; `thorough`: in their files as in their folders."""
    for session_id, folders, files, folder_stamp, file_stamp in connection.execute(
        "SELECT id, folders, files, folder_stamp, file_stamp FROM sessions"
    ):
        folder = f"{root}/{session_id}"
        if folder_stamp != stamps.stamp(folder, folders.split("\n")) or (
            thorough and file_stamp != stamps.stamp(folder, files.split("\n"))
        ):
            yield session_id


def replace_row(connection: sqlite3.Connection, row: Row) -> bool:
    """Put a session in, in the place of what was known of it. Whether a take or a note is gone since."""
    before = _kept(connection, row.session_id)
    remove(connection, row.session_id)
    connection.execute(
        "INSERT INTO sessions(id, began, over, summary, folders, folder_stamp, files, file_stamp)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.session_id,
            row.began,
            row.over,
            json.dumps(asdict(row.summary)),
            "\n".join(row.watched.folders),
            row.folder_stamp,
            "\n".join(row.watched.files),
            row.file_stamp,
        ),
    )
    for take in row.takes:
        cursor = connection.execute(
            "INSERT INTO takes(session, take, said_at, noted_at) VALUES (?, ?, ?, ?)",
            (row.session_id, take.take_id, _times(take.said), _times(take.noted)),
        )
        connection.execute(
            "INSERT INTO spoken(rowid, asked, said, noted) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, take.asked, _lines(take.said), _lines(take.noted)),
        )
    return bool(before - _kept(connection, row.session_id))


def remove(connection: sqlite3.Connection, session_id: str) -> None:
    """Take a session out; its words may stay in the file until `index_file.sweep`."""
    connection.execute("DELETE FROM spoken WHERE rowid IN (SELECT rowid FROM takes WHERE session = ?)", (session_id,))
    connection.execute("DELETE FROM takes WHERE session = ?", (session_id,))
    connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))


def _kept(connection: sqlite3.Connection, session_id: str) -> set[tuple[str, str]]:
    """The takes of a session and the notes on them: what a person may have deleted since."""
    rows = connection.execute(
        "SELECT take, noted FROM takes JOIN spoken ON spoken.rowid = takes.rowid WHERE session = ?", (session_id,)
    )
    return {(take, line) for take, noted in rows for line in ("", *noted.split("\n"))}


def _lines(said: Sequence[Said]) -> str:
    return "\n".join(one.text for one in said)


def _times(said: Sequence[Said]) -> str:
    return json.dumps([round(one.at_s, 3) for one in said])


def summaries(connection: sqlite3.Connection, root: Path, limit: int | None) -> tuple[Newest, ...]:
    """The `limit` newest sessions with the time they began, newest first."""
    rows = connection.execute(
        "SELECT began, over, summary FROM sessions ORDER BY began DESC, id DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return tuple((began, _summary(text, root, over=bool(over))) for began, over, text in rows)


def _summary(text: str, root: Path, *, over: bool) -> SessionSummary:
    summary = SessionSummary(**json.loads(text))
    if over:
        return summary
    return replace(summary, state="in use" if lock.in_use(root / summary.id) else "cut off")
