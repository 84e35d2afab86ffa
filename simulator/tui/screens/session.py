"""The session: it draws views of a running session and sends it commands, nothing else."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.answer.guideline import PRESETS
from simulator.answer.lane import stretches
from simulator.answer.timing import measure
from simulator.answer.types import Timing
from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview.view import LiveReading, View
from simulator.paths import home_dir
from simulator.tui import messages, session_words
from simulator.tui.answer_words import result_card, section_table, story_of
from simulator.tui.commands.command import Command, bindings
from simulator.tui.commands.session import SESSION
from simulator.tui.fitting import show_fitting
from simulator.tui.live import LiveSession
from simulator.tui.names import prompt_kind
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.note_box import NoteBox
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.services import Services
from simulator.tui.text import clock, join, lines, one_line, plain
from simulator.tui.widgets.budgets import Budgets
from simulator.tui.widgets.captions import Captions
from simulator.tui.widgets.key_bar import Key, KeyBar
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.level_meter import LevelMeter
from simulator.tui.widgets.line import Line
from simulator.tui.widgets.question_card import QuestionCard

FRAMES_HZ = 12
SECTION_BAR = 16
"""Cells of the longest bar: with it a row fills the column beside the captions, and does not wrap."""
NOTHING: Timing = measure((), 0.0)


class SessionScreen(AppScreen):
    """Asks the session for its view twelve times a second and paints what changed."""

    ABOUT = (
        "The interviewer asks, you answer aloud. The lane shows where your time goes; under it is what the "
        "guideline allows. Everything is on disk while you speak."
    )
    WHOLE: ClassVar[str] = "the whole session"
    """What is saved elsewhere."""
    COMMANDS_HERE: ClassVar[tuple[type[Command], ...]] = SESSION
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*SESSION),
        Binding("tab,shift+tab", "toggle_text", "Text or keys", show=False),
        Binding("up", "scroll_words(-1)", "Earlier words", show=False),
        Binding("down", "scroll_words(1)", "Later words", show=False),
    ]

    def __init__(self, services: Services, session: LiveSession, *, hide_question: bool = False) -> None:
        self._services, self._session, self._hide = services, session, hide_question
        self._guideline = PRESETS[services.settings.guideline].guideline
        self._reading: LiveReading | None = None
        self._typing_in = ""
        self._over = False
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Horizontal(Line(id="place"), Line(id="parts"), id="session-top")
        yield QuestionCard(id="question")
        yield Horizontal(Line(id="phase"), Line(id="elapsed"), id="state")
        yield Horizontal(LevelMeter(id="meter"), Line(id="hearing"), id="sound")
        yield Line(id="notice")
        yield Horizontal(
            Vertical(
                Captions(id="captions"),
                TextArea(id="typed", soft_wrap=True, show_line_numbers=False),
                VerticalScroll(Line(id="card-text"), id="card", can_focus=False),
                id="heard",
            ),
            Line(id="sections"),
            id="middle",
        )
        yield Line(id="hint")
        yield StarLane(id="lane")
        yield Budgets(id="budgets")

    def on_mount(self) -> None:
        self._session.on_change = self._tell_changed
        self.query_one(TextArea).display = False
        self._draw()
        self.set_interval(1 / FRAMES_HZ, self._draw)

    def on_unmount(self) -> None:
        self._session.on_change = None

    def _tell_changed(self) -> None:
        """From the session's thread."""
        self.post_message(messages.SessionChanged())

    def on_session_changed(self) -> None:
        self._draw()

    def on_room(self) -> None:
        if self.query_one(TextArea).display:
            self.query_one(TextArea).focus()

    # ---- drawing ------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        view = self._session.view()
        if view.phase == "finished":
            self._finish_up()
            return
        self._draw_question(view)
        self._draw_state(view)
        self._draw_middle(view)
        self._draw_timing(view)
        self._line("hint").show(plain(*self.hint(view)), layout=False)
        self.query_one(KeyBar).show_keys(self.keys(view))

    @property
    def _in_text(self) -> bool:
        return isinstance(self.focused, TextArea)

    # What a session of another kind says otherwise.

    def mark(self, view: View) -> session_words.Mark:
        return session_words.phase_mark(view)

    def place(self, view: View) -> str:
        return session_words.place(view)

    def hint(self, view: View) -> tuple[str, str]:
        return session_words.hint(view)

    def keys(self, view: View) -> tuple[Key, ...]:
        return session_words.keys(view, text_focus=self._in_text, hidden=self._hidden(view))

    def finished(self) -> None:
        self.app.post_message(messages.SessionFinished(self._session))

    def _finish_up(self) -> None:
        if not self._over:
            self._over = True
            self.finished()

    def _line(self, name: str) -> Line:
        return self.query_one(f"#{name}", Line)

    def _hidden(self, view: View) -> bool:
        """A question that nobody speaks is never hidden."""
        return self._hide and not view.muted and view.voice not in ("", session_words.NO_VOICE)

    def _draw_question(self, view: View) -> None:
        self._line("place").show(plain(self.place(view), "$quiet"), layout=False)
        parts = " · ".join(
            one_line(part) for part in (view.voice, view.microphone) if part and part != session_words.NO_VOICE
        )
        self._line("parts").show(plain(parts, "$quiet"))
        if view.prompt is not None:
            self.query_one(QuestionCard).show(
                prompt_kind(view.prompt, self._services.library),
                view.prompt,
                hidden=self._hidden(view),
                why=view.phase not in session_words.TOLD_PHASES,
            )

    def _draw_state(self, view: View) -> None:
        symbol, words, style = self.mark(view)
        self._line("phase").show(join((f"{symbol} ", f"bold {style}"), (words, style)), layout=False)
        live = session_words.is_live(view)
        self._line("elapsed").show(plain(clock(view.recorded_s) if live else "", "bold"))
        told = view.phase in session_words.TOLD_PHASES
        self.set_class(told, "-told")
        self.set_class(view.typed, "-typed")
        self.query_one(LevelMeter).show_level(view.level if view.phase == "listening" else None)
        self._line("hearing").show(plain(*session_words.hearing_words(view)), layout=False)
        parts = one_line("  ·  ".join(filter(None, (view.notice, view.disk))))
        self._line("notice").show_or_hide(join(("! ", "bold $warning"), parts) if parts else Content(""))

    def _draw_middle(self, view: View) -> None:
        card = self.card(view)
        typing = view.typed and view.phase in ("listening", "paused", "finishing")
        self._draw_typed(view, typing)
        self.query_one("#card").display = card is not None
        captions = self.query_one(Captions)
        captions.display = card is None and not typing
        if card is not None:
            self._line("card-text").show(card)
        elif not typing:
            words = (view.committed, view.provisional) if session_words.is_live(view) else ((), ())
            captions.show(*words, session_words.empty(view))

    def card(self, view: View) -> Content | None:
        if view.phase == "between":
            return result_card(view.records, view.take_id, self.query_one("#heard").size.width - 2)
        if view.phase == "silent":
            return lines([plain(line) for line in session_words.silent_advice(view)])
        return None

    def _draw_typed(self, view: View, typing: bool) -> None:
        area = self.query_one(TextArea)
        if typing and self._typing_in != view.take_id:
            self._typing_in = view.take_id
            area.load_text("")
            area.display = True
            area.focus()
        area.read_only = view.phase != "listening"
        if area.display != typing:
            area.display = typing

    def _draw_timing(self, view: View) -> None:
        story = story_of(view.records) if view.phase == "between" else None
        analysis = story.analysis if story else None
        lane = self.query_one(StarLane)
        live = session_words.is_live(view)
        if analysis:
            lane.show(stretches(analysis.sentences), analysis.duration_s)
        elif live:
            lane.show(stretches(view.reading.sentences), view.recorded_s, growing=True)
        else:
            lane.show((), 0.0, growing=True)
        is_story = view.prompt is None or view.prompt.is_story
        self.set_class(not is_story and analysis is None, "-no-lane")
        timing = analysis.timing if analysis else (view.reading.timing if live else None) or NOTHING
        pace = view.reading.words_per_minute if live else None
        budgets = self.query_one(Budgets)
        if is_story:
            budgets.show_timing(timing, self._guideline, pace)
        else:
            budgets.show_pace(pace)
        table = lines([join(("Where the time goes", "bold")), Content(""), section_table(timing, SECTION_BAR)])
        self._line("sections").show(table if is_story or analysis else Content(""), layout=False)

    # ---- commands -----------------------------------------------------------------------------------------------

    def _send(self, command: ev.Command) -> None:
        self._session.send(command)
        self._draw()

    def action_finish(self) -> None:
        view = self._session.view()
        if view.typed:
            self._session.type_text(self.query_one(TextArea).text)
        behind_s = 0.0 if view.typed else max(0.0, view.recorded_s - view.heard_s)
        self._send(ev.Finish(behind_s=behind_s if view.phase == "listening" else 0.0))

    def action_pause(self) -> None:
        self._send(ev.Pause())

    def action_redo(self) -> None:
        self._send(ev.Redo())

    def action_skip(self) -> None:
        self._send(ev.Skip())

    def action_ask_again(self) -> None:
        self._send(ev.AskAgain())

    def action_mute(self) -> None:
        self._send(ev.Mute())

    def action_hide(self) -> None:
        self._hide = not self._hide
        self._draw()

    def action_which_story(self) -> None:
        prompt = self._session.view().prompt
        if prompt is not None:
            show_fitting(self, self._services, prompt, self._session.session_id)

    def action_end(self) -> None:
        self._send(ev.Leave())

    def action_leave(self) -> None:
        """Ask first; the clock stands still meanwhile."""
        paused_here = self._session.view().phase == "listening"
        if paused_here:
            self._send(ev.Pause())

        def answered(leave: bool | None) -> None:
            if leave:
                self._send(ev.Leave())
            elif paused_here and self._session.view().phase == "paused":
                self._send(ev.Pause())

        box = QuestionBox(
            "Leave this session?",
            "What you have said so far is kept, and its summary is shown.",
            "leave",
            "stay",
        )
        self.app.push_screen(box, answered)

    def action_save_elsewhere(self) -> None:
        def named(folder: str | None) -> None:
            if folder:
                self._save_elsewhere(Path(folder))

        self.app.push_screen(NoteBox(f"Save {self.WHOLE} in this folder too:", str(home_dir() or "")), named)

    @work(thread=True)
    def _save_elsewhere(self, parent: Path) -> None:
        try:
            told, severity = f"Saved in {self._session.save_elsewhere(parent)}", "information"
        except SimulatorError as error:
            told, severity = str(error), "error"
        self.app.call_from_thread(self.notify, told, severity=severity, markup=False)

    def action_toggle_text(self) -> None:
        """Between the text and the letters as keys."""
        area = self.query_one(TextArea)
        if area.display and not area.has_focus:
            area.focus()
        else:
            self.set_focus(None)

    def action_scroll_words(self, by: int) -> None:
        """Through the words so far, or the card of an answer."""
        for part in ("#captions", "#card"):
            if self.query_one(part).display:
                self.query_one(part).scroll_relative(y=by, animate=False)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        if self._session.view().phase == "listening":
            self._session.type_text(event.text_area.text)
