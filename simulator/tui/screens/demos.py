"""The synthetic candidates to choose from."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui import messages
from simulator.tui.commands.command import bindings
from simulator.tui.commands.everywhere import Back, Choose, Move
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines
from simulator.tui.widgets.line import Line


class DemosScreen(AppScreen):
    """Enter starts one."""

    ABOUT = "A written candidate answers, so that you can see how a session goes without a microphone."
    COMMANDS_HERE = (Move, Choose, Back)
    BINDINGS = bindings(Back)

    def __init__(self, services: Services) -> None:
        self._services = services
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Watch an interview", "bold $primary")), id="demos-title")
        yield Line(
            join(
                (
                    "The candidate is synthetic; hearing, timing and follow-ups are the real thing.",
                    "$quiet",
                )
            ),
            id="demos-about",
        )
        yield OptionList(
            *(
                Option(lines([join((demo.title, "bold")), join(("  " + demo.about, "$quiet"))]), id=demo.id)
                for demo in self._services.demos()
            ),
            id="demos",
            markup=False,
        )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(messages.DemoWanted(event.option.id or ""))
