"""Commands on the story bank."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.content.plaintext import without_controls
from simulator.errors import EXIT_FAULT, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.content.problems import Problem
    from simulator.wiring.stories import StoryDesk

stories = typer.Typer(
    help="Your stories: what they show, what they cover, what to prepare next. Without a command it lists them."
)

StoryId = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, as `simulator stories` shows it.")]
TakeName = Annotated[str, typer.Argument(metavar="TAKE", help="SESSION/TAKE, such as `simulator compare` lists.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON value instead of text.")]


class ExportForm(StrEnum):
    md = "md"
    html = "html"


@stories.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Your stories: what they show, what they cover, what to prepare next. Without a command it lists them."""
    if context.invoked_subcommand is None:
        list_stories()


@stories.command("list")
def list_stories(as_json: Json = False) -> None:
    """List your stories: where each lies, how often it was told, how far it is."""
    from simulator.stories.record import bank_json
    from simulator.stories.text import list_lines

    shelf = _desk().shelf()
    if as_json:
        typer.echo(bank_json(shelf.bank, shelf.heard), nl=False)
    else:
        _say(list_lines(shelf.bank, shelf.heard))
        _tell_problems(shelf.problems)


@stories.command("show")
def show(story_id: StoryId, as_json: Json = False) -> None:
    """Show a story with all its parts, and what is to do on it."""
    from simulator.stories.record import story_json
    from simulator.stories.text import story_lines

    desk = _desk()
    story, heard = desk.store.find(story_id), desk.shelf().heard
    if as_json:
        typer.echo(story_json(story, heard), nl=False)
    else:
        _say(story_lines(story, heard))


@stories.command("new")
def new(
    title: Annotated[str, typer.Argument(help="A few words; with --from none is needed.")] = "",
    take: Annotated[str, typer.Option("--from", metavar="TAKE", help="Make it of this answer: SESSION/TAKE.")] = "",
) -> None:
    """Begin a story: an empty file to fill in, or one proposed from an answer with the words it rests on.

    What is proposed of an answer is only what was heard in it; the file is yours to change.
    """
    from dataclasses import replace

    if not title.strip() and not take:
        raise UsageError("a story needs a title, or an answer to be made of", where="stories new", remedy="See --help")
    desk = _desk()
    if take:
        proposal = desk.propose(*_take(take))
        offers = [
            replace(offer, text=title) if offer.key == "title" and title.strip() else offer for offer in proposal.offers
        ]
        story = desk.keep(proposal, offers)
        for offer in offers:
            if offer.accepted and offer.quote:
                name = offer.text if offer.field == "signal" else offer.title
                typer.echo(f"  {name}: “{without_controls(offer.quote)}”")
        for beat in proposal.open:
            typer.echo(f"  {beat.capitalize()}: not heard in this answer, to be written by you")
    else:
        story = desk.add(title)
    typer.echo(f"Kept as {story.id}: {desk.path(story.id)}")


@stories.command("edit")
def edit(story_id: StoryId) -> None:
    """Open a story's file in your editor ($VISUAL or $EDITOR), and check it afterwards."""
    import os
    import shlex
    import subprocess

    from simulator.stories.store import read_story

    path = _desk().path(story_id)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("no editor is set", where="EDITOR", remedy=f"Set it, or open the file yourself: {path}")
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"the editor cannot be started ({error})", where=editor) from error
    _tell_problems(read_story(path).problems)


@stories.command("check")
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files; none: all your stories.")] = None,
    as_json: Json = False,
) -> None:
    """Check stories: file, line, key and nearest valid key; then what is to do on each, and what speaks against it.

    Exit code 1 where a file cannot be used. What is to do on a story is no fault.
    """
    from simulator.stories.convert import story_of
    from simulator.stories.record import problems_json
    from simulator.stories.store import read_story
    from simulator.stories.text import remark_lines

    shelf = _desk().shelf()
    told, problems = list(shelf.stories), list(shelf.problems)
    if paths:
        readings = [read_story(path) for path in paths]
        told = [story_of(one.path.stem, one.document) for one in readings if one.document]
        problems = [problem for one in readings for problem in one.problems]
    if as_json:
        typer.echo(problems_json(problems, [(story, shelf.heard) for story in told]), nl=False)
    else:
        for story in told:
            lines = [line for remark in shelf.remarks(story) for line in remark_lines(remark)]
            _say([f"{story.id}  {without_controls(story.title)}", *(lines or ["  All good."])])
        for problem in problems:
            typer.echo(str(problem))
    if problems:
        raise typer.Exit(EXIT_FAULT)


