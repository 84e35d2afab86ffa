"""Plain text of a fixed width: wrapping, times, rows. Nothing that a terminal could take for a command gets through."""

import textwrap
from collections.abc import Sequence

WIDTH = 80
NARROWEST = 40


def clean(text: str) -> str:
    """`text` on one line, without control characters (a transcript may come from any file)."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(character for character in line if character.isprintable())


def wrapped(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """`text` as lines of at most `width`, the first after `first`, the others after `rest` (default: as far in).

    No word is broken at a hyphen: it may be an id, an option or a day that one wants to copy.
    """
    indent = " " * len(first) if rest is None else rest
    text = clean(text)
    if text and len(first) + len(text) <= width:
        return [first + text]
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [first.rstrip()]


def clock(seconds: float) -> str:
    """Minutes and seconds: 0:07, 12:30. Cut, not rounded, so that a time is never past the end."""
    whole = int(max(seconds, 0.0))
    return f"{whole // 60}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """A length in words: "43 s", "1 min 51 s"."""
    whole = round(max(seconds, 0.0))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def file_size(count: int) -> str:
    """Bytes as a person reads them: "12 kB", "3.4 MB"."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def heading(title: str, body: Sequence[str]) -> list[str]:
    """A titled block with an empty line before it; nothing at all where the body is empty."""
    return ["", title, *body] if body else []
