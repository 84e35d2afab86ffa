"""Finds the line of a key in TOML text, so that a message can point at it. Lines count from 1.

tomllib keeps no positions. This reads only the outline (table headers and keys at the start of a line); whatever it
does not find is reported at the nearest table or key around it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

Location = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*\[(\[)?\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"' + r"|'[^']*'|#.*$")
_MULTILINE = ('"""', "'''")


def line_of(text: str, location: Location, value: str = "") -> int:
    """The line of `location`; where it lies inside a list written over several lines, the line that holds `value`."""
    outline = _outline(text)
    for length in range(len(location), 0, -1):
        if start := outline.get(location[:length]):
            after = [line for line in outline.values() if line > start]
            end = min(after, default=text.count("\n") + 2)
            return _line_with(text, start, end, value) if value and length < len(location) else start
    return 1


def _line_with(text: str, start: int, end: int, value: str) -> int:
    for number, line in enumerate(text.split("\n")[start - 1 : end - 1], start):
        if value in line:
            return number
    return start


@lru_cache(maxsize=2)  # asked again for each entry of the file at hand
def _outline(text: str) -> Mapping[Location, int]:
    """Every table and key that starts a line, with its line."""
    found: dict[Location, int] = {}
    counts: Counter[str] = Counter()
    table: Location = ()
    open_string, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if open_string:
            open_string = "" if open_string in line else open_string
            continue
        if depth == 0 and (header := _HEADER.match(line)):
            table = _table(header.group(2), bool(header.group(1)), counts)
            found.setdefault(table, number)
            continue
        if depth == 0 and (key := _KEY.match(line)):
            found.setdefault((*table, key.group(1).strip("\"'")), number)
            line = line[key.end() :]
        open_string = _left_open(line)
        code = _STRING.sub("", line)
        depth = max(0, depth + code.count("[") - code.count("]"))
    return found


def _table(name: str, is_array: bool, counts: Counter[str]) -> Location:
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    if is_array:
        counts[name] += 1
        return (*parts, counts[name] - 1)
    if parts[0] in counts:
        return (parts[0], counts[parts[0]] - 1, *parts[1:])
    return tuple(parts)


def _left_open(line: str) -> str:
    """The delimiter of a multi-line string that this line begins and does not end, else ""."""
    for delimiter in _MULTILINE:
        if line.count(delimiter) % 2:
            return delimiter
    return ""
