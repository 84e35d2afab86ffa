"""A screen on which the sections of an answer are corrected by key: what was said stays, its labels change."""

from collections.abc import Callable, Sequence

from textual import work
from textual.content import Content
from textual.message import Message

from simulator.answer.guideline import PRESETS
from simulator.answer.types import SECTION_NAMES, SECTIONS, Guideline, LabelledSentence, Section
from simulator.archive import corrections as hand
from simulator.archive.types import Correction
from simulator.errors import SimulatorError
from simulator.interview.view import TakeRecord
from simulator.review.layout import counted
from simulator.tui.commands.correcting import CORRECTING
from simulator.tui.commands.everywhere import GLOBAL
from simulator.tui.drafts import Drafts, drafted
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.services import Services
from simulator.tui.sources import RecordSource
from simulator.tui.text import join
from simulator.tui.theme import badge
from simulator.tui.widgets.correcting_keys import Sheet
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.line import Line


class CorrectingScreen(AppScreen):
    """Subclasses show `record` in their `sheet`, have the line `#correcting`, and give the hooks."""

    class Rechecked(Message):
        """The models have judged a corrected answer anew, or `fault` says why not."""

        def __init__(self, fault: str) -> None:
            self.fault = fault
            super().__init__()

    def __init__(self, services: Services, source: RecordSource) -> None:
        self._services, self._source = services, source
        self._drafts = Drafts()
        super().__init__()

    # ---- hooks ----------------------------------------------------------------------------------------------------

    @property
    def record(self) -> TakeRecord | None:
        """The answer that is shown."""
        raise NotImplementedError

    def reload(self) -> None:
        """Take the records as they are now, with `self.up_to_date`, and draw what changed."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        raise NotImplementedError

    @property
    def sheet(self) -> Sheet:
        """Where the sentences of `record` are."""
        raise NotImplementedError

    # ---- what is shown --------------------------------------------------------------------------------------------

    def up_to_date(self) -> tuple[TakeRecord, ...]:
        """The records with every correction in them, also those that the models have not seen yet."""
        return self._drafts.over(self._source.records(), self._guideline)

    @property
    def judging(self) -> bool:
        """Whether the models still have to judge an answer anew."""
        return bool(self._drafts)

    @property
    def correcting(self) -> bool:
        return self.sheet.correcting

    def _set_correcting(self, on: bool) -> None:
        self.sheet.correcting = on
        self.set_class(on, "-correcting")
        self.query_one("#correcting", Line).show_or_hide(_how() if on else Content(""))
        keys = (*CORRECTING, *GLOBAL) if on else self.KEYS_SHOWN
        self.query_one(KeyBar).show_keys([(key, key.label) for key in keys])

    # ---- commands -------------------------------------------------------------------------------------------------

    def action_correct(self) -> None:
        """Begin at the marked sentence; from a quote at the sentence it is from."""
        sentences = self._sentences
        if not sentences:
            self.say("There are no sentences to correct.")
            return
        sheet = self.sheet
        if sheet.marked_sentence is None:
            sheet.mark_sentence(nearest(sentences, sheet.marked_start_s))
        self.say("")
        self._set_correcting(True)
        sheet.focus()

    def action_leave_correcting(self) -> None:
        self._set_correcting(False)
        self.say("")

    def action_set_section(self, section: Section) -> None:
        at = self._marked_sentence()
        if at is None:
            return
        sentence = self._sentences[at]
        if sentence.corrected and sentence.section == section:
            self.say(f"You have set it to {SECTION_NAMES[section]} already.")
            return
        self._add(hand.relabelled(sentence, section), at)

    def action_begin_earlier(self) -> None:
        self._move(hand.begun_earlier, -1)

    def action_begin_later(self) -> None:
        self._move(hand.begun_later, 1)

    def action_take_back(self) -> None:
        record = self.record
        if record is None or not record.corrections:
            self.say("There is no correction to take back in this answer.")
            return
        *rest, last = record.corrections
        self._keep(rest)
        self.sheet.mark_sentence(nearest(self._sentences, last.start_s))

    def action_take_back_all(self) -> None:
        record = self.record
        if record is None or not record.corrections:
            self.say("There is no correction to take back in this answer.")
            return
        made = counted(len(record.corrections), "correction")
        question = QuestionBox("Take all back?", f"{made} of this answer: the machine's labels return.", "back", "keep")
        self.app.push_screen(question, lambda yes: self._keep(()) if yes else None)

    # ---- inside ---------------------------------------------------------------------------------------------------

    @property
    def _sentences(self) -> tuple[LabelledSentence, ...]:
        record = self.record
        return record.analysis.sentences if record and record.analysis and record.machine else ()

    @property
    def _guideline(self) -> Guideline:
        return PRESETS[self._services.settings.guideline].guideline

    def _marked_sentence(self) -> int | None:
        at = self.sheet.marked_sentence
        if at is None or at >= len(self._sentences):
            self.say("Mark a sentence first: they stand under “What you said”.")
            return None
        return at

    def _move(self, made: Callable[[Sequence[LabelledSentence], int], Correction | None], by: int) -> None:
        """Move where the marked section begins; the mark goes to its first sentence, so that the next key goes on."""
        at = self._marked_sentence()
        if at is None:
            return
        start = hand.section_start(self._sentences, at)
        correction = made(self._sentences, at)
        if correction is not None:
            self._add(correction, start + by)
        elif start == 0:
            self.say("The answer begins with this section. Mark the next one to move where that begins.")
        else:
            self.say("That would leave a section without a sentence. A letter sets the section of this one.")

    def _add(self, correction: Correction, mark: int) -> None:
        if self.record is not None:
            self._keep((*self.record.corrections, correction))
            self.sheet.mark_sentence(mark)

    def _keep(self, corrections: Sequence[Correction]) -> None:
        """On disk first, on the screen at once; the models follow in the background."""
        record = self.record
        if record is None:
            return
        try:
            drafted(record, corrections, self._guideline)  # what cannot be shown is not kept
            self._services.correct(self._source.session_id, record.take_id, corrections)
        except SimulatorError as error:
            self.say(str(error))
            return
        self._drafts.put(record.take_id, corrections)
        self.reload()
        made = f"{counted(len(corrections), 'correction')} in this answer."
        self.say(made if corrections else "Nothing is corrected here: these are the machine's labels.")
        self._recheck(record.take_id)

    @work(thread=True, group="recheck")
    def _recheck(self, take_id: str) -> None:
        fault = ""
        try:
            self._source.recheck(take_id)
        except SimulatorError as error:
            fault = str(error)
        self.post_message(self.Rechecked(fault))

    def on_correcting_screen_rechecked(self, message: Rechecked) -> None:
        self.reload()
        if message.fault:
            self.say(message.fault)


def nearest(sentences: Sequence[LabelledSentence], at_s: float) -> int:
    """The sentence that is said at `at_s`, or the one that begins nearest to it."""
    inside = [index for index, one in enumerate(sentences) if one.start_s <= at_s < one.end_s]
    return inside[0] if inside else min(range(len(sentences)), key=lambda at: abs(sentences[at].start_s - at_s))


def _how() -> Content:
    letters = Content(" ").join(badge(section) for section in SECTIONS)
    return join(letters, "  section of this sentence   ", ("[ ]", "bold $primary"), "  where it begins")
