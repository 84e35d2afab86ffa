"""One promise, and how it was kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of docs/reliability.md."""

    promise: str
    measured: str
    """The figure, with its unit and of how many."""
    limit: str
    held: bool
    guarded_by: str
    """The quick test that `make test` runs, from the root of the project: a file, or file::test."""
