"""Full-text search in the index: from a person's words to the sentences that have them, with their times."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from simulator.archive.query import as_query
from simulator.archive.types import Found, Hit, Where

_ON, _OFF = "\x02", "\x03"
"""Begin and end of a found word; no text in the index has them."""


def search(connection: sqlite3.Connection, wanted: str, limit: int) -> Found:
    """The `limit` newest answers with all words of `wanted`. Of an answer those sentences that have most of them."""
    query = as_query(wanted)
    if not query:
        return Found()
    sessions = dict(
        connection.execute(
            "SELECT session, count(*) FROM spoken JOIN takes ON takes.rowid = spoken.rowid WHERE spoken MATCH ?"
            " GROUP BY session",
            (query,),
        )
    )
    return Found(tuple(hit for row in _rows(connection, query, limit) for hit in _hits(row)), sessions)


def _rows(connection: sqlite3.Connection, query: str, limit: int) -> Sequence[Sequence[str]]:
    """First which answers, then their text: marking the words of thousands would take longest."""
    newest = connection.execute(
        "SELECT takes.rowid FROM spoken JOIN takes ON takes.rowid = spoken.rowid"
        " JOIN sessions ON sessions.id = takes.session WHERE spoken MATCH ?"
        " ORDER BY began DESC, takes.session DESC, takes.rowid LIMIT ?",
        (query, limit),
    ).fetchall()
    rows: list[Sequence[str]] = []
    for (rowid,) in newest:
        rows += connection.execute(
            "SELECT sessions.summary, take, said_at, noted_at, asked,"
            " highlight(spoken, 0, ?2, ?3), highlight(spoken, 1, ?2, ?3), highlight(spoken, 2, ?2, ?3)"
            " FROM spoken JOIN takes ON takes.rowid = spoken.rowid JOIN sessions ON sessions.id = takes.session"
            " WHERE spoken MATCH ?1 AND spoken.rowid = ?4",
            (query, _ON, _OFF, rowid),
        )
    return rows


def _hits(row: Sequence[str]) -> Iterator[Hit]:
    summary, take, said_at, noted_at, asked = json.loads(row[0]), row[1], row[2], row[3], row[4]
    texts: tuple[tuple[Where, str, Sequence[float]], ...] = (
        ("asked", row[5], [0.0]),
        ("said", row[6], json.loads(said_at)),
        ("noted", row[7], json.loads(noted_at)),
    )
    found = [
        (where, *_unmarked(line), at_s)
        for where, text, times in texts
        for line, at_s in zip(_marked_lines(text), times, strict=False)
        if _ON in line
    ]
    most = max((_distinct(text, marks) for _, text, marks, _ in found), default=0)
    for where, text, marks, at_s in found:
        if _distinct(text, marks) == most:
            yield Hit(summary["id"], summary["started"], summary["title"], take, asked, where, text, marks, at_s)


def _marked_lines(text: str) -> Iterator[str]:
    """The lines of `text`; a phrase that goes over the end of one is marked in both."""
    inside = False
    for line in text.split("\n"):
        whole = _ON + line if inside else line
        inside = whole.rfind(_ON) > whole.rfind(_OFF)
        yield whole + _OFF if inside else whole


def _unmarked(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, marks = "", []
    for at, piece in enumerate(line.split(_ON)):
        inside, _, after = piece.partition(_OFF) if at else ("", "", piece)
        if inside:
            marks.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    return plain, tuple(marks)


def _distinct(text: str, marks: Sequence[tuple[int, int]]) -> int:
    return len({text[begin:end].casefold() for begin, end in marks})
