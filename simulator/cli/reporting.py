"""The command that writes a report of a session."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.archive import SessionId
from simulator.errors import EXIT_FAULT

if TYPE_CHECKING:
    from simulator.report.types import SessionReport


class FormatName(StrEnum):
    md = "md"
    srt = "srt"
    vtt = "vtt"
    json = "json"
    csv = "csv"


def report(
    session_id: SessionId,
    format_name: Annotated[
        FormatName | None, typer.Option("--format", help="None: what FILE's ending says, else md.")
    ] = None,
    to: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="None: to the terminal.")] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--redact", metavar="NAME", help="Mask this name of a person wherever it stands; may repeat."),
    ] = None,
) -> None:
    """Write a session as a report: every answer with its times, findings and follow-ups, or as captions or data."""
    from simulator.report.redact import redact
    from simulator.report.write import RENDERERS, format_of
    from simulator.wiring.reports import open_report
    from simulator.wiring.rooms import open_archive

    chosen = format_name.value if format_name else format_of(to) if to else "md"
    told = open_report(open_archive().open(session_id))
    if names:
        _tell_masked(told, names)
        told = redact(told, names)
    _write(RENDERERS[chosen](told).encode("utf-8", "backslashreplace"), to)
    for line in (*told.notices, *told.problems):
        typer.echo(f"simulator: {line}", err=True)
    if told.problems:
        raise typer.Exit(EXIT_FAULT)


def _tell_masked(told: "SessionReport", names: list[str]) -> None:
    """Beforehand, so that a misspelled name is noticed."""
    from simulator.report.redact import times_said
    from simulator.review.layout import counted

    for name in names:
        count = times_said(told, name)
        remedy = "" if count else ". Was it heard as another word? Look for it in the report"
        typer.echo(f"simulator: {name}: said {counted(count, 'time')}{remedy}.", err=True)


def _write(content: bytes, to: Path | None) -> None:
    from simulator.archive import files

    if to is None:
        typer.echo(content, nl=False)
    else:
        files.write_private(to, content)
        typer.echo(f"simulator: written to {to}.", err=True)
