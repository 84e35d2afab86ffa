"""Nothing that a file or a person brought in steers the terminal: what commands write there goes through here."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from simulator.content.plaintext import escaped


@contextlib.contextmanager
def guarded_terminal() -> Iterator[None]:
    """While the block runs, control characters in standard output and errors are shown on a terminal, not obeyed.

    A pipe or a file gets every byte as it is. Textual writes to the terminal past these streams, and progress bars to
    `unguarded` ones, as their own control characters are meant.
    """
    with contextlib.ExitStack() as stack:
        for name, redirect in (("stdout", contextlib.redirect_stdout), ("stderr", contextlib.redirect_stderr)):
            stream = getattr(sys, name)
            if stream.isatty():
                guard: Any = _Guarded(stream)
                stack.enter_context(redirect(guard))
        yield


def unguarded(stream: TextIO) -> TextIO:
    """The terminal itself."""
    inner: TextIO = getattr(stream, "behind", stream)
    return inner


class _Guarded:
    """A stream of text, and of bytes below it."""

    def __init__(self, stream: TextIO) -> None:
        self.behind = stream
        self.buffer = _GuardedBytes(stream)

    def write(self, text: str) -> int:
        return self.behind.write(escaped(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.behind, name)


class _GuardedBytes:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, content: bytes) -> int:
        self._stream.write(escaped(content.decode("utf-8", "replace")))
        return len(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream.buffer, name)
