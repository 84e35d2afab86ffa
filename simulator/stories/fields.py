"""The parts of a story that a person can change, each by its name. Pure.

"framing:COMPETENCY", "check:CHECK" and "because:CHECK" are parts as well; their names come with the story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from simulator.answer.bar import LEVEL_NAMES
from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES
from simulator.content.plaintext import unsafe_character
from simulator.content.vocabulary import COMPETENCIES, QUESTION_FAMILIES, STORY_FAMILIES
from simulator.stories.types import Checked, CheckId, Reply, Story
from simulator.stories.vocabulary import ARCHETYPES, BEAT_ASKS, BEAT_TITLES, CHECKS, competency_name

Kind = Literal["line", "passage", "choice", "several"]
FRAMING, CHECK, BECAUSE = "framing:", "check:", "because:"
_REPLIES: Mapping[str, str] = {"yes": "Yes", "no": "No", "unsure": "I am not sure"}


@dataclass(frozen=True, slots=True)
class Field:
    """`asks`: what to write or choose. `options`: id → name, of a choice; a "choice" may also be left open."""

    id: str
    title: str
    kind: Kind
    asks: str = ""
    options: Mapping[str, str] | None = None


_PLACES = {letter: f"{letter}: {name}" for letter, name in QUADRANT_NAMES.items()}
_LEVELS = {str(level): name for level, name in LEVEL_NAMES.items()}
_SIGNALS = {name: entry.title for name, entry in SIGNALS.items()}
_FAMILIES = {name: QUESTION_FAMILIES[name] for name in STORY_FAMILIES}
_COMPETENCIES = {name: competency_name(name) for name in COMPETENCIES}
_FRAMED = "What does it serve? Each gets a framing of its own."
_BEFORE: tuple[Field, ...] = (
    Field("title", "Title", "line", "A few words by which you know it"),
    *(Field(beat, title, "passage", BEAT_ASKS[beat]) for beat, title in BEAT_TITLES.items()),
    Field("number", "Number", "passage", "The number that changed: from what, to what"),
    Field("lesson", "Lesson", "passage", "What you took from it, or do otherwise now"),
    Field("quadrant", "Quadrant", "choice", "Where does the story lie?", _PLACES),
    Field("level", "Level", "choice", "Which bar does it reach?", _LEVELS),
    Field("archetype", "Kind of story", "choice", "Which of the kinds that work is it?", ARCHETYPES),
    Field("signals", "Signals", "several", "What does it show?", _SIGNALS),
    Field("families", "Questions", "several", "Which questions is it meant for?", _FAMILIES),
    Field("competencies", "Competencies", "several", _FRAMED, _COMPETENCIES),
)
_AFTER: tuple[Field, ...] = (
    Field("tags", "Tags", "line", "Words to find it by, with commas between them"),
    Field("notes", "Notes", "passage", "Whatever else you want to remember of it"),
)


def fields_of(story: Story) -> tuple[Field, ...]:
    """In the order in which a story is made; a framing for each competency it serves."""
    checks = (Field(f"{CHECK}{one.id}", one.question, "choice", one.question, _REPLIES) for one in CHECKS.values())
    return (*_BEFORE, *map(_framing, story.competencies), *checks, *_AFTER)


def _framing(competency: str) -> Field:
    name = competency_name(competency).lower()
    return Field(f"{FRAMING}{competency}", f"  as {name}", "passage", f"Asked for {name}: what would you stress?")


def because_of(check: CheckId) -> Field:
    """The reason behind the answer to a reality check."""
    return Field(f"{BECAUSE}{check}", CHECKS[check].question, "line", "Why? A few words that you would say if asked.")


def value_of(story: Story, field: Field) -> str | tuple[str, ...]:
    """A text, the id of a choice (empty: open), or the ids of several."""
    head, colon, name = field.id.partition(":")
    if colon:
        return _part_of(story, f"{head}:", name)
    if field.id == "competencies":
        return tuple(story.competencies)
    value: object = getattr(story, field.id)
    if field.id == "tags":
        return ", ".join(story.tags)
    return tuple(cast(Sequence[str], value)) if field.kind == "several" else str(value or "")


def _part_of(story: Story, head: str, name: str) -> str:
    if head == FRAMING:
        return story.competencies.get(name, "")
    checked = story.checks.get(cast(CheckId, name))
    if checked is None:
        return ""
    return checked.answer if head == CHECK else checked.because


def with_value(story: Story, field: Field, value: str | Sequence[str]) -> Story:
    """`story` with another value there; what could steer a terminal is left out of texts."""
    head, colon, name = field.id.partition(":")
    if not isinstance(value, str):
        return _with_several(story, field, tuple(value))
    text = tidy(value)
    if colon:
        return _with_part(story, f"{head}:", name, text)
    if field.id == "tags":
        tags = (" ".join(part.split()) for part in text.split(","))
        return replace(story, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))
    if field.id in ("quadrant", "level"):
        return replace(story, **{field.id: text or None})  # type: ignore[arg-type]
    return replace(story, **{field.id: text})  # type: ignore[arg-type]


def _with_several(story: Story, field: Field, chosen: tuple[str, ...]) -> Story:
    if field.id == "competencies":
        return replace(story, competencies={name: story.competencies.get(name, "") for name in chosen})
    return replace(story, **{field.id: chosen})  # type: ignore[arg-type]


def _with_part(story: Story, head: str, name: str, text: str) -> Story:
    if head == FRAMING:
        return replace(story, competencies={**story.competencies, name: text})
    check = cast(CheckId, name)
    before = story.checks.get(check, Checked("unsure"))
    after = replace(before, because=text) if head == BECAUSE else replace(before, answer=cast(Reply, text))
    others = {one: checked for one, checked in story.checks.items() if one != check}
    return replace(story, checks=others if head == CHECK and not text else {**others, check: after})


def tidy(text: str) -> str:
    """`text` as a file takes it: without what could steer a terminal."""
    return "".join(character for character in text if not unsafe_character(character)).strip()
