"""What to do today towards the interview, and why; Enter does it."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.today import told
from simulator.today.dates import read_date
from simulator.today.types import DayPlan, Item
from simulator.tui import messages
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.home import TODAY, SetDate
from simulator.tui.screens.looking import LookingScreen
from simulator.tui.text import hang, join, lines, one_line, plain, warned
from simulator.tui.widgets.line import Line

_MARGINS = 10
_LEAST_WIDTH = 30
_ASK_DATE = "When is your interview? 2026-12-05, or how many days are left, or none"


class TodayScreen(LookingScreen[DayPlan]):
    """A list of things to do, each with its reason."""

    ABOUT = (
        "About twenty minutes for today, each thing with its reason. It follows from the day of your "
        "interview, from your last stories, from what comes due, and from days that were missed."
    )
    COMMANDS_HERE = TODAY
    BINDINGS = list_bindings(*TODAY)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Today", "bold $primary")), id="today-title")
        yield Line(plain("Looking…", "$quiet"), id="today-note")
        yield OptionList(id="todo", markup=False)
        yield Line(id="ahead")

    def find(self) -> DayPlan:
        return self._services.today()

    def found(self, fault: str) -> None:
        if fault:
            self.query_one("#today-note", Line).show(warned(fault))
        self._draw()

    def on_shape(self) -> None:
        self._draw()

    def _draw(self) -> None:
        plan, listed = self._seen, self.query_one(OptionList)
        if plan is None:
            return
        title = join((told.day_name(plan.today), "bold $primary"), (f"   {told.total(plan)}", "$quiet"))
        self.query_one("#today-title", Line).show(title)
        note = join((plan.headline, "bold"), (f"\n{plan.note}" if plan.note else "", "$accent"))
        self.query_one("#today-note", Line).show(note)
        width = max(_LEAST_WIDTH, self.app.size.width - _MARGINS)
        marked = listed.highlighted
        listed.set_options(Option(_row(item, width), id=str(at)) for at, item in enumerate(plan.items))
        first = next((at for at, item in enumerate(plan.items) if not item.done), 0)
        listed.highlighted = first if marked is None else min(marked, len(plan.items) - 1)
        self.query_one("#ahead", Line).show_or_hide(_ahead(plan, width))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        plan = self._seen
        if plan is not None:
            self._do(plan.items[int(event.option.id or 0)])

    def _do(self, item: Item) -> None:
        match item.kind:
            case "practise" if item.target == "full":
                self.post_message(messages.SetUpWanted(item.target))
            case "practise":
                self.post_message(messages.QuickWanted(item.target))
            case "drill":
                self.post_message(messages.DrillsWanted())
            case "cards":
                self.post_message(messages.LearnWanted(cards=True))
            case "learn":
                self.post_message(messages.LearnWanted(item.target or None))
            case "story":
                self.post_message(messages.StoriesWanted())
            case "date":
                self.action_set_date()

    def action_set_date(self) -> None:
        from simulator.tui.screens.note_box import NoteBox

        day = self._services.settings.interview
        self.app.push_screen(NoteBox(_ASK_DATE, day.isoformat() if day else ""), self._date_given)

    def _date_given(self, text: str | None) -> None:
        plan = self._seen
        if text is None or plan is None:
            return
        try:
            self._services.save_settings({"interview": read_date(text, plan.today)})
        except SimulatorError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.look()


def _row(item: Item, width: int) -> Content:
    """What, how long, and under it why."""
    mark, style = ("✓ ", "$success") if item.done else ("○ ", "bold $primary")
    head = join(
        (mark, style), (item.title, "$quiet" if item.done else "bold"), (f"   {told.minutes_of(item)}", "$quiet")
    )
    return lines([head, hang(join("  "), join((one_line(item.why), "$quiet")), width, 2)])


def _ahead(plan: DayPlan, width: int) -> Content:
    rows = [
        hang(join((f"{told.day_name(ahead.day)}: ", "bold")), join((ahead.outline, "$quiet")), width, 2)
        for ahead in plan.ahead
    ]
    if plan.interview is None:
        rows.append(
            join(
                (SetDate.key_shown(), "bold $primary"),
                (" sets the day of your interview, to plan towards it", "$quiet"),
            )
        )
    return lines([join(("After that, as it looks now", "bold $accent")), *rows]) if rows else Content("")
