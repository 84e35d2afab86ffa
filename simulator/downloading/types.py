"""What a transfer asks of the place it takes files from."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

Progress = Callable[[int, int], None]
"""Called with (bytes there, bytes in all)."""


class Broken(Exception):
    """The connection could not be made, or broke off; another try may help. `str` says how."""


class Body(Protocol):
    """A file as it comes in."""

    @property
    def start(self) -> int:
        """The first byte that comes: 0 where the other side cannot start in the middle."""

    @property
    def whole_bytes(self) -> int | None:
        """How large the file is, as the other side says; None when it does not."""

    def read(self) -> bytes:
        """The next bytes; empty at the end. Raises Broken."""


class Source(Protocol):
    def open(self, path: str, start: int) -> AbstractContextManager[Body]:
        """`path` below the source's root, from byte `start` on. Raises Broken, or SimulatorError where it ends."""
