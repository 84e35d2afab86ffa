"""The set-up of a session: one line a choice, and the microphone's level while one chooses."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from textual import work
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from simulator.answer.types import Level
from simulator.errors import SimulatorError
from simulator.stories.shelf import Shelf
from simulator.tui import messages
from simulator.tui.choices import MicrophoneChoice, SessionSetup
from simulator.tui.commands.command import bindings
from simulator.tui.commands.session import Hide
from simulator.tui.commands.set_up import SET_UP
from simulator.tui.live import Meter
from simulator.tui.screens import set_up_choices as choices
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.story_words import plan_line
from simulator.tui.text import join, plain
from simulator.tui.widgets.choice_row import ChoiceRow, Option
from simulator.tui.widgets.level_meter import LevelMeter
from simulator.tui.widgets.line import Line

T = TypeVar("T")
METER_HZ = 12
VERDICT_STYLE = {"good": "$success", "quiet": "$warning", "clipping": "$warning", "zeros": "$error"}
VERDICT_WORDS = {"good": "good", "quiet": "too quiet", "clipping": "too loud", "zeros": "no sound at all"}


class SetUpScreen(AppScreen):
    """Enter starts at once with what is shown."""

    ABOUT = (
        "How the session will be. Say a sentence and look at the level before you start; what you choose is "
        "kept for the next time."
    )
    COMMANDS_HERE = SET_UP
    BINDINGS = bindings(*SET_UP)

    class Microphones(Message):
        def __init__(self, found: Sequence[MicrophoneChoice]) -> None:
            self.found = found
            super().__init__()

    class Stories(Message):
        def __init__(self, shelf: Shelf) -> None:
            self.shelf = shelf
            super().__init__()

    class MeterOpened(Message):
        def __init__(self, name: str | None, meter: Meter | None, fault: str = "") -> None:
            self.name, self.meter, self.fault = name, meter, fault
            super().__init__()

    def __init__(self, services: Services, plan_id: str = "") -> None:
        """`plan_id`: the plan to begin with; empty for that of the settings."""
        self._services = services
        self._plan = choices.plan_for(services.library, plan_id or services.settings.plan)
        self._meter: Meter | None = None
        self._has_microphone = True
        self._looked = False
        self._shelf: Shelf | None = None
        super().__init__()

    # ---- the form -----------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        settings, library, plan = self._services.settings, self._services.library, self._plan
        questions = settings.questions or plan.count
        probes = plan.probes if settings.probes is None else settings.probes
        prep_s = plan.prep_s if settings.prep_s is None else settings.prep_s
        company = settings.company or plan.company
        yield Line(join(("Start a session", "bold $primary")), id="set-up-title")
        yield Vertical(
            ChoiceRow("Plan", choices.plans(library), plan.id, id="plan"),
            ChoiceRow("Company", choices.companies(library), company, id="company"),
            ChoiceRow("Level", choices.levels(), plan.level or settings.level, id="level"),
            ChoiceRow("Questions", choices.question_counts(questions), questions, id="questions"),
            ChoiceRow("Follow-ups", choices.probe_counts(probes), probes, id="probes"),
            ChoiceRow("Time to think", choices.prep_times(prep_s), prep_s, id="prep"),
            ChoiceRow("Interviewer's voice", choices.voices(self._services.voices()), settings.voice, id="voice"),
            ChoiceRow("The question is", _hiding(), False, id="hiding"),
            ChoiceRow("You answer", _ANSWERING, False, id="answering"),
            ChoiceRow("Microphone", choices.microphones(()), settings.microphone, id="microphone"),
            id="form",
        )
        yield LevelMeter(cells=24, id="meter")
        yield Line(id="verdict")
        yield Line(id="about")
        yield Line(id="fitting")

    def on_mount(self) -> None:
        self.query_one("#plan").focus()
        self._look_for_microphones()
        self._look_for_stories()
        self._meter_timer = self.set_interval(1 / METER_HZ, self._read_meter)
        self._tell_about()

    def _row(self, row: str) -> ChoiceRow[object]:
        return cast(ChoiceRow[object], self.query_one(f"#{row}", ChoiceRow))

    def on_descendant_focus(self) -> None:
        self._tell_about()

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        match message.row.id:
            case "plan":
                self._take_plan(str(message.row.value))
            case "microphone" | "answering":
                self._meter_for_choice()
        self._tell_about()

    def _take_plan(self, plan_id: str) -> None:
        """A plan brings its own numbers."""
        plan = self._plan = choices.plan_for(self._services.library, plan_id)
        self._offer("questions", choices.question_counts(plan.count), plan.count)
        self._offer("probes", choices.probe_counts(plan.probes), plan.probes)
        self._offer("prep", choices.prep_times(plan.prep_s), plan.prep_s)
        if plan.level:
            self._offer("level", choices.levels(), plan.level)
        if plan.company:
            self._offer("company", choices.companies(self._services.library), plan.company)
        self._tell_fitting()

    def _offer(self, row: str, options: Sequence[Option[T]], value: T) -> None:
        cast(ChoiceRow[T], self._row(row)).offer(options, value)

    def _tell_about(self) -> None:
        row = self.focused
        about = row.option.about if isinstance(row, ChoiceRow) else ""
        self.query_one("#about", Line).show(plain(about, "$quiet italic"), layout=True)

    # ---- stories ------------------------------------------------------------------------------------------------

    @work(thread=True)
    def _look_for_stories(self) -> None:
        try:
            self.post_message(self.Stories(self._services.stories.shelf()))
        except SimulatorError:
            return  # the screen of stories tells what is wrong; a session can do without

    def on_set_up_screen_stories(self, message: Stories) -> None:
        self._shelf = message.shelf
        self._tell_fitting()

    def _tell_fitting(self) -> None:
        line = plan_line(self._shelf, self._plan, self._services.library) if self._shelf else ""
        self.query_one("#fitting", Line).show_or_hide(plain(line, "$quiet"))

    # ---- the microphone -----------------------------------------------------------------------------------------

    @work(thread=True)
    def _look_for_microphones(self) -> None:
        self.post_message(self.Microphones(self._services.microphones()))

    def on_set_up_screen_microphones(self, message: Microphones) -> None:
        self._looked, self._has_microphone = True, bool(message.found)
        if message.found:
            self._offer("microphone", choices.microphones(message.found), self._services.settings.microphone)
        else:
            self._offer("microphone", [Option(None, "none found", self._services.microphone_fault)], None)
            self._offer("answering", _ANSWERING, True)
        self._meter_for_choice()
        self._tell_about()

    @property
    def _typed(self) -> bool:
        return bool(self._row("answering").value)

    def _meter_for_choice(self) -> None:
        self._close_meter()
        wanted = not self._typed and self._has_microphone
        self.query_one("#meter").display = wanted
        if wanted:
            self.query_one("#verdict", Line).show(plain("opening the microphone…", "$quiet"))
            self._open_meter(cast("str | None", self._row("microphone").value))
        elif self._has_microphone:
            self.query_one("#verdict", Line).show(plain("answers are typed; their times are estimated", "$quiet"))
        else:
            fault = self._services.microphone_fault or "No microphone was found."
            self.query_one("#verdict", Line).show(join(("! ", "bold $warning"), fault))

    @work(thread=True, exclusive=True, group="meter")
    def _open_meter(self, name: str | None) -> None:
        worker = get_current_worker()
        try:
            meter = self._services.meter(name)
        except SimulatorError as error:
            self.post_message(self.MeterOpened(name, None, str(error)))
            return
        if worker.is_cancelled or not self.post_message(self.MeterOpened(name, meter)):
            meter.close()

    def on_set_up_screen_meter_opened(self, message: MeterOpened) -> None:
        if message.meter and (self._typed or message.name != self._row("microphone").value or not self.is_current):
            message.meter.close()
        elif message.meter:
            self._close_meter()
            self._meter = message.meter
        elif not self._typed:
            self.query_one("#verdict", Line).show(join(("! ", "bold $error"), message.fault))

    def _read_meter(self) -> None:
        if self._meter is None:
            return
        self.query_one(LevelMeter).show_level(self._meter.level())
        if verdict := self._meter.verdict():
            name, advice = verdict
            self.query_one("#verdict", Line).show(
                join((VERDICT_WORDS[name], f"bold {VERDICT_STYLE[name]}"), (f"  {advice}", "$quiet"))
            )
        else:
            self.query_one("#verdict", Line).show(plain("say a sentence to test it", "$quiet"))

    def _close_meter(self) -> None:
        if self._meter is not None:
            self._meter.close()
            self._meter = None
        try:
            self.query_one(LevelMeter).show_level(None)
        except NoMatches:  # the screen is going away
            return

    def on_unmount(self) -> None:
        self._close_meter()

    # ---- start --------------------------------------------------------------------------------------------------

    def setup(self) -> SessionSetup:
        value = {row: self._row(row).value for row in _ROWS}
        return SessionSetup(
            plan_id=cast(str, value["plan"]),
            company=cast("str | None", value["company"]),
            level=cast(Level, value["level"]),
            questions=cast(int, value["questions"]),
            probes=cast(int, value["probes"]),
            prep_s=cast(float, value["prep"]),
            voice=cast(str, value["voice"]),
            microphone=cast("str | None", value["microphone"]),
            typed=self._typed,
            hide_question=bool(value["hiding"]),
        )

    def action_begin(self) -> None:
        self._close_meter()
        setup = self.setup()
        try:
            self._services.save_settings(choices.changes(setup, self._plan))
        except SimulatorError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.post_message(messages.StartWanted(setup))

    def on_screen_suspend(self) -> None:
        self._close_meter()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._looked:
            self._meter_for_choice()


_ROWS = ("plan", "company", "level", "questions", "probes", "prep", "voice", "hiding", "answering", "microphone")
_ANSWERING = (
    Option(False, "aloud", "you are recorded and transcribed on this machine"),
    Option(True, "by typing", "for a quiet place; times are estimated from a speaking rate"),
)


def _hiding() -> tuple[Option[bool], ...]:
    return (
        Option(False, "heard and shown", "the text stays on the screen while you answer"),
        Option(True, "heard only, as in a real interview", f"{Hide.key_shown()} shows it whenever you need it"),
    )
