"""Commands on the labels that were corrected by hand: how many there are, export."""

from pathlib import Path
from typing import Annotated, Any

import typer

from simulator.errors import EXIT_FAULT, SimulatorError

corrections = typer.Typer()
_NONE = "No answer has corrected labels yet: press C in a summary."


@corrections.callback(invoke_without_command=True)
def group(context: typer.Context) -> None:
    """The section labels that you corrected. Without a command it says of how many answers."""
    if context.invoked_subcommand is not None:
        return
    records, faults = _corrected()
    if records:
        has = "1 answer has" if len(records) == 1 else f"{len(records)} answers have"
        what = f"{has} corrected labels: `simulator corrections export` writes them."
    else:
        what = _NONE
    typer.echo(what)
    _end(faults)


@corrections.command("export")
def export(
    to: Annotated[Path | None, typer.Option("-o", "--output", help="A file to write; none: to the terminal.")] = None,
) -> None:
    """Write every answer with corrected labels as a line of JSON, in the shape of corpus/CODEBOOK.md."""
    from simulator.archive import files

    records, faults = _corrected()
    lines = b"".join(files.encode(record) + b"\n" for record in records)
    if to is None:
        typer.echo(lines, nl=False)
    else:
        files.write_named(to, lines)
    _tell(len(records), to)
    _end(faults)


def _corrected() -> tuple[list[dict[str, Any]], int]:
    """The answers with corrected labels, and how many could not be read; what is wrong with those is told."""
    from simulator.archive.export import corrected_answers
    from simulator.wiring.archive import open_archive

    found = [*corrected_answers(open_archive())]
    faults = [one for one in found if isinstance(one, SimulatorError)]
    for fault in faults:
        typer.echo(f"simulator: {fault}", err=True)
    return [one for one in found if not isinstance(one, SimulatorError)], len(faults)


def _tell(answers: int, to: Path | None) -> None:
    """On stderr, so that a pipe gets records only."""
    if not answers:
        typer.echo(_NONE, err=True)
    elif to is not None:
        typer.echo(f"{answers} answer{'s' if answers > 1 else ''} written to {to}.", err=True)


def _end(faults: int) -> None:
    if faults:
        raise typer.Exit(EXIT_FAULT)
