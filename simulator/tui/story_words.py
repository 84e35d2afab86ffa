"""What the screens of the story bank show: pure functions from stories to text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.review.layout import counted
from simulator.stories.coverage import QUADRANTS
from simulator.stories.draft import word_count
from simulator.stories.fields import CHECK, Field, value_of
from simulator.stories.text import facts, state
from simulator.stories.vocabulary import CHECKS
from simulator.tui.commands.stories import NewStory
from simulator.tui.commands.summary import TellStory
from simulator.tui.text import hang, join, lines, one_line, shorten

if TYPE_CHECKING:
    from simulator.content.models import Library, Plan
    from simulator.stories.check import Remark
    from simulator.stories.fit import Fit
    from simulator.stories.propose import Offer
    from simulator.stories.shelf import Shelf
    from simulator.stories.types import Story, ToldIn

_LABEL = 16
_NO_DRAFT = Content.styled("The answer written out, 200 to 300 words", "$quiet italic")
_STYLES = {"against": ("! ", "bold $warning"), "weak": ("~ ", "bold $accent"), "open": ("○ ", "$quiet")}


def empty_bank() -> str:
    """How a first story comes about."""
    return (
        f"No story yet. {NewStory.key_shown()} begins one; or answer a question aloud and press "
        f"{TellStory.key_shown()} in its summary: the answer becomes a story, each part with your own words."
    )


def story_row(story: Story, said: Sequence[Remark], width: int) -> Content:
    """A story in the list: its title, and below it where it stands."""
    against = any(one.weight == "against" for one in said)
    about = hang(Content("  "), join((" · ".join(facts(story, said)), "$warning" if against else "$quiet")), width, 2)
    return lines([join((shorten(story.title, width), "bold")), about])


def standing_line(shelf: Shelf) -> str:
    """How many there are, and the quadrants without one."""
    empty = [letter for letter in QUADRANTS if not shelf.covered.of_quadrant(letter)]
    told = counted(len(shelf.stories), "story", "stories")
    return f"{told}; none yet in {', '.join(empty)}" if empty else f"{told}, one in each quadrant at least"


def next_line(shelf: Shelf) -> Content:
    """The most urgent thing."""
    step = shelf.steps[0] if shelf.steps else None
    if step is None:
        return Content("")
    return join(("Next: ", "bold $accent"), one_line(step.what), (f". {one_line(step.why)}", "$quiet"))


# ---- one story


def field_row(story: Story, field: Field, width: int) -> Content:
    """A part with what is in it; an empty one says what belongs there."""
    value = value_of(story, field)
    if field.id.startswith(CHECK):
        return _check_row(story, field, width)
    if isinstance(value, tuple):
        names = field.options or {}
        value = ", ".join(names.get(one, one) for one in value)
    elif field.options:
        value = field.options.get(value, value)
    body = join(one_line(value)) if value else join((field.asks, "$quiet italic"))
    return hang(join((f"{field.title:<{_LABEL}}", "$primary")), body, width, _LABEL)


def _check_row(story: Story, field: Field, width: int) -> Content:
    check = next(one for name, one in CHECKS.items() if field.id == f"{CHECK}{name}")
    checked = story.checks.get(check.id)
    if checked is None:
        return hang(join(("?  ", "bold $accent")), join(check.question, ("  not answered", "$quiet")), width, 3)
    holds = checked.answer == check.passes
    mark = ("✓  ", "bold $success") if holds else ("~  ", "bold $accent")
    because = f" {one_line(checked.because)}" if checked.because else ""
    return hang(join(mark), join(check.question, (f"  {checked.answer}.{because}", "bold")), width, 3)


def draft_row(story: Story, width: int) -> Content:
    """Its length, or that there is none."""
    words = word_count(story.draft)
    told = join(f"{words} words", (f"  {shorten(story.draft, 2 * width)}", "$quiet")) if words else _NO_DRAFT
    return hang(join((f"{'Draft':<{_LABEL}}", "$primary")), told, width, _LABEL)


def take_row(told: ToldIn, width: int) -> Content:
    best = ("★ ", "bold $warning") if told.best else ("  ", "")
    quote = next(iter(told.quotes.values()), "")
    said = f"  “{shorten(quote, 60)}”" if quote else ""
    return hang(
        join(best, (f"{told.on or '?':<12}", "$quiet")),
        join(one_line(told.asked or told.take), (said, "italic $quiet")),
        width,
        14,
    )


def remark_row(remark: Remark, width: int) -> Content:
    quote = (f"  “{one_line(remark.quote)}”", "italic")
    repair = (f"  → {one_line(remark.repair)}" if remark.repair else "", "$quiet")
    return hang(
        join(_STYLES[remark.weight]), join(one_line(remark.what), quote if remark.quote else "", repair), width, 2
    )


def head_line(story: Story, said: Sequence[Remark], *, pointing: bool) -> Content:
    """Where it stands. `pointing`: what is to do stands at the end of the list, and this says so."""
    against = any(one.weight == "against" for one in said)
    told = f"told {counted(len(story.told), 'time')}" if story.told else "never told"
    more = f"  ·  {len(said)} to do, at the end" if said and pointing else ""
    return join(
        (state(story, said).capitalize(), "bold $warning" if against else "bold"), (f"  ·  {told}{more}", "$quiet")
    )


# ---- offers, and which story fits


def offer_row(offer: Offer, width: int) -> Content:
    mark = ("● ", "bold $success") if offer.accepted else ("○ ", "$quiet")
    style = "" if offer.accepted else "$quiet"
    first = hang(
        join(mark, (f"{offer.title:<{_LABEL}}", "$primary")),
        join((shorten(offer.text, 3 * width), style)),
        width,
        _LABEL + 2,
    )
    if not offer.quote or offer.quote == offer.text:
        return first
    return lines(
        [
            first,
            hang(Content(" " * (_LABEL + 2)), join((f"“{one_line(offer.quote)}”", "italic $quiet")), width, _LABEL + 2),
        ]
    )


def fits_text(fits: Sequence[Fit]) -> str:
    """For a notice: each story with its reasons."""
    return "\n".join(f"{at}. {one_line(fit.story.title)}: {', '.join(fit.because)}" for at, fit in enumerate(fits, 1))


def plan_line(shelf: Shelf, plan: Plan, library: Library) -> str:
    """What the bank has for the families of a plan; empty while there are no stories."""
    if not shelf.stories:
        return ""
    named = {one.id: one.family for one in library.questions}
    families = [named[one] for one in plan.questions if one in named]
    families += [family for pick in plan.picks for family in pick.families]
    rows = {row.id: row for row in shelf.covered.families}
    asked = [rows[family] for family in dict.fromkeys(families) if family in rows] or list(rows.values())
    without = [row.title.lower() for row in asked if not row.stories]
    have = f"Your stories: for {len(asked) - len(without)} of {len(asked)} families it may ask"
    return f"{have}; none yet for {', '.join(without[:3])}{' …' if len(without) > 3 else ''}" if without else have
