"""Messages between the program and its hearing processes: one kind byte, a length, the bytes.

To the child: orders and sound. From the child: JSON objects with a `type`. Both run the same code on the same
machine, so that nothing is versioned here.
"""

import json
import struct
from collections.abc import Iterable
from typing import IO, Any

from simulator.answer.types import Word

BEGIN, AUDIO, FINISH, DROP = b"B", b"A", b"F", b"D"
"""Live hearing: a new utterance (no payload), its int16 samples, its end, forget it."""
SUBMIT, HOLD, GO = b"S", b"H", b"G"
"""Full pass: a recording (JSON: number, path), stop between windows, go on."""
REPORT = b"J"

_HEAD = struct.Struct("<cI")


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    return _HEAD.pack(kind, len(payload)) + payload


def pack_json(kind: bytes, value: dict[str, Any]) -> bytes:
    return pack(kind, json.dumps(value).encode())


def read(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next (kind, payload); None when the other side is gone."""
    head = _exactly(stream, _HEAD.size)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    payload = _exactly(stream, length)
    return None if payload is None else (kind, payload)


def words_to_json(words: Iterable[Word]) -> list[list[Any]]:
    return [[word.text, word.start_s, word.end_s, word.probability] for word in words]


def words_from_json(rows: Iterable[Iterable[Any]]) -> tuple[Word, ...]:
    return tuple(Word(*row) for row in rows)


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    try:
        data = stream.read(size)
    except (OSError, ValueError):  # closed from our side while waiting
        return None
    return data if data is not None and len(data) == size else None
