"""What came of a session: each answer with its lane, verdicts, findings and transcript, to read and to hear again."""

from collections.abc import Iterable

from textual import events, work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from simulator.answer.lane import stretches
from simulator.errors import SimulatorError
from simulator.interview.view import TakeRecord
from simulator.probing.standing import Step, story_steps
from simulator.review.clashes import Clash, clashes_of
from simulator.tui import messages, session_words
from simulator.tui.answer_words import delivery_lines, section_table, verdict_lines
from simulator.tui.commands.command import bindings
from simulator.tui.commands.correcting import CORRECTING
from simulator.tui.commands.everywhere import Back, Help, Move, Palette, QuitApp
from simulator.tui.commands.summary import (
    SUMMARY,
    Compare,
    Correct,
    OtherAnswer,
    Play,
    Replay,
    StopPlaying,
    TellStory,
    WriteReport,
)
from simulator.tui.names import prompt_kind
from simulator.tui.screens.correcting import CorrectingScreen
from simulator.tui.services import Services
from simulator.tui.sources import LiveSource, RecordSource
from simulator.tui.summary_rows import LEAD_S, Row, rows
from simulator.tui.text import join, lines, plain, shorten, shown_path
from simulator.tui.widgets.answer_rows import AnswerRows
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.line import Line
from simulator.tui.widgets.question_card import QuestionCard
from simulator.tui.widgets.story_line import StoryLine

REFRESH_HZ = 4
JUDGING = "judging anew…"
_MARGINS = 8
"""Cells beside the title that are nobody's."""


