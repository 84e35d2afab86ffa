"""The story bank as one HTML file to print: a sheet, then each story. Nothing from the network, no script."""

from collections.abc import Iterator, Sequence

from simulator.report.page.markup import Html, el, join
from simulator.review.layout import counted
from simulator.stories.coverage import Coverage
from simulator.stories.markdown import story_facts
from simulator.stories.next import Step
from simulator.stories.sheet import STYLE, sheet
from simulator.stories.types import Story
from simulator.stories.vocabulary import CHECKS, competency_name

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; --ink: #1d232b; --quiet: #5d6672; --ground: #f6f5f1; --line: #cdd3d9 }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe4ea; --quiet: #9aa4b1; --ground: #14181f; --line: #333c48 } }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--ink); background: var(--ground) }
h2 { margin: 1.6rem 0 .3rem; border-top: 1px solid var(--line); padding-top: 1rem } h3 { margin: .8rem 0 .2rem }
p { margin: .3rem 0 } .quiet { color: var(--quiet) } .text { white-space: pre-line }
dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: .15rem .8rem; margin: .4rem 0 } dt { color: var(--quiet) }
dd { margin: 0 } ol, ul { margin: .3rem 0; padding-left: 1.4rem }
table { border-collapse: collapse } th, td { text-align: left; padding: .15rem 1rem .15rem 0; vertical-align: top }
@media print { :root { --ink: #000; --quiet: #444; --ground: #fff; --line: #bbb } body { margin: 0; max-width: none;
  font-size: 10.5pt } article, dl { break-inside: avoid } h2, h3 { break-after: avoid } }
"""


def stories_page(stories: Sequence[Story], covered: Coverage, steps: Sequence[Step]) -> str:
    """The whole file. Everything that was written by people is text on it."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", "Stories for interviews"),
        el("style", Html(_STYLE + STYLE)),
    )
    body = el(
        "body",
        el(
            "main",
            el("h1", f"{counted(len(stories), 'story', 'stories')} for interviews"),
            sheet(stories, covered, steps),
            el("input", type="checkbox", id="whole", class_="whole"),
            el("label", " Print the stories in full too, not this sheet alone", for_="whole", class_="whole"),
            el("div", *(_story(story) for story in stories), class_="full"),
        ),
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _story(story: Story) -> Html:
    facts = [pair for name, text in story_facts(story) for pair in (el("dt", name), el("dd", text, class_="text"))]
    return el("article", el("h2", story.title), el("dl", *facts), *_framings(story), *_checks(story), *_texts(story))


def _framings(story: Story) -> Iterator[Html]:
    if story.competencies:
        yield el("h3", "Framed for")
        rows = story.competencies.items()
        yield el("ul", *(el("li", el("strong", competency_name(name)), f": {text or '–'}") for name, text in rows))


def _checks(story: Story) -> Iterator[Html]:
    if story.checks:
        yield el("h3", "Reality checks")
        rows = [(CHECKS[name].question, checked) for name, checked in story.checks.items()]
        yield el("ul", *(el("li", f"{asked} {one.answer}. {one.because}".rstrip()) for asked, one in rows))


def _texts(story: Story) -> Iterator[Html]:
    for title, text in (("Draft", story.draft), ("Notes", story.notes)):
        if text:
            yield el("h3", title)
            yield el("p", text_lines(text))
    if story.told:
        days = ", ".join(one.on for one in story.told if one.on)
        yield el("p", f"Told {counted(len(story.told), 'time')}{': ' + days if days else ''}", class_="quiet")


def text_lines(text: str) -> Html:
    """Paragraphs as they were written."""
    rows = text.split("\n")
    return join(*(part for at, row in enumerate(rows) for part in ((el("br"), row) if at else (row,))))
