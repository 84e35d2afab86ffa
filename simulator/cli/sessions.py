"""Commands that hold a session: the app, session, demo."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from simulator.cli.models import MODEL_HELP, settle
from simulator.errors import SimulatorError, UsageError

if TYPE_CHECKING:
    from simulator.content.models import Library
    from simulator.interview.planning import Wishes
    from simulator.interview.session import Session
    from simulator.settings import Settings
    from simulator.tui.services import Opening
    from simulator.wiring.services import RealServices

UNATTENDED_SILENCE_S = 5.0
"""Longer than the pauses that people make to think, which are noticed from 4 s on."""
AUDIO_SUFFIXES = {".wav", ".flac", ".mp3", ".ogg", ".m4a", ".webm", ".opus"}


class LevelName(StrEnum):
    junior = "junior"
    mid = "mid"
    senior = "senior"
    staff = "staff"


Plain = Annotated[bool, typer.Option("--plain", help="Line by line: for screen readers and pipes.")]


def open_app() -> int:
    """Start the app; without a terminal say what to do instead."""
    from simulator.settings import load_settings
    from simulator.wiring.late import LateServices

    settings = load_settings()
    if not is_terminal():
        raise UsageError(
            "the app needs a terminal", remedy="Use `simulator session --plain`, or `simulator demo --plain`"
        )
    if settings.model == "auto":  # one that is not here is told when it is needed: settings are changed in the app
        settle(settings)
    return run_in_app(cast("RealServices", LateServices(settings, _open_services)))


def _open_services(settings: "Settings") -> "RealServices":
    from simulator.wiring.services import RealServices

    return RealServices(settings)


def session(
    plan: Annotated[str | None, typer.Option(help="A plan's id, such as quick or amazon-ownership.")] = None,
    company: Annotated[str | None, typer.Option(help="amazon, google or meta.")] = None,
    level: Annotated[LevelName | None, typer.Option(help="The bar you are held to.")] = None,
    questions: Annotated[int | None, typer.Option(min=1, max=30, help="How many questions.")] = None,
    probes: Annotated[int | None, typer.Option(min=0, max=6, help="Follow-ups a question.")] = None,
    question: Annotated[list[str] | None, typer.Option(help="Ask just this question, by id; may repeat.")] = None,
    mic: Annotated[list[str] | None, typer.Option(help="A microphone by name, or an audio file an answer.")] = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers; times are estimated.")] = False,
    model: Annotated[str | None, typer.Option(help=MODEL_HELP)] = None,
    voice: Annotated[str | None, typer.Option(help="hibari, system or none.")] = None,
    no_audio: Annotated[
        bool, typer.Option("--no-audio", help="Keep only the words: a recording goes once it was heard in full.")
    ] = False,
    keep_days: Annotated[
        int | None,
        typer.Option(min=1, help="First delete sessions older than so many days, unless marked or told as a story."),
    ] = None,
    plain: Plain = False,
) -> None:
    """Hold a session: questions asked aloud, answers recorded and heard while you speak, follow-ups."""
    from simulator.interview.planning import Wishes
    from simulator.settings import override

    settings = override(
        model=model,
        voice=voice,
        microphone=device_of(mic),
        keep_audio=False if no_audio else None,
        keep_days=keep_days,
    )
    wishes = Wishes(
        plan_id=plan or ("one-question" if question else settings.plan),
        company=company or settings.company,
        level=level.value if level else None,
        questions=questions or settings.questions,
        probes=settings.probes if probes is None else probes,
        prep_s=settings.prep_s,
        question_ids=tuple(question or ()),
    )
    _hold(settings, wishes, files=files_of(mic), typed=typed, plain=plain or not is_terminal())


def demo(
    candidate: Annotated[str | None, typer.Argument(help="Which candidate; none: all of them when plain.")] = None,
    speed: Annotated[float, typer.Option(min=0.5, max=20.0, help="Times real time.")] = 1.0,
    plain: Plain = False,
) -> None:
    """Watch a synthetic candidate be interviewed: heard, timed and probed by the same parts as you."""
    from simulator.demo.candidates import candidates
    from simulator.settings import load_settings
    from simulator.wiring.demo import build_demo
    from simulator.wiring.services import RealServices

    settings = load_settings()
    settle(settings)
    services = RealServices(settings, demo_speed=speed)
    say_left_out(services.library)
    if plain or not is_terminal():
        for name in [candidate] if candidate else candidates()[:2]:
            _run_plain(build_demo(name, services.library, services.analyst, settings, speed=speed), attended=False)
        return
    name = candidate or candidates()[0]
    raise typer.Exit(run_in_app(services, lambda: services.start_demo(name)))


def _hold(settings: "Settings", wishes: "Wishes", *, files: tuple[Path, ...], typed: bool, plain: bool) -> None:
    from simulator.wiring.services import RealServices

    _say_deleted(settings)
    services = RealServices(settings)
    say_left_out(services.library)
    if plain:
        _say_cut_off(services)
    typed = typed or (not files and no_microphone(services))
    if not typed:
        settle(settings)
    attended = not plain or typed or (not files and sys.stdin.isatty())
    if not attended:
        settings = ending_by_silence(settings, files=bool(files))
        services = RealServices(settings)
    if not plain:
        raise typer.Exit(
            run_in_app(services, lambda: services.start_with(wishes, files=files, typed=typed, attended=True))
        )
    running = services.build(wishes, files=files, typed=typed, attended=attended)
    _run_plain(running, attended=attended)
    _say_stories(services, running.session_id)


def _say_stories(services: "RealServices", session_id: str) -> None:
    """Which story each answer was, where there are any; a fault in the bank is none of the session."""
    from simulator.plain.session import say
    from simulator.plain.stories import story_lines

    try:
        if services.stories.shelf().stories:
            for line in story_lines(services.records(session_id), session_id, services.stories.guess):
                say(line)
    except SimulatorError as error:
        typer.echo(f"simulator: {error}", err=True)


def _say_deleted(settings: "Settings") -> None:
    """Delete the sessions that are too old by the person's own setting, and say so."""
    from simulator.wiring.archive import delete_outdated

    if line := delete_outdated(settings.keep_days):
        typer.echo(line, err=True)


