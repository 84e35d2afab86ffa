"""The keys of a list or text in which labels are corrected: they go before those of the screen."""

from typing import Protocol

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from simulator.tui.commands.command import Command
from simulator.tui.commands.correcting import CORRECTING


class Sheet(Protocol):
    """What a correcting screen shows its sentences in."""

    correcting: bool
    """The letters are sections, before the keys of the screen."""

    @property
    def marked_sentence(self) -> int | None:
        """Which sentence of the answer is marked, if one is."""

    @property
    def marked_start_s(self) -> float:
        """Where in the answer the marked piece begins, 0 without one."""

    def mark_sentence(self, sentence: int) -> None: ...

    def focus(self, scroll_visible: bool = True) -> Widget: ...


def _while_correcting(command: type[Command]) -> BindingType:
    return Binding(command.keys, f"carry_out({command.action!r})", command.label, show=False, tooltip=command.help())


CORRECTING_KEYS = [_while_correcting(command) for command in CORRECTING]


class CorrectingKeys(Widget):
    """Carries out `CORRECTING_KEYS` while `correcting`; its class has them as its `BINDINGS`.

    Stands after the widget in the list of bases: Textual takes style classes from the first.
    """

    correcting = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.correcting if action == "carry_out" else super().check_action(action, parameters)

    async def action_carry_out(self, action: str) -> None:
        screen: Screen[object] = self.screen
        await screen.run_action(action)
