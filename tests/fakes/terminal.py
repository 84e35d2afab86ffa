"""A terminal in memory with a real program in it: keys go in, the screen can be read."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

import pyte

COLUMNS, LINES = 100, 32


class Terminal:
    """A program in a pty of its own session. `screen` is what a person would see."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int, lines: int) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._changed = threading.Condition()
        self._ours: int | None
        self._ours, theirs = pty.openpty()
        self._woken, self._wake = os.pipe()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        before = termios.tcgetattr(theirs)
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            # The size is the terminal's own: these variables would go before it.
            env={name: value for name, value in env.items() if name not in ("COLUMNS", "LINES")},
            start_new_session=True,
            preexec_fn=_own_the_terminal,  # so that Ctrl-C is a signal, and closing the terminal another
        )
        self._theirs = theirs
        self.settings_before = before
        self.raw = bytearray()
        self._closed = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def text(self) -> str:
        with self._changed:
            return "\n".join(self._screen.display)

    @property
    def settings_now(self) -> list[object]:
        """The terminal's modes, to be compared with `settings_before`."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: str) -> None:
        """Bytes that are no text are given as Python escapes them: `\\udcff`."""
        assert self._ours is not None, "the terminal is closed"
        os.write(self._ours, keys.encode("utf-8", "surrogateescape"))

    def until(self, wanted: str | Callable[[str], bool], timeout_s: float = 60.0) -> str:
        """Wait until the screen holds a text, or passes a test; the screen then."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        with self._changed:
            met = self._changed.wait_for(lambda: holds("\n".join(self._screen.display)), timeout_s)
        assert met, f"the screen never came to {wanted!r}:\n{self.text}"
        return self.text

    def wait(self, timeout_s: float = 20.0) -> int:
        return self.process.wait(timeout_s)

    def resize(self, columns: int, lines: int) -> None:
        with self._changed:
            self._screen.resize(lines, columns)
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self) -> None:
        """The window is closed, the program still in it."""
        if self._ours is not None:
            os.write(self._wake, b".")
            self._reader.join(5)
            os.close(self._ours)
            self._ours = None

    @property
    def hung_up(self) -> bool:
        """Whether the window is gone; it has no settings then."""
        return self._ours is None

    def close_and_read(self) -> str:
        """Everything that the program wrote, escapes and all; the terminal is closed."""
        self.close()
        return self.raw.decode("utf-8")

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)
        self.hang_up()
        for descriptor in (self._theirs, self._woken, self._wake):
            os.close(descriptor)

    def _read(self) -> None:
        assert self._ours is not None
        while self._woken not in select.select([self._ours, self._woken], [], [])[0]:
            try:
                data = os.read(self._ours, 65536)
            except OSError:
                return
            if not data:
                return
            with self._changed:
                self.raw += data
                self._stream.feed(data)
                self._changed.notify_all()


def _own_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def terminal(
    command: Sequence[str], env: Mapping[str, str], *, columns: int = COLUMNS, lines: int = LINES
) -> Iterator[Terminal]:
    """Not a first start, unless `env` says so: the first steps would stand before everything else."""
    opened = Terminal(command, {"SIMULATOR_INTRODUCED": "true", **env}, columns=columns, lines=lines)
    try:
        yield opened
    finally:
        opened.close()
