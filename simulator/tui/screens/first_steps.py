"""The first start: four short steps, each of which can be left out, and all of which can be taken again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from textual import work
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.widget import Widget

from simulator.audio.sound_check import SoundCheck
from simulator.audio.types import Level
from simulator.errors import SimulatorError
from simulator.tui import first_step_words as words
from simulator.tui import messages
from simulator.tui.choices import MicrophoneChoice
from simulator.tui.commands.command import bindings
from simulator.tui.commands.set_up import FIRST_STEPS
from simulator.tui.screens import set_up_choices as choices
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, plain, warned
from simulator.tui.widgets.choice_row import ChoiceRow
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.level_meter import LevelMeter
from simulator.tui.widgets.line import Line


class FirstStepsScreen(AppScreen):
    """Asks only what cannot be found out. What is chosen is kept when a step is left."""

    ABOUT = (
        "Sound, voice, goal and a first answer. Each can be left out; all can be taken again from the list of "
        "all commands."
    )
    COMMANDS_HERE = FIRST_STEPS
    BINDINGS = bindings(*FIRST_STEPS)

    class Found(Message):
        """Microphones, and the day where the person is."""

        def __init__(self, microphones: Sequence[MicrophoneChoice], today: date | None) -> None:
            self.microphones, self.today = tuple(microphones), today
            super().__init__()

    class Heard(Message):
        """A level while recording."""

        def __init__(self, level: Level) -> None:
            self.level = level
            super().__init__()

    class Checked(Message):
        def __init__(self, found: SoundCheck | None, fault: str) -> None:
            self.found, self.fault = found, fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services, self._at = services, words.SOUND
        self._chosen: dict[str, object] = {}
        self._microphones: tuple[MicrophoneChoice, ...] | None = None
        self._today: date | None = None
        self._recording = False
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(id="steps-title")
        yield Line(id="steps-about")
        yield Vertical(id="step")
        yield Line(id="steps-note")

    async def on_mount(self) -> None:
        await self._show()
        self._look()

    def on_unmount(self) -> None:
        self._services.stop_playing()
        self._services.forget_sound_check()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            today = self._services.today().today
        except SimulatorError:
            today = None
        self.post_message(self.Found(self._services.microphones(), today))

    async def on_first_steps_screen_found(self, message: Found) -> None:
        self._microphones, self._today = message.microphones, message.today
        await self._show()

    # ---- the steps ----------------------------------------------------------------------------------------------

    async def _show(self) -> None:
        title = join(
            ("First steps   ", "bold $primary"), (words.STEPS[self._at], "bold"), (f"   {self._at + 1} of 4", "$quiet")
        )
        self.query_one("#steps-title", Line).show(title)
        typed = self._at == words.ANSWER and self._without_microphone
        about = f"{words.about(self._at)} {words.TYPED if typed else ''}"
        self.query_one("#steps-about", Line).show(plain(about.strip()))
        self._note("")
        self.query_one(KeyBar).show_keys(words.keys(self._at))
        holder = self.query_one("#step", Vertical)
        await holder.remove_children()
        await holder.mount_all(self._widgets())
        if rows := list(self.query(ChoiceRow)):
            self.set_focus(rows[0])  # at once: the next key may be there already
        if self._at == words.SOUND and self._without_microphone:
            self._note(f"{self._services.microphone_fault or 'No microphone was found.'} You can type your answers.")

    @property
    def _without_microphone(self) -> bool:
        return self._microphones is not None and not self._microphones

    def _widgets(self) -> Iterable[Widget]:
        settings, library = self._services.settings, self._services.library
        match self._at:
            case words.SOUND:
                if self._microphones and len(self._microphones) > 1:  # with one there is nothing to ask
                    options = choices.microphones(self._microphones)
                    yield ChoiceRow("Microphone", options, settings.microphone, id="microphone")
                yield LevelMeter(cells=24, id="check-meter")
            case words.VOICE:
                yield ChoiceRow("Voice", choices.voices(self._services.voices()), settings.voice, id="voice")
            case words.GOAL:
                yield ChoiceRow("Level", choices.levels(), settings.level, id="level")
                yield ChoiceRow("Company", choices.companies(library), settings.company, id="company")
                if self._today is not None:
                    yield ChoiceRow("The day", words.days(self._today), settings.interview, id="interview")

    def _note(self, fault: str) -> None:
        line = warned(fault) if fault else plain("")
        self.query_one("#steps-note", Line).show(line)

    def _keep(self, **more: object) -> None:
        """What this step has chosen."""
        self._chosen = {str(row.id): row.value for row in self.query(ChoiceRow)}
        try:
            self._services.save_settings({**self._chosen, **more})
        except SimulatorError as error:
            self.notify(str(error), severity="warning", markup=False)

    async def _go(self, by: int) -> None:
        self._services.stop_playing()
        self._services.forget_sound_check()
        self._at = max(0, self._at + by)
        if self._at < len(words.STEPS):
            await self._show()
        else:
            self._leave()
            self.app.post_message(messages.TodayWanted())

    def _leave(self) -> None:
        self._keep(introduced=True)
        self.dismiss(None)

    # ---- keys ---------------------------------------------------------------------------------------------------

    async def action_next_step(self) -> None:
        if self._at == words.ANSWER:
            self._answer()
            return
        self._keep()
        await self._go(1)

    async def action_skip_step(self) -> None:
        await self._go(1)

    async def action_step_before(self) -> None:
        await self._go(-1)

    def action_leave_steps(self) -> None:
        self._leave()

    def _answer(self) -> None:
        """One question without follow-ups; its summary shows the lane."""
        self._leave()
        typed = self._without_microphone
        library, settings = self._services.library, self._services.settings
        setup = choices.quick(library, settings, typed=typed, plan_id=words.STORY_PLAN)
        self.app.post_message(messages.StartWanted(replace(setup, questions=1, probes=0, prep_s=0.0)))

    # ---- sound --------------------------------------------------------------------------------------------------

    def action_record(self) -> None:
        if self._at == words.SOUND and not self._recording and not self._without_microphone:
            self._recording = True
            self._services.stop_playing()
            self.query_one("#steps-note", Line).show(plain("● Recording: say a sentence", "bold $error"))
            self._check(self._wanted("microphone", self._services.settings.microphone))

    def _wanted(self, row: str, otherwise: str | None) -> str | None:
        """What a row holds, or `otherwise` where it was not asked for."""
        try:
            return cast("str | None", self.query_one(f"#{row}", ChoiceRow).value)
        except NoMatches:
            return otherwise

    @work(thread=True, exclusive=True, group="check")
    def _check(self, name: str | None) -> None:
        try:
            found = self._services.check_sound(name, self._tell_level)
            self.post_message(self.Checked(found, ""))
            self._services.play(found.audio, 0.0, found.duration_s)
        except SimulatorError as error:
            self.post_message(self.Checked(None, str(error)))

    def _tell_level(self, level: Level) -> None:
        """From the recorder's thread."""
        self.post_message(self.Heard(level))

    def on_first_steps_screen_heard(self, message: Heard) -> None:
        if self._at == words.SOUND:
            self.query_one("#check-meter", LevelMeter).show_level(message.level)

    def on_first_steps_screen_checked(self, message: Checked) -> None:
        self._recording = False
        if self._at != words.SOUND:
            return
        self.query_one("#check-meter", LevelMeter).show_level(None)
        if message.found is None:
            self._note(message.fault)
        else:
            self.query_one("#steps-note", Line).show(words.verdict(message.found))

    def action_hear_voice(self) -> None:
        if self._at == words.VOICE:
            self._say(self._wanted("voice", None))

    @work(thread=True, exclusive=True, group="say")
    def _say(self, voice: str | None) -> None:
        try:
            self._services.say(words.SAMPLE, voice)
        except SimulatorError as error:
            self.app.call_from_thread(self._note, str(error))
