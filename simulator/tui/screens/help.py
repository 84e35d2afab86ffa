"""The keys, and what the figures mean."""

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.answer.types import SECTION_NAMES
from simulator.drill import told
from simulator.progress.words import RULE
from simulator.tui.commands.command import Command, bindings
from simulator.tui.commands.everywhere import GLOBAL, Back, Move
from simulator.tui.commands.session import SESSION, WhichStory
from simulator.tui.commands.summary import Correct, TellStory
from simulator.tui.screens.base import AppScreen
from simulator.tui.session_words import typing
from simulator.tui.text import join
from simulator.tui.theme import badge
from simulator.tui.widgets.line import Line

SECTIONS_TOLD = {
    "S": "where you were, and what was wrong before you did anything",
    "T": "what you set out to do, or were answerable for",
    "A": "what you did, said, weighed and built; objections and your reply too",
    "R": "what came of it: shipped, adopted, in numbers, also when it failed",
    "L": "what you learned or do differently now",
    "O": "talk about the talk; it is timed, and counts for nothing",
}
LESSONS = (  # the name of a command in braces is its key
    (
        "Why about 70 % on Action",
        "An interviewer hires the person, not the project. Only the Action shows how you think, decide and bring "
        "others along. Most answers that are published as models spend less than half on it, so take 60 to 80 % as "
        "a band to drift towards, not as a pass mark.",
    ),
    (
        "Why Situation and Task stay short",
        "Background is easy to tell, so it grows. Under 50 seconds, and in a short answer under a quarter of it, is "
        "enough to follow you. Whatever the listener misses, they will ask.",
    ),
    (
        "Why “I”",
        "“We rebuilt it” leaves open whether you led, helped or watched. Say “I” for what you did and name the "
        "others for what they did: that is both clearer and more generous.",
    ),
    (
        "What a follow-up is for",
        "It tests a claim that you just made, or asks for the part you left out: your share, the resistance, the "
        "number, what happened next. The reason is shown with your own words, so that next time the answer is "
        "already in the story.",
    ),
    (
        "The marks of a replay",
        "▲ is a flag, ✓ a signal, ? the place that led to a follow-up, ◆ a bookmark or note of yours, – a pause, "
        "╳ where the microphone was gone. Words that a flag rests on are underlined. The line above the lane is the "
        "whole session. A click on it, on the lane, on a mark or on a word goes there.",
    ),
    (
        "What the story bank is for",
        "Three or four stories that you know well answer most questions. A story of initiative has three beats (how "
        "you found the problem, how you won the others, what was shipped) and a number that changed. Spread yours over "
        "the four quadrants. {tell_story} in a summary makes a story of an answer, {which_story} in a session tells "
        "which story fits the question. Each story is a text file of yours, which any editor can change.",
    ),
    ("What the drill is for", f"{told.WHY} {told.HOW_SCHEDULED}"),
    (
        "What progress tells",
        "Six figures over your sessions, each with its target. Sessions differ by chance, so one good day is no trend: "
        f"{RULE} Tell the same story again and compare it in its summary to see what the new take gained and lost.",
    ),
    (
        "How sure the figures are",
        "Seconds and words come from what was heard, usually right to a fifth of a second. The sections are labelled "
        "by a model that agrees with people on about nine sentences in ten; where it is unsure, a “?” stands beside "
        "the letter. {correct} in the summary puts a label right, and a “*” marks what you set. With little speech or "
        "unsure labels the verdict is “cannot tell”, on purpose. Findings say how sure they are, and show the words "
        "that they rest on: you are the judge.",
    ),
    (
        "While you speak",
        "Bright words are settled, dim ones may still change. The live setup budget assumes an answer of two and a "
        "half minutes; afterwards it is held against the real length. Silence never cuts you off.",
    ),
)


class HelpScreen(AppScreen):
    """Scrolls; Escape goes back."""

    COMMANDS_HERE = (Move, Back)
    BINDINGS = bindings(Back)

    def __init__(self, here: Sequence[type[Command]] = (), about: str = "") -> None:
        """`here` and `about`: the commands of the screen that was left, and what it is for."""
        self._here, self._about = tuple(here), about
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Help", "bold $primary")), id="help-title")
        yield VerticalScroll(*self._parts(), id="help")

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    def on_room(self) -> None:
        self.query_one("#help").focus()

    def action_help(self) -> None:
        self.action_back()

    def _parts(self) -> Iterable[Widget]:
        if self._about:
            yield _heading("This screen")
            yield Line(join(self._about))
        if self._here and self._here != SESSION:
            yield _heading("Keys on this screen")
            yield from map(_key, self._here)
        yield _heading("Keys in a session")
        yield from map(_key, SESSION)
        yield _two("", Content(typing()))
        yield _heading("Keys everywhere")
        yield from map(_key, GLOBAL)
        keys = {command.name(): command.key_shown() for command in (TellStory, WhichStory, Correct)}
        for title, text in LESSONS:
            yield _heading(title)
            yield Line(join(text.format(**keys)))
        yield _heading("The letters")
        for section, name in SECTION_NAMES.items():
            yield _two(badge(section), join((f"{name:<11}", "bold"), (SECTIONS_TOLD[section], "$quiet")))


def _heading(text: str) -> Line:
    return Line(join((text, "bold $accent")), classes="heading")


def _key(command: type[Command]) -> Horizontal:
    return _two(join((command.key_shown(), "bold $primary")), Content(command.help()))


def _two(short: Content | str, text: Content) -> Horizontal:
    """A narrow column and a wide one, so that long texts do not run under the short ones."""
    return Horizontal(Line(join(short), classes="short"), Line(text), classes="two")
