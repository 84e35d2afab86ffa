"""The bad files that are kept: tests/data/bad_input/KIND/NAME. A file that once broke the program goes there."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "bad_input"


def files(kind: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a kind, in order. Raises AssertionError when there is none."""
    for path in paths(kind):
        yield path.name, path.read_bytes()


def paths(kind: str) -> list[Path]:
    """Every file of a kind, in order. Raises AssertionError when there is none."""
    found = sorted(path for path in (FOLDER / kind).iterdir() if path.is_file())
    assert found, f"tests/data/bad_input/{kind} is empty"
    return found
