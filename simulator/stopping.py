"""Signals that ask the program to end: Ctrl-C, SIGTERM, and SIGHUP when the terminal is closed.

Each becomes an exception in the main thread, so that whatever runs there is closed as after Ctrl-C. The app, whose
event loop must not be broken into, takes them in that loop.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

from simulator.errors import EXIT_INTERRUPTED

AGAIN_S = 3.0
"""Further signals are left alone for so long: closing takes about a second, and neither the SIGHUP that follows a
SIGTERM nor a second Ctrl-C is to cut it short."""
END_S = 1.5
"""A screen is closed within a tenth of a second."""
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(BaseException):
    """The program was asked to end. No KeyboardInterrupt, of which typer keeps nothing but the number 130."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = exit_code_for(number)


def exit_code_for(number: int) -> int:
    """128 + the signal's number, as shells have it: 130 for Ctrl-C, 143 for SIGTERM, 129 for a closed terminal."""
    return 128 + number


def exit_code_of(error: BaseException) -> int:
    """The exit code after an interruption."""
    return error.exit_code if isinstance(error, Stopped) else EXIT_INTERRUPTED


def stopped_by(error: BaseException) -> BaseException | None:
    """The interruption that `error` stands for: a library that is stopped while it loads says that it cannot load."""
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, Stopped | KeyboardInterrupt):
        behind = behind.__cause__ or behind.__context__
    return behind


def heeded() -> tuple[signal.Signals, ...]:
    """Those that this system has and that whoever started the program has not switched off, as `nohup` does."""
    return tuple(one for one in _there(*_NAMES) if signal.getsignal(one) is not signal.SIG_IGN)


def _there(*names: str) -> tuple[signal.Signals, ...]:
    """Windows has not all of them."""
    return tuple(signal.Signals[name] for name in names if hasattr(signal, name))


@contextlib.contextmanager
def heeding() -> Iterator[None]:
    """While the block runs a signal raises `Stopped` in it. Outside of the main thread nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stop = _Stop()
    before = {one: signal.signal(one, stop) for one in heeded()}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def heed_in_loop(end: Callable[[int], None]) -> None:
    """From now on a signal calls `end` with its exit code, in the running event loop of the app.

    A closed terminal ends it also under `nohup`: there is nothing left to draw on, and Textual would read on for ever.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError, ValueError):  # Windows; not in the main thread
        for one in {*heeded(), *_there("SIGHUP")}:
            loop.add_signal_handler(one, end, exit_code_for(one))


def end_soon(code: int) -> None:
    """End the process within END_S even if its screen hangs, as one does whose terminal was closed or takes nothing.

    To be called when everything is on disk.
    """
    deadline = threading.Timer(END_S, os._exit, (code,))
    deadline.daemon = True
    deadline.start()


class _Stop:
    """One handler for all of them: the first raises."""

    def __init__(self) -> None:
        self._quiet_until_s = 0.0

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        now_s = time.monotonic()
        if now_s >= self._quiet_until_s:
            self._quiet_until_s = now_s + AGAIN_S
            raise Stopped(number)
