"""The pages as frozen values, in their order."""

from functools import cache
from pathlib import Path

from simulator.answer.types import AnswerContext
from simulator.content.read import read_document
from simulator.content.vocabulary import nearest
from simulator.errors import BadInput, UsageError
from simulator.learning.schema import ExampleEntry, PageFile
from simulator.learning.types import CARD_PREFIX, Example, Page, SelfCheck

PAGES = Path(__file__).with_name("pages")


@cache
def load_pages(folder: Path = PAGES) -> tuple[Page, ...]:
    """Every page of `folder`. Raises BadInput naming file, line and key."""
    return tuple(_page(path) for path in sorted(folder.glob("*.toml")))


def find_page(pages: tuple[Page, ...], wanted: str) -> Page:
    """By its id, or by its number from 1. Raises UsageError that names the nearest."""
    by_name = {page.id: page for page in pages} | {str(number): page for number, page in enumerate(pages, 1)}
    if page := by_name.get(wanted):
        return page
    near = nearest(wanted.replace("-", "_"), [page.id.replace("-", "_") for page in pages]).replace("_", "-")
    remedy = f"Did you mean {near}?" if near else "`simulator learn --list` shows them"
    raise UsageError("no such page", where=wanted, remedy=remedy)


def _page(path: Path) -> Page:
    reading = read_document(path, lambda _: PageFile)
    file = reading.document
    if file is None:
        raise BadInput(str(reading.problems[0]), remedy="Install the program again, or put the file right")
    page_id = path.stem.split("-", 1)[1]
    return Page(
        id=page_id,
        title=file.title,
        body=tuple(file.body),
        points=tuple(file.points),
        teaches=tuple(file.teaches),
        good=_example(file.good),
        bad=_example(file.bad),
        cards=tuple(
            SelfCheck(f"{CARD_PREFIX}{page_id}/{number}", card.ask, card.answer)
            for number, card in enumerate(file.cards, 1)
        ),
    )


def _example(entry: ExampleEntry) -> Example:
    return Example(
        context=AnswerContext(entry.question, entry.level, entry.company),
        text=entry.text,
        hear=entry.hear,
        shows=tuple(entry.shows),
        flags=tuple(entry.flags),
        lacks=tuple(entry.lacks),
        meets=tuple(entry.meets),
        misses=tuple(entry.misses),
    )
