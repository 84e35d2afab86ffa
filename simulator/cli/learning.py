"""The command that teaches what is listened for."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import sessions

if TYPE_CHECKING:
    from simulator.learning.types import Page
    from simulator.wiring.services import RealServices


def learn(
    page: Annotated[str | None, typer.Argument(help="A page by its id or number; none: all of them.")] = None,
    cards: Annotated[bool, typer.Option("--cards", help="Check yourself: cards of the page, or all due.")] = False,
    hear: Annotated[bool, typer.Option("--hear", help="With a page: speak its two answers.")] = False,
    show: Annotated[bool, typer.Option("--list", help="Only list the pages and where you stand.")] = False,
    plain: sessions.Plain = False,
) -> None:
    """Learn what an interviewer listens for: short pages, each with a good and a weak answer to hear.

    Beside each answer stand its lane and what the program finds in it. A page brings cards to check yourself with;
    they come back on the day you are about to forget them (FSRS), on the same list as the follow-ups of the drill.
    """
    from simulator.learning.load import find_page, load_pages
    from simulator.settings import load_settings
    from simulator.wiring.services import RealServices

    services = RealServices(load_settings())
    chosen = find_page(load_pages(), page) if page else None
    if not (plain or cards or hear or show) and sessions.is_terminal():
        from simulator.tui.choices import LearnSetup

        raise typer.Exit(sessions.run_in_app(services, LearnSetup(chosen.id if chosen else None)))
    if cards:
        _ask(services, chosen)
    elif chosen:
        _read_out(services, chosen, hear=hear)
    else:
        _list(services)


def _ask(services: "RealServices", page: "Page | None") -> None:
    """The cards of the page, or all that are due."""
    from simulator.plain.learn import ask_cards
    from simulator.plain.session import say

    due = page.cards if page else services.learning.overview().due
    if not due:
        say("No card is due today. Those of a page: simulator learn PAGE --cards")
    ask_cards(due, sys.stdin, say, services.learning.grade)


def _read_out(services: "RealServices", page: "Page", *, hear: bool) -> None:
    from simulator.plain.learn import page_lines
    from simulator.plain.session import say

    for line in page_lines(page, services.learning.judged(page)):
        say(line)
    if hear:
        for example in (page.good, page.bad):
            services.say_and_wait(example.text)
    services.close()


def _list(services: "RealServices") -> None:
    from simulator.plain.learn import list_lines
    from simulator.plain.session import say

    for line in list_lines(services.learning.overview()):
        say(line)
