"""One or several of some options to choose, over the screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui.text import join, one_line
from simulator.tui.widgets.line import Line

Choices = Sequence[tuple[str, str]]
"""(id, name) of each option."""


class ChoiceBox(ModalScreen[str | None]):
    """The id that was chosen, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Leave")]

    def __init__(self, title: str, choices: Choices, marked: str = "") -> None:
        self._title, self._choices, self._marked = title, tuple(choices), marked
        super().__init__()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Line(join((self._title, "bold")))
            options = [Option(join(one_line(text)), id=name) for name, text in self._choices]
            yield OptionList(*options, id="choices", markup=False)
            yield Line(
                Content.assemble(("Enter", "bold $primary"), " choose     ", ("Esc", "bold $primary"), " leave it")
            )

    def on_mount(self) -> None:
        ids = [name for name, _ in self._choices]
        listed = self.query_one(OptionList)
        listed.highlighted = ids.index(self._marked) if self._marked and self._marked in ids else 0
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


class SeveralBox(ModalScreen[tuple[str, ...] | None]):
    """The ids that are in, in the order of the options; None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Leave"),
        Binding("space", "in_or_out", "In or out"),
    ]

    def __init__(self, title: str, choices: Choices, chosen: Sequence[str]) -> None:
        self._title, self._choices, self._chosen = title, tuple(choices), set(chosen)
        super().__init__()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Line(join((self._title, "bold")))
            yield OptionList(*self._options(), id="choices", markup=False)
            yield Line(
                Content.assemble(
                    ("Space", "bold $primary"), " in or out     ", ("Enter", "bold $primary"), " keep     ",
                    ("Esc", "bold $primary"), " leave it",
                )
            )  # fmt: skip

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def _options(self) -> list[Option]:
        return [Option(self._row(name, text), id=name) for name, text in self._choices]

    def _row(self, name: str, text: str) -> Content:
        mark = ("● ", "bold $success") if name in self._chosen else ("○ ", "$quiet")
        return join(mark, one_line(text))

    def action_in_or_out(self) -> None:
        listed = self.query_one(OptionList)
        at = listed.highlighted
        if at is not None:
            self._chosen ^= {self._choices[at][0]}
            listed.replace_option_prompt_at_index(at, self._row(*self._choices[at]))

    def on_option_list_option_selected(self) -> None:
        self.dismiss(tuple(name for name, _ in self._choices if name in self._chosen))
