"""The answer written out: words counted, sections labelled and timed while one types, as if it had been spoken."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.answer.lane import stretches
from simulator.answer.types import Analysis
from simulator.errors import SimulatorError
from simulator.stories.draft import HIGH_WORDS, LOW_WORDS, length_line, opening, word_count
from simulator.stories.fields import tidy
from simulator.stories.types import Story
from simulator.tui.answer_words import finding_title, section_table, verdict_lines
from simulator.tui.commands.command import bindings
from simulator.tui.commands.everywhere import GLOBAL
from simulator.tui.commands.stories import DRAFT, BeginDraft, LeaveDraft
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, shorten, warned
from simulator.tui.theme import badge
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.line import Line

REST_S = 0.4
"""After so long without a key the text is read anew."""
SAVE_S = 3.0
"""What was written is on disk at the latest after this."""


class DraftScreen(AppScreen):
    """Nothing is lost: the draft is kept while one writes, and when one leaves."""

    ABOUT = "The story as you would tell it, 200 to 300 words. Length and sections are counted while you write."
    COMMANDS_HERE = DRAFT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*GLOBAL),
        *(Binding(one.keys, one.action, one.label, show=False, priority=True, id=one.name()) for one in DRAFT),
    ]

    class WasRead(Message):
        """`analysis` of `text`; None where there is none or `fault` says why not."""

        def __init__(self, text: str, analysis: Analysis | None, fault: str) -> None:
            self.text, self.analysis, self.fault = text, analysis, fault
            super().__init__()

    class Kept(Message):
        def __init__(self, text: str, fault: str, *, leave: bool) -> None:
            self.text, self.fault, self.leave = text, fault, leave
            super().__init__()

    def __init__(self, services: Services, story: Story) -> None:
        self._services, self._story = services, story
        self._kept = story.draft
        self._warned = False
        self._rest: Timer | None = None
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join((f"Draft: {shorten(self._story.title, 60)}", "bold $primary")), id="draft-title")
        yield Line(id="draft-length")
        yield Horizontal(
            TextArea(self._story.draft, soft_wrap=True, show_line_numbers=False, id="draft"),
            VerticalScroll(Line(id="draft-told"), id="draft-aside", can_focus=False),
            id="draft-middle",
        )
        yield StarLane(id="lane")
        yield Line(id="draft-note")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._count()
        self._read(self.text)
        self.set_interval(SAVE_S, self._save_by_itself)

    def on_room(self) -> None:
        self.query_one(TextArea).focus()

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    # ---- while one types ----------------------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        self._count()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_S, lambda: self._read(self.text))

    def _count(self) -> None:
        words = word_count(self.text)
        good = LOW_WORDS <= words <= HIGH_WORDS
        told = length_line(self.text, self._services.settings.words_per_minute)
        begins = f"   {BeginDraft.key_shown()} begins with the beats of the story"
        can_begin = not self.text.strip() and bool(opening(self._story))
        begin = begins if can_begin else ""
        self.query_one(KeyBar).show_keys(
            [(one, one.label) for one in (*DRAFT, *GLOBAL) if one is not BeginDraft or can_begin]
        )
        self.query_one("#draft-length", Line).show(join((told, "bold $success" if good else "bold"), (begin, "$quiet")))

    @work(thread=True, exclusive=True, group="read")
    def _read(self, text: str) -> None:
        analysis, fault = None, ""
        try:
            analysis = self._services.stories.read_draft(text, self._story.level) if text.strip() else None
        except SimulatorError as error:
            fault = str(error)
        self.post_message(self.WasRead(text, analysis, fault))

    def on_draft_screen_was_read(self, message: WasRead) -> None:
        if message.text != self.text:
            return  # a later letter has asked anew
        analysis, lane = message.analysis, self.query_one(StarLane)
        if not self._warned:  # why it could not be kept is not wiped away by a reading that ends later
            self._note(message.fault)
        if analysis is None:
            lane.show((), 0.0)
            self.query_one("#draft-told", Line).show(Content(""))
            return
        lane.show(stretches(analysis.sentences), analysis.duration_s)
        parts = [section_table(analysis.timing), Content(""), verdict_lines(analysis, 42), Content("")]
        parts += [join(badge(one.section), f" {shorten(one.text, 40)}") for one in analysis.sentences] + [Content("")]
        parts += [finding_title(flag, flag=True) for flag in analysis.flags[:4]]
        parts += [finding_title(signal, flag=False) for signal in analysis.signals[:5]]
        self.query_one("#draft-told", Line).show(lines(parts))

    def _note(self, fault: str) -> None:
        self.query_one("#draft-note", Line).show_or_hide(warned(fault) if fault else Content(""))

    # ---- keeping ------------------------------------------------------------------------------------------------

    def _save_by_itself(self) -> None:
        if self.text.strip() != self._kept.strip():
            self._save(self.text, leave=False)

    def action_keep(self) -> None:
        self._save(self.text, leave=True)

    @work(thread=True, exclusive=True, group="save")
    def _save(self, text: str, *, leave: bool) -> None:
        fault = ""
        try:
            if text.strip() != self._kept.strip():
                self._services.stories.change(self._story.id, lambda story: replace(story, draft=tidy(text)))
        except SimulatorError as error:
            fault = str(error)
        self.post_message(self.Kept(text, fault, leave=leave))

    def on_draft_screen_kept(self, message: Kept) -> None:
        """Where it cannot be kept the text stays on the screen; a second Escape leaves all the same."""
        if not message.fault:
            self._kept = message.text
            if self._warned:
                self._warned = False
                self._note("")
        elif message.leave and not self._warned:
            self._warned = True
            here = f"The draft is still here: copy it, or leave with {LeaveDraft.key_shown()}."
            self._note(f"{message.fault.rstrip('.')}. {here}")
            return
        if message.leave:
            self.dismiss(None)

    def action_begin_with_beats(self) -> None:
        if not self.text.strip():
            self.query_one(TextArea).load_text(opening(self._story))
            self.query_one(TextArea).move_cursor(self.query_one(TextArea).document.end)
