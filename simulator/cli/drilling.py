"""The command that drills follow-ups."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import sessions
from simulator.cli.models import settle

if TYPE_CHECKING:
    from simulator.plain.lines import Lines
    from simulator.settings import Settings
    from simulator.wiring.services import RealServices


def drill(
    family: Annotated[str | None, typer.Option(help="Only this family, such as motive; due or not.")] = None,
    mic: Annotated[list[str] | None, typer.Option(help="A microphone by name, or an audio file an answer.")] = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers; times are estimated.")] = False,
    seed: Annotated[int | None, typer.Option(min=0, help="The same number gives the same stories and words.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Only show what is due and how it went.")] = False,
    voice: Annotated[str | None, typer.Option(help="hibari, system or none.")] = None,
    plain: sessions.Plain = False,
) -> None:
    """Drill follow-ups: one family at a time, answered aloud, judged, compared, and due again by your own grade.

    The story can be learnt by heart, the answer to a follow-up cannot. So each family comes back on the day you are
    about to lose it (FSRS), from your own story where one leaves it open, else from a written one.
    """
    from simulator.settings import override
    from simulator.wiring.drills import DrillConditions
    from simulator.wiring.services import RealServices

    settings = override(voice=voice, microphone=sessions.device_of(mic))
    services = RealServices(settings, drilling=DrillConditions(seed, sessions.files_of(mic)))
    sessions.say_left_out(services.library)
    if family:
        services.drills.find(family)
    if not (typed or history):
        settle(settings)
    if history:
        _show(services, history=True)
    elif plain or not sessions.is_terminal():
        _drill_plain(services, settings, family, typed=typed)
    else:
        from simulator.tui.choices import DrillSetup

        raise typer.Exit(sessions.run_in_app(services, DrillSetup(family, typed)))


def _show(services: "RealServices", *, history: bool) -> None:
    from simulator.plain.drill_words import overview_lines
    from simulator.plain.session import say
    from simulator.review.layout import counted

    for line in overview_lines(services.drill_overview(), history=history):
        say(line)
    if cards := services.learning.overview().due:
        say(f"{counted(len(cards), 'self-check card')} due too: simulator learn --cards")


def _drill_plain(services: "RealServices", settings: "Settings", family: str | None, *, typed: bool) -> None:
    from simulator.plain.lines import Lines

    typed = typed or (not services.drills.from_files and sessions.no_microphone(services))
    attended = typed or sys.stdin.isatty()
    settings = settings if attended else sessions.ending_by_silence(settings, files=services.drills.from_files)
    lines = Lines(sys.stdin if attended else None)
    _show(services, history=False)
    _all_due(services, settings, family, lines, typed=typed, attended=attended)


def _all_due(
    services: "RealServices",
    settings: "Settings",
    family: str | None,
    lines: "Lines",
    *,
    typed: bool,
    attended: bool,
) -> None:
    """One family after the other while there is something due, or a file to answer with."""
    from simulator.plain.drill import PlainDrill
    from simulator.plain.session import say

    drills, done = services.drills, set[str]()
    while (chosen := family or drills.next(done)) and drills.answers_left:
        run = drills.open(chosen, settings, typed=typed, attended=attended)
        try:
            going_on = PlainDrill(run, lines, say, attended=attended).run()
        finally:
            run.leave_and_close()
            if run.farewell:
                say(run.farewell)
        done.add(chosen)
        if not going_on or (attended and lines.over) or not _more(services, family, done):
            break
    say("")
    _show(services, history=False)


def _more(services: "RealServices", family: str | None, done: set[str]) -> bool:
    if services.drills.from_files:
        return services.drills.answers_left
    return family is None and bool(set(services.drill_overview().due) - done)
