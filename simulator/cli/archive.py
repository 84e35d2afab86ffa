"""Commands on the archive: list, delete."""

from typing import Annotated

import typer

SessionId = Annotated[str, typer.Argument(help="A session's id, as `simulator list` shows it.")]


def list_sessions(as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False) -> None:
    """List past sessions, newest first."""
    from simulator.review.sessions import sessions_json, sessions_table
    from simulator.wiring.rooms import open_archive

    summaries = open_archive().list()
    typer.echo(sessions_json(summaries) if as_json else sessions_table(summaries))


def delete(
    session_id: SessionId, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False
) -> None:
    """Delete a session for good: audio, words, analysis."""
    from simulator.wiring.rooms import open_archive

    archive = open_archive()
    archive.open(session_id)
    if not yes:
        typer.confirm(f"Delete {session_id} with all its recordings?", abort=True)
    archive.delete(session_id)
    typer.echo(f"Deleted {session_id}.")
