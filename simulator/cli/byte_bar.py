"""How far a download is, on stderr: a bar on a terminal, else a line each tenth."""

import sys
from types import TracebackType

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from simulator.cli.guarded import unguarded

_TENTHS = 10


class ByteBar:
    """A context manager, so that the bar is gone when other lines are printed."""

    def __init__(self, name: str, whole_bytes: int) -> None:
        self._name = name
        self._told = 0
        self._bar: Progress | None = None
        if sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
                console=Console(file=unguarded(sys.stderr)),
                transient=True,
            )
            self._task = self._bar.add_task(name, total=whole_bytes)

    def __enter__(self) -> "ByteBar":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def reached(self, done: int, whole: int) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=done)
        elif (tenth := done * _TENTHS // max(whole, 1)) > self._told:
            self._told = tenth
            typer.echo(f"{self._name}: {tenth * 100 // _TENTHS} %", err=True)
