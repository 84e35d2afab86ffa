"""How far an import is, on stderr: a bar on a terminal, else a line now and then."""

import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from simulator.cli.guarded import unguarded
from simulator.importing.types import Doing
from simulator.review.layout import clean, clock

_LINES = 10
_LINE_EVERY_S = 60.0
"""Where there is no terminal to draw a bar on: at most so many lines, and so much sound between two of them."""
_NAME_WIDTH = 30


class ProgressBar:
    """Implements `Watcher`; a context manager, so that the bar is gone when other lines are printed."""

    def __init__(self) -> None:
        self._console = Console(file=unguarded(sys.stderr))
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._whole_s, self._told_s, self._head = 0.0, 0.0, ""

    def __enter__(self) -> "ProgressBar":
        if sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TextColumn("{task.percentage:.0f} %"),
            )
            self._bar = Progress(*columns, TimeRemainingColumn(), console=self._console, transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def begins(self, path: Path, doing: Doing, whole_s: float | None) -> None:
        self._whole_s, self._told_s = whole_s or 0.0, 0.0
        self._head = f"{clean(path.name)[:_NAME_WIDTH]}: {doing}"
        if self._bar is None:
            typer.echo(f"{self._head}{f' {clock(self._whole_s)}' if whole_s else ''} …", err=True)
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(self._head, total=whole_s)

    def reached(self, done_s: float) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done_s)
        elif done_s >= self._told_s + max(_LINE_EVERY_S, self._whole_s / _LINES):
            self._told_s = done_s
            of = f" of {clock(self._whole_s)}" if self._whole_s else ""
            typer.echo(f"{self._head} {clock(done_s)}{of}", err=True)
