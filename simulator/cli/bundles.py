"""The command that takes a session out as a zip; `cli/importing.py` brings it in again."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.archive import SessionId
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.archive.folder import SessionFolder

Output = Annotated[Path | None, typer.Option("-o", "--output", help="The zip to write; none: to a pipe.")]


def export_session(session_id: SessionId, to: Output = None) -> None:
    """Write a session with everything in it (sound, words, corrections, marks) as one zip.

    `simulator import` of it gives the same session back, on this machine or another. The zip is not encrypted.
    """
    from simulator.archive import files
    from simulator.archive.bundle import pack
    from simulator.wiring.archive import open_archive

    if to is None and sys.stdout.isatty():
        raise UsageError("a zip is nothing to look at", remedy=f"Give it a file: simulator export {session_id} -o FILE")
    folder = open_archive().open(session_id)
    if to is None:
        with files.reporting(Path("standard output"), "write the zip", but=BrokenPipeError):
            pack(folder, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    if files.is_stream(to):
        with files.reporting(to, "write", but=BrokenPipeError), to.open("wb") as stream:
            pack(folder, stream)
        return
    _write(folder, to.resolve())
    typer.echo(f"{session_id} written to {to} ({to.stat().st_size / 1e6:.1f} MB).", err=True)


def _write(folder: "SessionFolder", to: Path) -> None:
    """The zip whole, or nothing of it."""
    from simulator.archive import files
    from simulator.archive.bundle import pack

    with files.reporting(to, "write"), tempfile.TemporaryDirectory(dir=to.parent, prefix=".export-") as beside:
        made = Path(beside) / "session.zip"
        with made.open("xb") as file:
            made.chmod(files.FILE_MODE)
            pack(folder, file)
        made.replace(to)
