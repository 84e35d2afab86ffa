"""A fault in a content file, as one line that a person can act on."""

from dataclasses import dataclass
from pathlib import Path

from simulator.content.plaintext import printable

_PATH_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1, 0 means the whole file. `nearest` is the valid key or id most like what was written."""

    file: Path
    line: int
    key: str
    what: str
    nearest: str = ""

    def __str__(self) -> str:
        place = printable(str(self.file), _PATH_SHOWN) + (f":{self.line}" if self.line else "")
        key = f"{self.key}: " if self.key else ""
        hint = f"; did you mean “{self.nearest}”?" if self.nearest else ""
        return f"{place}: {key}{self.what}{hint}"


def key_name(location: tuple[str | int, ...]) -> str:
    """A location as people write it: ("questions", 2, "text") is "questions[2].text"."""
    name = ""
    for part in location:
        name += f"[{part}]" if isinstance(part, int) else f".{printable(part)}" if name else printable(part)
    return name
