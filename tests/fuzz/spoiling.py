"""JSON spoilt: cut at any byte, and one value of it replaced by something that should not be there."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

HOSTILE = (
    "\x1b[2J\x1b]0;mine\x07",
    "\x9b31m",
    "a\u202eb\u2066c",
    "[/x]",
    "[bold red]x[/]",
    "[@click=app.bell]x",
    "<script>alert(1)</script>",
    "a\x00b\x7fc",
    "line\nof\r\nmany\u2028lines",
    "../../../etc/passwd",
    "{0} %s $HOME `id`",
    "\ud800",
)
"""Texts that steer a terminal, are taken for markup, or lead somewhere else."""

WRONG: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, -1e308, float("nan"), float("inf"), 10**400, "", "x", [], {}, [[]], [1], {"": None},
    *HOSTILE,
)  # fmt: skip

_Place = tuple[str | int, ...]


def places(value: Any, place: _Place = ()) -> Iterator[_Place]:
    """Where there is a value that can be replaced: the whole, each key, each entry."""
    yield place
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in entries:
            yield from places(inner, (*place, key))


def replaced(value: Any, place: _Place, by: Any) -> Any:
    if not place:
        return by
    copy = value.copy()
    copy[place[0]] = replaced(value[place[0]], place[1:], by)
    return copy


@st.composite
def spoilt_json(draw: st.DrawFn, content: bytes) -> bytes:
    """One or two values of it replaced; or bytes of it."""
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.integers(0, len(content)))
        return content[:start] + draw(st.binary(max_size=8)) + content[start + draw(st.integers(0, 8)) :]
    value = json.loads(content)
    for _ in range(draw(st.integers(1, 2))):
        value = replaced(value, draw(st.sampled_from(list(places(value)))), draw(st.sampled_from(WRONG)))
    return json.dumps(value, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def spoilt_lines(draw: st.DrawFn, content: bytes) -> bytes:
    """One line of it spoilt, left out, or there twice."""
    lines = content.splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    instead = draw(st.sampled_from(("spoilt", "left out", "twice")))
    line = draw(spoilt_json(lines[at])) + b"\n" if instead == "spoilt" else lines[at] * (2 if instead == "twice" else 0)
    return b"".join((*lines[:at], line, *lines[at + 1 :]))