class SummaryScreen(CorrectingScreen):
    """One answer at a time; Left and Right change it, Enter plays the marked piece, C corrects its labels."""

    ABOUT = (
        "What was heard of each answer: its lane, the verdicts, the findings with their words. A line can be "
        "played, and a label put right."
    )

    class ReportWritten(Message):
        """`told`: where it is, or why it is not."""

        def __init__(self, title: str, told: str) -> None:
            self.title, self.told = title, told
            super().__init__()

    COMMANDS_HERE = (*SUMMARY, *CORRECTING)
    KEYS_SHOWN = (
        Move,
        Play,
        Replay,
        Correct,
        OtherAnswer,
        Back,
        Help,
        TellStory,
        Compare,
        WriteReport,
        StopPlaying,
        Palette,
        QuitApp,
    )
    BINDINGS = bindings(*SUMMARY)

    def __init__(self, services: Services, source: RecordSource, title: str) -> None:
        self._title = title
        self._records: tuple[TakeRecord, ...] = ()
        self._clashes: dict[str, tuple[Clash[str], ...]] = {}
        self._steps: dict[str, Step] = {}
        self._at = 0
        self._drawn = self._writing = False
        self._played: Timer | None = None
        super().__init__(services, source)

    @property
    def source(self) -> RecordSource:
        return self._source

    def body(self) -> Iterable[Widget]:
        yield Horizontal(Line(id="summary-title"), Line(id="refining"), id="summary-top")
        yield QuestionCard(id="question")
        yield StarLane(id="lane")
        yield Horizontal(
            AnswerRows(id="rows"),
            VerticalScroll(Line(id="aside-text"), id="aside"),
            id="middle",
        )
        yield StoryLine(self._services, id="story-line")
        yield Line(id="playing")
        yield Line(id="correcting")

    def on_mount(self) -> None:
        self.reload()
        self.action_leave_correcting()
        self.query_one(AnswerRows).focus()
        if isinstance(self._source, LiveSource):
            self.set_interval(1 / REFRESH_HZ, self.reload)

    def on_unmount(self) -> None:
        self._services.stop_playing()

    def on_room(self) -> None:
        self.query_one(AnswerRows).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.query_one(StoryLine).look_again()  # the answer may have become a story meanwhile

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._draw)

    @property
    def sheet(self) -> AnswerRows:
        return self.query_one(AnswerRows)

    # ---- drawing ------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Take the records as they are now; a take that was refined or corrected changes in place."""
        records = tuple(record for record in self.up_to_date() if record.kept)
        note = session_words.refining(self._source.refining) or (JUDGING if self.judging else "")
        self.query_one("#refining", Line).show(plain(note, "$accent"))
        if records != self._records or not self._drawn:
            self._records, self._drawn = records, True
            told = [(record.take_id, record.analysis) for record in records if record.analysis]
            self._clashes, self._steps = clashes_of(told), story_steps(told)
            self._at = min(self._at, max(0, len(records) - 1))
            self._draw()

    @property
    def record(self) -> TakeRecord | None:
        return self._records[self._at] if self._records else None

    def _draw(self) -> None:
        record = self.record
        place = f"   answer {self._at + 1} of {len(self._records)}" if self._records else ""
        note = self.query_one("#refining", Line).shown
        title = shorten(self._title, max(16, self.size.width - len(place) - _MARGINS - note.cell_length))
        self.query_one("#summary-title", Line).show(join((title, "bold $primary"), (place, "$quiet")), layout=False)
        self.query_one(StoryLine).about(self._source.session_id, record)
        if record is None:
            self.query_one(QuestionCard).say("No answer was recorded in this session.")
            self.query_one(AnswerRows).fill(())
        else:
            self._draw_answer(record)

    def _draw_answer(self, record: TakeRecord) -> None:
        self.query_one(QuestionCard).show(prompt_kind(record.prompt, self._services.library), record.prompt)
        analysis = record.analysis
        parts = stretches(analysis.sentences) if analysis else ()
        self.set_class(not record.prompt.is_story, "-no-lane")
        self.query_one(StarLane).show(parts, analysis.duration_s if analysis else record.duration_s)
        listed = self.query_one(AnswerRows)
        clashes, step = self._clashes.get(record.take_id, ()), self._steps.get(record.take_id)
        listed.fill(rows(record, wide=self.wide, width=listed.row_width, clashes=clashes, step=step))
        if analysis:
            aside = [join(("Delivery", "bold $primary")), *delivery_lines(analysis.delivery, notes=False)]
            if analysis.context.is_story:
                timing = [join(("Timing", "bold $primary")), section_table(analysis.timing), Content("")]
                aside = [*timing, verdict_lines(analysis, 42), Content(""), *aside]
            self.query_one("#aside-text", Line).show(lines(aside))
        else:
            self.query_one("#aside-text", Line).show(Content(""))

    # ---- commands -----------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self) -> None:
        self.action_play()

    def action_play(self) -> None:
        marked = self.query_one(AnswerRows).marked
        if marked is not None:
            self._play(marked)

    def _play(self, row: Row) -> None:
        record = next((one for one in self._records if one.take_id == row.take_id), self.record)
        if record is None or row.span is None:
            self.say("There is no piece of the recording for this line.")
            return
        if record.audio is None:
            typed = record.source == "typed"
            self.say(f"{'This answer was typed' if typed else 'Only words were kept'}: there is no recording to play.")
            return
        start_s, end_s = row.span
        if self._played is not None:
            self._played.stop()
        try:
            self._services.play(record.audio, max(0.0, start_s - LEAD_S), min(record.duration_s, end_s + LEAD_S))
        except SimulatorError as error:
            self.say(str(error))
        else:
            self.say(f"♪ playing. {StopPlaying.key_shown()} stops it")
            self._played = self.set_timer(end_s - start_s + 2 * LEAD_S, self._fall_silent)

    def _fall_silent(self) -> None:
        """The piece has come to its end."""
        self.say("")

    def say(self, text: str) -> None:
        self.query_one("#playing", Line).show(plain(text, "$accent"), layout=False)

    def action_replay(self) -> None:
        """From the marked piece on."""
        record, marked = self.record, self.query_one(AnswerRows).marked
        take = (marked.take_id if marked else "") or (record.take_id if record else "")
        at_s = marked.span[0] if marked and marked.span else 0.0
        self.post_message(messages.ReplayWanted(self._source.session_id, take_id=take, at_s=at_s))

    def action_tell_story(self) -> None:
        self.query_one(StoryLine).ask()

    def action_write_report(self) -> None:
        if not self._writing:
            self._writing = True
            self.say("Writing the report…")
            self._write_report()

    @work(thread=True)
    def _write_report(self) -> None:
        try:
            path = self._services.save_report(self._source.session_id)
        except SimulatorError as error:
            self.post_message(self.ReportWritten("No report was written", str(error)))
        else:
            self.post_message(self.ReportWritten("The report is written", f"Open it in a browser: {shown_path(path)}"))

    def on_summary_screen_report_written(self, message: ReportWritten) -> None:
        from simulator.tui.screens.tell_box import TellBox

        self._writing = False
        self.say("")
        again = (
            " Words are still being refined: write it again later for the best ones." if self._source.refining else ""
        )
        self.app.push_screen(TellBox(message.title, message.told + again))

    @work(thread=True)
    def read_again(self) -> None:
        """The replay has changed something on disk."""
        fault = ""
        try:
            self._source.reread()
        except SimulatorError as error:
            fault = str(error)
        self.post_message(self.Rechecked(fault))

    def action_compare(self) -> None:
        record = self.record
        if record is None or record.prompt.kind == "probe":
            self.say("Answers to follow-ups are compared in the drill; here it is the stories.")
        else:
            self.post_message(messages.CompareWanted(self._source.session_id, record.take_id))

    def action_stop_playing(self) -> None:
        self._services.stop_playing()
        self._fall_silent()

    def action_back(self) -> None:
        """Q in the middle of a correction only ends that."""
        if self.correcting:
            self.action_leave_correcting()
        else:
            super().action_back()

    def action_earlier(self) -> None:
        self._go(-1)

    def action_later(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        at = min(max(0, self._at + by), max(0, len(self._records) - 1))
        if at != self._at:
            self._at = at
            self.action_leave_correcting()
            self.action_stop_playing()
            self.query_one(AnswerRows).highlighted = None
            self._draw()
            self.query_one(AnswerRows).scroll_home(animate=False)