def say_left_out(library: "Library") -> None:
    """Name the person's own files that cannot be used, a line each."""
    for warning in library.warnings:
        typer.echo(warning, err=True)


def _say_cut_off(services: "RealServices") -> None:
    """What the app offers on its first screen."""
    for session in services.unfinished()[:1]:
        line = f"A session was cut off, and what was said in it is kept: simulator replay {session.id}"
        typer.echo(line, err=True)


def ending_by_silence(settings: "Settings", *, files: bool) -> "Settings":
    """Settings for when nobody can press a key: unless a file's end does it, silence ends an answer; says so."""
    if files or settings.auto_finish_s is not None:
        return settings
    typer.echo(f"Nobody can press a key here: {UNATTENDED_SILENCE_S:.0f} s of silence end an answer.", err=True)
    return settings.model_copy(update={"auto_finish_s": UNATTENDED_SILENCE_S})


def run_in_app(services: "RealServices", opening: "Opening | None" = None) -> int:
    """Run the app to its end; the exit code."""
    from simulator.tui.app import run_app

    services.catch_up()
    try:
        return run_app(services, opening)
    finally:
        services.close()


def _run_plain(running: "Session", *, attended: bool) -> None:
    """Drive a session in lines; its summary at the end. The exit code is 0 also when it was left early.

    A signal comes as an exception, and `main` says that what was recorded is safe once it is.
    """
    from simulator.plain.session import PlainSession, say
    from simulator.plain.summary import summary_lines

    try:
        view = PlainSession(running, say, attended=attended).run(sys.stdin if attended else None)
        for line in summary_lines(view.records, running.session_id):
            say(line)
    finally:
        running.leave_and_close()
        if running.farewell:
            typer.echo(running.farewell, err=True)


def no_microphone(services: "RealServices") -> bool:
    """Whether answers have to be typed; says why."""
    if services.microphones():
        return False
    typer.echo(f"{services.microphone_fault or 'There is no microphone.'} Answers are typed.", err=True)
    return True


def device_of(mic: list[str] | None) -> str | None:
    names = [name for name in mic or () if not _is_file(name)]
    if len(names) > 1 or (names and len(names) != len(mic or ())):
        raise UsageError("--mic takes one microphone, or files only", where=", ".join(mic or ()))
    return names[0] if names else None


def files_of(mic: list[str] | None) -> tuple[Path, ...]:
    """The files to speak from, each one known to hold sound. Raises UsageError or BadInput."""
    from simulator.audio.decode import iter_audio

    files = tuple(Path(name) for name in mic or () if _is_file(name))
    for file in files:
        if not file.exists():
            raise UsageError("no such file", where=str(file), remedy="--mic takes an audio file or a microphone's name")
        next(iter_audio(file))
    return files


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in AUDIO_SUFFIXES or Path(name).exists()


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
