"""The story bank in lines of 80 columns: the list, one story, the coverage, what to prepare next."""

from collections.abc import Iterator, Sequence

from simulator.answer.bar import LEVEL_NAMES
from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES
from simulator.answer.types import LEVELS
from simulator.content.vocabulary import QUESTION_FAMILIES
from simulator.review.layout import WIDTH, counted, heading, wrapped
from simulator.stories.check import Heard, Remark, is_whole, remarks
from simulator.stories.coverage import QUADRANTS, Coverage, Row
from simulator.stories.draft import word_count
from simulator.stories.fit import Fit
from simulator.stories.next import Step
from simulator.stories.types import Bank, Story, ToldIn
from simulator.stories.vocabulary import ARCHETYPES, BEAT_TITLES, CHECKS, competency_name

NO_STORY = (
    "No story yet. Make one of an answer you gave: simulator stories new --from SESSION/TAKE; or begin with a title: "
    "simulator stories new “The export that failed at night”."
)
MARKS = {"against": "!", "weak": "~", "open": "○"}
STEPS_SHOWN = 8
_LABEL = 14


def list_lines(bank: Bank, heard: Heard) -> Iterator[str]:
    """Two lines a story."""
    if not bank.stories and not bank.problems:
        yield from wrapped(NO_STORY, WIDTH)
    for story in bank.stories:
        yield from wrapped(story.title, WIDTH, first=f"{story.id}  ", rest="    ")
        yield from wrapped(" · ".join(facts(story, remarks(story, heard))), WIDTH, first="    ")


def facts(story: Story, said: Sequence[Remark]) -> list[str]:
    """Where it lies, how often it was told, and how far it is."""
    place = story.quadrant or "quadrant open"
    level = story.level or "level open"
    told = f"told {counted(len(story.told), 'time')}" if story.told else "never told"
    return [place, level, told, state(story, said)]


def state(story: Story, said: Sequence[Remark]) -> str:
    """The one thing that matters most."""
    if against := [one for one in said if one.weight == "against"]:
        return "not yet a story of initiative: " + ", ".join(one.id.replace("_", " ") for one in against)
    if not is_whole(story):
        return "not whole yet"
    still = sum(one.weight == "open" for one in said)
    return f"whole, {still} open" if still else "whole"


def story_lines(story: Story, heard: Heard) -> Iterator[str]:
    said = remarks(story, heard)
    yield from wrapped(story.title, WIDTH)
    yield from wrapped(" · ".join(facts(story, said)), WIDTH)
    yield ""
    for name, text in _fields(story):
        yield from _field(name, text)
    yield from heading("Competencies", [line for row in _framings(story) for line in row])
    yield from heading("Reality checks", [line for row in _check_rows(story) for line in row])
    yield from heading("Told in", [line for one in story.told for line in _take_lines(one)])
    if story.draft:
        yield from heading(f"Draft, {counted(word_count(story.draft), 'word')}", _paragraphs(story.draft))
    if story.notes:
        yield from heading("Notes", _paragraphs(story.notes))
    yield from heading("To do", [line for remark in said for line in remark_lines(remark)])


def _fields(story: Story) -> Iterator[tuple[str, str]]:
    for beat, text in story.beats.items():
        yield BEAT_TITLES[beat], text
    yield "Number", story.number
    yield "Lesson", story.lesson
    if story.quadrant:
        yield "Quadrant", f"{story.quadrant}: {QUADRANT_NAMES[story.quadrant]}"
    yield "Level", LEVEL_NAMES[story.level] if story.level else ""
    yield "Archetype", ARCHETYPES.get(story.archetype, "")
    yield "Signals", ", ".join(SIGNALS[name].title.lower() for name in story.signals)
    yield "Questions", ", ".join(QUESTION_FAMILIES[name].lower() for name in story.serves)
    yield "Tags", ", ".join(story.tags)


def _field(name: str, text: str) -> list[str]:
    return wrapped(text, WIDTH, first=f"{name:<{_LABEL}}") if text else []


def _framings(story: Story) -> Iterator[list[str]]:
    for name, framing in story.competencies.items():
        yield wrapped(framing or "(no framing yet)", WIDTH, first=f"  {competency_name(name)}: ", rest="    ")


def _check_rows(story: Story) -> Iterator[list[str]]:
    for name, check in CHECKS.items():
        checked = story.checks.get(name)
        answer = f"{checked.answer}. {checked.because}".strip() if checked else "not answered"
        yield wrapped(f"{check.question} {answer}", WIDTH, first="  ", rest="    ")


def _take_lines(told: ToldIn) -> list[str]:
    best = "  the best" if told.best else ""
    return wrapped(f"{told.take}  {told.on}  {told.asked}{best}", WIDTH, first="  ", rest="    ")


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.split("\n") for line in (wrapped(part, WIDTH, first="  ") if part else [""])]


def remark_lines(remark: Remark) -> list[str]:
    quote = f" “{remark.quote}”" if remark.quote else ""
    repair = f" → {remark.repair}" if remark.repair else ""
    return wrapped(f"{remark.what}{quote}{repair}", WIDTH, first=f"  {MARKS[remark.weight]} ", rest="    ")


def coverage_lines(covered: Coverage, steps: Sequence[Step]) -> Iterator[str]:
    yield f"{counted(len(covered.stories), 'story', 'stories')} by quadrant and level"
    yield f"{'':<4}" + "".join(f"{level:>8}" for level in LEVELS)
    for quadrant in QUADRANTS:
        cells = "".join(f"{len(covered.grid[quadrant, level]) or '·':>8}" for level in LEVELS)
        yield f"  {quadrant} {cells}   {QUADRANT_NAMES[quadrant]}"
    if covered.unplaced:
        yield from wrapped(f"Without quadrant or level: {', '.join(covered.unplaced)}", WIDTH, first="  ", rest="    ")
    yield from heading("Competencies", [line for row in covered.competencies for line in _row(row)])
    yield from heading("Families of questions", [line for row in covered.families for line in _row(row)])
    yield from heading("Signals", [line for row in covered.signals for line in _row(row)])
    yield from next_lines(steps)


def _row(row: Row) -> list[str]:
    might = f" (perhaps {', '.join(row.might)})" if row.might and not row.stories else ""
    told = ", ".join(row.stories) or f"none{might}"
    mark = "●" if row.stories else "○"
    return wrapped(f"{row.title}: {told}", WIDTH, first=f"  {mark} ", rest="    ")


def next_lines(steps: Sequence[Step], first: int = STEPS_SHOWN) -> list[str]:
    """What to do, then why; the `first` of them."""
    told = [(f"  {at}. ", f"{step.what}. {step.why}") for at, step in enumerate(steps[:first], 1)]
    rows = [line for start, text in told for line in wrapped(text, WIDTH, first=start, rest="     ")]
    if len(steps) > first:
        rows.append(f"     and {len(steps) - first} more, less urgent")
    return heading("What to prepare next", rows)


def fit_lines(fits: Sequence[Fit]) -> Iterator[str]:
    if not fits:
        yield "No story of yours fits such a question yet."
    for fit in fits:
        yield from wrapped(
            f"{fit.story.title}: {', '.join(fit.because)}", WIDTH, first=f"{fit.story.id}  ", rest="    "
        )
