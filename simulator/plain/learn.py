"""Learning in plain lines: the pages, one page with its lanes, the cards."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from simulator.drill.types import OWN_GRADES, OwnGrade
from simulator.learning import told
from simulator.learning.examples import Judged
from simulator.learning.types import CardKept, LearningOverview, Page, SelfCheck
from simulator.review.layout import wrapped
from simulator.review.terminal import lane_lines

GRADING = "Your own grade: 1 again, 2 hard, 3 good, 4 easy. Enter: no grade. q: end."


def list_lines(seen: LearningOverview) -> Iterator[str]:
    """Every page with its number and where it stands."""
    yield f"{told.standing_line(seen)}."
    if seen.notice:
        yield f"Note: {seen.notice}"
    for number, row in enumerate(seen.rows, 1):
        yield f"{number:>3}  {row.page.title} ({row.page.id}): {told.row_state(row, seen.today)}"


def page_lines(page: Page, judged: Judged) -> Iterator[str]:
    """The page, and its examples with lane and findings."""
    yield page.title
    for paragraph in page.body:
        yield ""
        yield from wrapped(paragraph, 80)
    yield ""
    for point in page.points:
        yield from wrapped(point, 80, first="- ")
    for (kind, example), analysis in zip(page.examples.items(), (judged.good, judged.bad), strict=True):
        yield ""
        yield f"{told.KINDS[kind]}. {example.context.question}"
        yield from wrapped(f"“{example.text}”", 80, first="  ")
        yield from lane_lines(analysis)
        yield from wrapped(example.hear, 80, first="  → ")
        for line in told.finding_lines(example, analysis):
            yield from wrapped(line, 80, first="  ")
    yield ""
    yield told.ESTIMATED


def ask_cards(
    cards: Sequence[SelfCheck],
    keys: Iterable[str],
    say: Callable[[str], None],
    keep: Callable[[SelfCheck, OwnGrade], CardKept],
) -> None:
    """Ask each card, show its answer at a line, keep the grade at the next. Ends with the input, or at "q"."""
    typed = iter(keys)
    for number, card in enumerate(cards, 1):
        say("")
        say(f"Card {number} of {len(cards)}: {card.ask}")
        say("Say your answer, then Enter.")
        if _ended(next(typed, None)):
            return
        say(f"  {card.answer}")
        say(GRADING)
        answer = next(typed, None)
        if _ended(answer):
            return
        if grade := _grade(answer or ""):
            say(told.kept_line(keep(card, grade)))


def _ended(line: str | None) -> bool:
    return line is None or line.strip().lower() == "q"


def _grade(line: str) -> OwnGrade | None:
    """By its number or its name."""
    said = line.strip().lower()
    return next((grade for number, grade in enumerate(OWN_GRADES, 1) if said in (str(number), grade)), None)
