"""The command that writes a report of a session."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.archive import SessionId
from simulator.content.plaintext import without_controls
from simulator.errors import EXIT_FAULT

if TYPE_CHECKING:
    from simulator.report.types import SessionReport


class FormatName(StrEnum):
    html = "html"
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
        typer.Option(
            "--redact", metavar="NAME", help="Mask this name of a person wherever it stands, without sound; may repeat."
        ),
    ] = None,
    with_audio: Annotated[
        bool | None,
        typer.Option(
            "--with-audio/--no-audio", help="Sound in the HTML page; on, but for --redact, as names can be heard."
        ),
    ] = None,
) -> None:
    """Write a session as a report: one HTML page with sound and transcript, text, captions or data."""
    from simulator.report.redact import redact
    from simulator.report.sound import session_sound
    from simulator.report.write import format_of, render
    from simulator.wiring.archive import open_archive
    from simulator.wiring.reports import open_report

    chosen = format_name.value if format_name else format_of(to) if to else "md"
    told = open_report(open_archive().open(session_id))
    if names:
        _tell_masked(told, names)
        told = redact(told, names, heard=chosen == "html" and bool(with_audio))
    if with_audio is None:
        with_audio = not names
        if names and chosen == "html":
            _say("The sound is left out, for names can be heard in it. With --with-audio it is kept.")
    sound = session_sound(told) if chosen == "html" and with_audio else None
    _write(render(told, chosen, sound).encode("utf-8", "backslashreplace"), to, sound)
    for line in (*told.notices, *told.problems):
        _say(line)
    if told.problems and told.summary.state != "in use":  # there what is missing may still come
        raise typer.Exit(EXIT_FAULT)


def _tell_masked(told: "SessionReport", names: list[str]) -> None:
    """Beforehand, so that a misspelled name is noticed."""
    from simulator.report.redact import times_said
    from simulator.review.layout import counted

    for name in names:
        count = times_said(told, name)
        remedy = "" if count else ". Was it heard as another word? Look for it in the report"
        _say(f"{name}: said {counted(count, 'time')}{remedy}.")


def _write(content: bytes, to: Path | None, sound: bytes | None) -> None:
    from simulator.archive import files
    from simulator.review.layout import file_size

    if to is None:
        typer.echo(content, nl=False)
    else:
        files.write_named(to, content)
        inside = f", {file_size(len(sound))} of MP3 inside" if sound else ""
        _say(f"written to {to}: {file_size(len(content))}{inside}.")


def _say(line: str) -> None:
    """On stderr, so that a pipe gets the report only."""
    typer.echo(f"simulator: {without_controls(line)}", err=True)
