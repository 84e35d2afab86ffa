"""What exactly is asked: a story in which the follow-up is open, and a wording. The same seed gives the same choice."""

import random
from collections.abc import Sequence
from datetime import datetime

from simulator.content.models import ProbeFamily, StoryContext, Wording
from simulator.content.quote import has_quote_slot
from simulator.drill.stories import OwnStory
from simulator.drill.types import DrillItem, Entry
from simulator.errors import BadInput


def choose_item(
    family: ProbeFamily,
    own: Sequence[OwnStory],
    contexts: Sequence[StoryContext],
    entries: Sequence[Entry],
    *,
    seed: int,
    tone: str | None = None,
    ahead: bool = False,
) -> DrillItem:
    """An own story goes before a written one, and neither comes twice running where there is another.

    `entries`: how the family was drilled so far. Raises BadInput when there is neither story nor wording.
    """
    chance = random.Random(f"{seed}/{family.id}/{len(entries)}")
    last = entries[-1].story if entries else ""
    if fresh := [story for story in own if story.source != last]:
        return _own_item(family, chance.choice(fresh), ahead)
    return _written_item(family, _context(family, contexts, entries, chance), _wording(family, tone, chance), ahead)


def _own_item(family: ProbeFamily, story: OwnStory, ahead: bool) -> DrillItem:
    probe = story.probe
    return DrillItem(
        family=family,
        title=f"Your answer{_on(story.started)}: {story.question}",
        story=story.text,
        source=story.source,
        own=True,
        wording_id=probe.id,
        text=probe.text,
        because=probe.because or family.why,
        quote=probe.quote,
        ahead=ahead,
    )


def _on(started: str) -> str:
    try:
        day = datetime.fromisoformat(started)
    except ValueError:
        return ""
    return f" of {day.day} {day:%B}"


def _written_item(family: ProbeFamily, context: StoryContext, wording: Wording, ahead: bool) -> DrillItem:
    return DrillItem(
        family=family,
        title=f"{context.title} ({context.profession})",
        story=context.story,
        source=context.id,
        own=False,
        wording_id=wording.id,
        text=wording.text,
        because=family.why,
        ahead=ahead,
    )


def _context(
    family: ProbeFamily, contexts: Sequence[StoryContext], entries: Sequence[Entry], chance: random.Random
) -> StoryContext:
    """One that leaves the family open; the one told longest ago or never."""
    fitting = [context for context in contexts if family.id in context.families] or list(contexts)
    if not fitting:
        raise BadInput("there is no story to drill on", remedy="Install the program again")
    told = [entry.story for entry in entries]
    latest = {story: at for at, story in enumerate(told)}
    oldest = min(latest.get(context.id, -1) for context in fitting)
    return chance.choice([context for context in fitting if latest.get(context.id, -1) == oldest])


def _wording(family: ProbeFamily, tone: str | None, chance: random.Random) -> Wording:
    """Without a slot for a quote, since in a written story the person has said nothing yet, and fit for everybody."""
    usable = [one for one in family.wordings if one.for_everyone and not has_quote_slot(one.text)]
    if not usable:
        raise BadInput("no wording without a quote", where=family.id, remedy="Add one: followups/README.md")
    return chance.choice([one for one in usable if one.tone == tone] or usable)