@stories.command("coverage")
def coverage(as_json: Json = False) -> None:
    """See what your stories cover: quadrants by level, competencies, questions, signals; and what to prepare next."""
    from simulator.stories.record import coverage_json
    from simulator.stories.text import coverage_lines

    shelf = _desk().shelf()
    if as_json:
        typer.echo(coverage_json(shelf.covered, shelf.steps), nl=False)
    else:
        _say(coverage_lines(shelf.covered, shelf.steps))
        _tell_problems(shelf.problems)


@stories.command("export")
def export(
    form: Annotated[
        ExportForm | None, typer.Option("--format", help="md or html; none: what FILE's ending says, else md.")
    ] = None,
    to: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="None: to the terminal.")] = None,
) -> None:
    """Write all stories as Markdown, or as one page to print."""
    from simulator.archive import files
    from simulator.stories.markdown import stories_markdown
    from simulator.stories.page import stories_page

    shelf = _desk().shelf()
    ending = to.suffix.lower() if to else ""
    html = form is ExportForm.html or (form is None and ending in (".html", ".htm"))
    written = (stories_page if html else stories_markdown)(shelf.stories, shelf.covered, shelf.steps)
    if to is None:
        typer.echo(written, nl=False)
    else:
        files.write_named(to, written.encode())
        typer.echo(f"Written to {to}.", err=True)
    _tell_problems(shelf.problems)


@stories.command("told")
def told(
    take: TakeName,
    story_id: Annotated[str, typer.Argument(metavar="STORY", help="None: it is guessed, and only shown.")] = "",
    best: Annotated[bool, typer.Option("--best", help="This is the best take of the story.")] = False,
) -> None:
    """Note that an answer told a story; without STORY it says which one it likely was."""
    desk = _desk()
    session_id, take_id = _take(take)
    if story_id:
        story = desk.link(story_id, session_id, take_id)
        if best and story.best_take != take:
            story = desk.mark_best(story_id, take)
        typer.echo(f"{story.id} was told {len(story.told)} times." if len(story.told) > 1 else f"{story.id}: noted.")
        return
    guess = desk.guess(session_id, take_id)
    if guess is None:
        typer.echo(f"None of your stories, it seems. Make one of it: simulator stories new --from {take}")
    else:
        words = f" (both speak of {', '.join(guess.shared[:6])})" if guess.shared else ""
        typer.echo(f"Likely {guess.story}{words}. Note it: simulator stories told {take} {guess.story}")


@stories.command("fit")
def fit(question: Annotated[str, typer.Argument(help="A question's id, or a family such as noticed_first.")]) -> None:
    """See which of your stories fits a question, and why."""
    from simulator.content.vocabulary import STORY_FAMILIES, nearest
    from simulator.stories.text import fit_lines
    from simulator.wiring.library import open_library

    known = {one.id: one for one in open_library().questions}
    asked = known.get(question)
    family = asked.family if asked else question
    if family not in STORY_FAMILIES:
        near = nearest(question, (*STORY_FAMILIES, *known))
        remedy = f"Did you mean {near}?" if near else f"Families: {', '.join(STORY_FAMILIES)}"
        raise UsageError("no such question or family of stories", where=question, remedy=remedy)
    _say(fit_lines(_desk().fitting(family, competencies=asked.competencies if asked else ())))


@stories.command("delete")
def delete(story_id: StoryId, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Delete a story's file. The takes in which it was told stay."""
    desk = _desk()
    desk.path(story_id)
    if not yes:
        typer.confirm(f"Delete the story {story_id}?", abort=True)
    desk.delete(story_id)
    typer.echo(f"Deleted {story_id}.")


def _desk() -> "StoryDesk":
    from simulator.settings import load_settings
    from simulator.wiring.services import RealServices

    return RealServices(load_settings()).stories


def _take(name: str) -> tuple[str, str]:
    session_id, slash, take_id = name.partition("/")
    if not (session_id and slash and take_id):
        raise UsageError(
            "this is not a take", where=name, remedy="Write it as SESSION/TAKE, as `simulator compare` does"
        )
    return session_id, take_id


def _say(lines: "Iterable[str]") -> None:
    for line in lines:
        typer.echo(without_controls(line))


def _tell_problems(problems: "Sequence[Problem]") -> None:
    """On stderr: the rest goes on without these files."""
    for problem in problems:
        typer.echo(f"simulator: {problem}", err=True)
