"""Lines of a keyboard or a pipe, read in the background and kept until somebody can use them."""

import contextlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator


def readable(source: Iterable[str]) -> Iterator[str]:
    """The lines to the end, which comes too when the terminal behind them has gone."""
    with contextlib.suppress(OSError):
        yield from source


class Lines:
    """Reads `source` to its end; without one it is at its end at once. `changed` is told of every line."""

    def __init__(self, source: Iterable[str] | None) -> None:
        self.changed = threading.Condition()
        self._waiting: deque[str] = deque()
        self._over = source is None
        if source is not None:
            threading.Thread(target=self._read, args=(source,), name="keys", daemon=True).start()

    def take(self) -> str | None:
        """The next line, None when there is none yet or any more."""
        with self.changed:
            return self._waiting.popleft() if self._waiting else None

    @property
    def over(self) -> bool:
        """Whether no further line will come."""
        with self.changed:
            return self._over and not self._waiting

    def _read(self, source: Iterable[str]) -> None:
        for line in readable(source):
            with self.changed:
                self._waiting.append(line.rstrip("\r\n"))
                self.changed.notify_all()
        with self.changed:
            self._over = True
            self.changed.notify_all()
