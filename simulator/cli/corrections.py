"""Commands on the labels that were corrected by hand: export."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.errors import EXIT_FAULT, SimulatorError

corrections = typer.Typer(help="The section labels that you corrected.", no_args_is_help=True)


@corrections.callback()
def group() -> None:
    """The section labels that you corrected."""


@corrections.command("export")
def export(
    to: Annotated[Path | None, typer.Option("-o", "--output", help="A file to write; none: to the terminal.")] = None,
) -> None:
    """Write every answer with corrected labels as a line of JSON, in the shape of corpus/CODEBOOK.md."""
    from simulator.archive import files
    from simulator.archive.export import corrected_answers
    from simulator.wiring.archive import open_archive

    lines: list[bytes] = []
    faults = 0
    for found in corrected_answers(open_archive()):
        if isinstance(found, SimulatorError):
            faults += 1
            typer.echo(f"simulator: {found}", err=True)
        else:
            lines.append(files.encode(found) + b"\n")
    if to is None:
        typer.echo(b"".join(lines), nl=False)
    else:
        files.write_named(to, b"".join(lines))
    _tell(len(lines), to)
    if faults:
        raise typer.Exit(EXIT_FAULT)


def _tell(answers: int, to: Path | None) -> None:
    """On stderr, so that a pipe gets records only."""
    if not answers:
        typer.echo("No answer has corrected labels yet: press C in a summary.", err=True)
    elif to is not None:
        typer.echo(f"{answers} answer{'s' if answers > 1 else ''} written to {to}.", err=True)
