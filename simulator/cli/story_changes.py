"""Commands that begin, change, tell or delete a story."""

from typing import Annotated

import typer

from simulator.cli.story_desk import StoryId, desk, tell_problems
from simulator.content.plaintext import without_controls
from simulator.errors import UsageError

TakeName = Annotated[str, typer.Argument(metavar="TAKE", help="SESSION/TAKE, such as `simulator compare` lists.")]


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
    bank = desk()
    if take:
        proposal = bank.propose(*_take(take))
        offers = [
            replace(offer, text=title) if offer.key == "title" and title.strip() else offer for offer in proposal.offers
        ]
        story = bank.keep(proposal, offers)
        for offer in offers:
            if offer.accepted and offer.quote:
                name = offer.text if offer.field == "signal" else offer.title
                typer.echo(f"  {name}: “{without_controls(offer.quote)}”")
        for beat in proposal.open:
            typer.echo(f"  {beat.capitalize()}: not heard in this answer, to be written by you")
    else:
        story = bank.add(title)
    typer.echo(f"Kept as {story.id}: {bank.path(story.id)}")


def edit(story_id: StoryId) -> None:
    """Open a story's file in your editor ($VISUAL or $EDITOR), and check it afterwards."""
    import os
    import shlex
    import subprocess

    from simulator.stories.store import read_story

    path = desk().path(story_id)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("no editor is set", where="EDITOR", remedy=f"Set it, or open the file yourself: {path}")
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"the editor cannot be started ({error})", where=editor) from error
    tell_problems(read_story(path).problems)


def told(
    take: TakeName,
    story_id: Annotated[str, typer.Argument(metavar="STORY", help="None: it is guessed, and only shown.")] = "",
    best: Annotated[bool, typer.Option("--best", help="This is the best take of the story.")] = False,
) -> None:
    """Note that an answer told a story; without STORY it says which one it likely was."""
    bank = desk()
    session_id, take_id = _take(take)
    if story_id:
        story = bank.link(story_id, session_id, take_id)
        if best and story.best_take != take:
            story = bank.mark_best(story_id, take)
        typer.echo(f"{story.id} was told {len(story.told)} times." if len(story.told) > 1 else f"{story.id}: noted.")
        return
    guess = bank.guess(session_id, take_id)
    if guess is None:
        typer.echo(f"None of your stories, it seems. Make one of it: simulator stories new --from {take}")
    else:
        words = f" (both speak of {', '.join(guess.shared[:6])})" if guess.shared else ""
        typer.echo(f"Likely {guess.story}{words}. Note it: simulator stories told {take} {guess.story}")


def delete(story_id: StoryId, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Delete a story's file. The takes in which it was told stay."""
    bank = desk()
    bank.path(story_id)
    if not yes:
        typer.confirm(f"Delete the story {story_id}?", abort=True)
    bank.delete(story_id)
    typer.echo(f"Deleted {story_id}.")


def _take(name: str) -> tuple[str, str]:
    session_id, slash, take_id = name.partition("/")
    if not (session_id and slash and take_id):
        raise UsageError(
            "this is not a take", where=name, remedy="Write it as SESSION/TAKE, as `simulator compare` does"
        )
    return session_id, take_id
