"""Commands on the archive: list, replay, delete."""

from typing import Annotated

import typer

from simulator.errors import UsageError

SessionId = Annotated[str, typer.Argument(help="A session's id, as `simulator list` shows it.")]


def list_sessions(as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False) -> None:
    """List past sessions, newest first."""
    from simulator.review.sessions import sessions_json, sessions_table
    from simulator.wiring.archive import open_archive

    summaries = open_archive().list()
    typer.echo(sessions_json(summaries) if as_json else sessions_table(summaries))


def replay(
    session_id: Annotated[str, typer.Argument(help="A session's id; none: the last session.")] = "",
    take: Annotated[str, typer.Option(help="Begin at this answer, such as turn-01.")] = "",
    at: Annotated[float, typer.Option(min=0.0, help="Begin at this second of the answer.")] = 0.0,
) -> None:
    """Hear a past session again: both voices, the word that is said, findings as marks, at any speed."""
    from simulator.cli.sessions import is_terminal, run_in_app
    from simulator.settings import load_settings
    from simulator.tui.choices import ReplaySetup
    from simulator.wiring.archive import open_archive
    from simulator.wiring.services import RealServices

    archive = open_archive()
    readable = {one.id: one for one in archive.list() if one.state != "unreadable"}
    session_id = session_id or next(iter(readable), "")
    if not session_id:
        raise UsageError("there is no session to replay yet", remedy="Hold one: simulator session, or simulator demo")
    folder = archive.open(session_id)
    if take and take not in folder.takes():
        raise UsageError("no such answer in this session", where=take, remedy=f"There is {', '.join(folder.takes())}")
    if not is_terminal():
        raise UsageError("the replay needs a terminal", remedy="`simulator list` shows what there is")
    cut_off = session_id in readable and readable[session_id].state == "cut off"
    raise typer.Exit(run_in_app(RealServices(load_settings()), ReplaySetup(session_id, take, at, recover=cut_off)))


def delete(
    session_id: SessionId, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False
) -> None:
    """Delete a session for good: audio, words, analysis, and what the search and the drill know of it."""
    from simulator.paths import report_path
    from simulator.wiring.archive import delete_session, open_archive

    open_archive().open(session_id)
    if not yes:
        typer.confirm(f"Delete {session_id} with all its recordings?", abort=True)
    left = delete_session(session_id)
    typer.echo(f"Deleted {session_id}.")
    if report_path(session_id).exists():
        typer.echo(f"The report that you wrote of it is still there: {report_path(session_id)}", err=True)
    if left.drills:
        typer.echo(f"Follow-ups that you drilled on it may quote a sentence of it: {', '.join(left.drills)}.", err=True)
    if left.stories:
        typer.echo(f"Stories keep what you took over from it: {', '.join(left.stories)}.", err=True)
