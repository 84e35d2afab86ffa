"""Stories as Markdown, to keep or to read elsewhere. What was written stays text: no character of it is markup."""

from collections.abc import Iterator, Sequence

from simulator.answer.bar import LEVEL_NAMES
from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES
from simulator.content.vocabulary import QUESTION_FAMILIES
from simulator.report.markdown import markdown_text
from simulator.review.layout import counted
from simulator.stories.coverage import Coverage
from simulator.stories.next import Step
from simulator.stories.text import STEPS_SHOWN
from simulator.stories.types import Story
from simulator.stories.vocabulary import ARCHETYPES, BEAT_TITLES, CHECKS, competency_name


def stories_markdown(stories: Sequence[Story], covered: Coverage, steps: Sequence[Step]) -> str:
    parts = [f"# {counted(len(stories), 'story', 'stories')} for interviews", ""]
    for story in stories:
        parts += [*_story(story), ""]
    todo = (f"1. {markdown_text(f'{one.what}. {one.why}')}" for one in steps[:STEPS_SHOWN])
    parts += ["## What to prepare next", "", *todo, ""]
    without = ", ".join(row.title for row in covered.families_without)
    if without:
        parts += [f"Questions without a story: {markdown_text(without)}.", ""]
    return "\n".join(parts)


def _story(story: Story) -> Iterator[str]:
    yield f"## {markdown_text(story.title)}"
    yield ""
    for name, text in story_facts(story):
        yield f"- **{name}:** {markdown_text(text)}"
    for name, framing in story.competencies.items():
        yield f"- **{competency_name(name)}:** {markdown_text(framing or '(no framing yet)')}"
    for check, checked in story.checks.items():
        yield f"- *{CHECKS[check].question}* {checked.answer}. {markdown_text(checked.because)}".rstrip()
    for title, text in (("Draft", story.draft), ("Notes", story.notes)):
        if text:
            yield from ("", f"### {title}", "", *(markdown_text(line) for line in text.split("\n")))
    yield from (f"- told on {one.on or 'an unknown day'}: {markdown_text(one.asked or one.take)}" for one in story.told)


def story_facts(story: Story) -> Iterator[tuple[str, str]]:
    """Name and text of what is settled, in the order in which a story is told."""
    rows = [(BEAT_TITLES[beat], text) for beat, text in story.beats.items()]
    rows += [
        ("Number", story.number),
        ("Lesson", story.lesson),
        ("Quadrant", f"{story.quadrant}: {QUADRANT_NAMES[story.quadrant]}" if story.quadrant else ""),
        ("Level", LEVEL_NAMES[story.level] if story.level else ""),
        ("Kind", ARCHETYPES.get(story.archetype, "")),
        ("Signals", ", ".join(SIGNALS[name].title for name in story.signals)),
        ("Questions", ", ".join(QUESTION_FAMILIES[name] for name in story.serves)),
        ("Tags", ", ".join(story.tags)),
    ]
    return ((name, text) for name, text in rows if text)
