"""All stories at a glance, to print on one sheet: what each tells, which is for which question, what comes next."""

import textwrap
from collections.abc import Iterator, Sequence

from simulator.report.page.markup import Html, el
from simulator.stories.coverage import QUADRANTS, Coverage
from simulator.stories.next import Step
from simulator.stories.text import STEPS_SHOWN
from simulator.stories.types import Story

_SHEET_CHARS, _MOST, _LEAST = 900, 140, 30
"""Characters of one beat over all stories, and of one story at most and at least: a dozen stories fit on a sheet."""
STYLE = """
.sheet table { width: 100% } .sheet caption { text-align: left; color: var(--quiet) }
.stories th { padding-top: .6rem } .stories th span { font-weight: normal; color: var(--quiet) }
.stories td { width: 33% }
@media print { @page { margin: 12mm } .sheet { font-size: 8pt; line-height: 1.25 } .sheet h2 { margin: .3rem 0 .1rem;
  padding-top: .3rem; font-size: 10pt } h1 { font-size: 12pt; margin: 0 } .sheet ol li:nth-child(n+4) { display: none }
  .sheet th, .sheet td { padding-top: 0; padding-bottom: 0 } .sheet .stories th { padding-top: 3pt }
  .whole { display: none }
  #whole:not(:checked) ~ .full { display: none } #whole:checked ~ .full { break-before: page } }
"""


def sheet(stories: Sequence[Story], covered: Coverage, steps: Sequence[Step]) -> Html:
    numbers = {story.id: str(at) for at, story in enumerate(stories, 1)}
    return el("section", _stories(stories), *_which_for_what(covered, numbers), *_next(steps), class_="sheet")


def _stories(stories: Sequence[Story]) -> Html:
    room = max(_LEAST, min(_MOST, _SHEET_CHARS // max(1, len(stories))))
    rows: list[Html] = []
    for at, story in enumerate(stories, 1):
        about = " · ".join(filter(None, (story.quadrant, story.level, story.number)))
        rows.append(el("tr", el("th", f"{at}. {story.title} ", el("span", about), colspan="3", scope="rowgroup")))
        rows.append(
            el("tr", *(el("td", textwrap.shorten(text, room, placeholder="…")) for text in story.beats.values()))
        )
    caption = el("caption", "Discovered, proposed, shipped: the first words of each; in full below")
    return el("table", caption, el("tbody", *rows), class_="stories")


def _which_for_what(covered: Coverage, numbers: dict[str, str]) -> Iterator[Html]:
    yield el("h2", "Which story for which question")
    rows = [(row.title, ", ".join(numbers[one] for one in row.stories) or "–") for row in covered.families]
    yield el("table", el("tbody", *(el("tr", el("th", name, scope="row"), el("td", told)) for name, told in rows)))
    places = [(letter, ", ".join(numbers[one] for one in covered.of_quadrant(letter)) or "–") for letter in QUADRANTS]
    yield el("p", " · ".join(f"{letter}: {told}" for letter, told in places), class_="quiet")


def _next(steps: Sequence[Step]) -> Iterator[Html]:
    if steps:
        yield el("h2", "What to prepare next")
        yield el("ol", *(el("li", el("strong", step.what), f". {step.why}") for step in steps[:STEPS_SHOWN]))
