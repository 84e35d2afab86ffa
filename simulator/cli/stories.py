"""Commands that look at the story bank."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import story_changes
from simulator.cli.story_desk import StoryId, desk, say, tell_problems
from simulator.content.plaintext import without_controls
from simulator.errors import EXIT_FAULT, UsageError

stories = typer.Typer(
    help="Your stories: what they show, what they cover, what to prepare next. Without a command it lists them."
)
stories.command("new")(story_changes.new)
stories.command("edit")(story_changes.edit)
stories.command("told")(story_changes.told)
stories.command("delete")(story_changes.delete)

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

    shelf = desk().shelf()
    if as_json:
        typer.echo(bank_json(shelf.bank, shelf.heard), nl=False)
    else:
        say(list_lines(shelf.bank, shelf.heard))
        tell_problems(shelf.problems)


@stories.command("show")
def show(story_id: StoryId, as_json: Json = False) -> None:
    """Show a story with all its parts, and what is to do on it."""
    from simulator.stories.record import story_json
    from simulator.stories.text import story_lines

    bank = desk()
    story, heard = bank.store.find(story_id), bank.shelf().heard
    if as_json:
        typer.echo(story_json(story, heard), nl=False)
    else:
        say(story_lines(story, heard))


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

    shelf = desk().shelf()
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
            say([f"{story.id}  {without_controls(story.title)}", *(lines or ["  All good."])])
        for problem in problems:
            typer.echo(str(problem))
    if problems:
        raise typer.Exit(EXIT_FAULT)


@stories.command("coverage")
def coverage(as_json: Json = False) -> None:
    """See what your stories cover: quadrants by level, competencies, questions, signals; and what to prepare next."""
    from simulator.stories.record import coverage_json
    from simulator.stories.text import coverage_lines

    shelf = desk().shelf()
    if as_json:
        typer.echo(coverage_json(shelf.covered, shelf.steps), nl=False)
    else:
        say(coverage_lines(shelf.covered, shelf.steps))
        tell_problems(shelf.problems)


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
    say(fit_lines(desk().fitting(family, competencies=asked.competencies if asked else ())))


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

    shelf = desk().shelf()
    ending = to.suffix.lower() if to else ""
    html = form is ExportForm.html or (form is None and ending in (".html", ".htm"))
    written = (stories_page if html else stories_markdown)(shelf.stories, shelf.covered, shelf.steps)
    if to is None:
        typer.echo(written, nl=False)
    else:
        files.write_named(to, written.encode())
        typer.echo(f"Written to {to}.", err=True)
    tell_problems(shelf.problems)
