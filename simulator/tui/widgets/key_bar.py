"""The bottom line: the keys that matter most now. Each can be clicked."""

from collections.abc import Sequence

from textual import events
from textual.content import Content

from simulator.tui.commands.command import Command
from simulator.tui.text import plain
from simulator.tui.widgets.line import Line

Key = tuple[type[Command], str]
"""A command and what it means just now."""
GAP = 3


class KeyBar(Line):
    """Shows keys with their meaning, as many as fit."""

    def __init__(self, keys: Sequence[type[Command]] = ()) -> None:
        self._keys: tuple[Key, ...] = tuple((key, key.label) for key in keys)
        self._ends: list[tuple[int, type[Command]]] = []
        super().__init__()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def show_keys(self, keys: Sequence[Key]) -> None:
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self._draw()

    def _draw(self) -> None:
        pieces: list[Content] = []
        self._ends = []
        used = 0
        for command, label in self._keys:
            piece = Content.assemble((command.key_shown(), "bold $primary"), " ", plain(label, "$quiet"))
            used += piece.cell_length
            if used > self.size.width:
                break
            pieces.append(piece)
            self._ends.append((used, command))
            used += GAP
        self.show(Content(" " * GAP).join(pieces), layout=False)

    async def on_click(self, event: events.Click) -> None:
        command = next((command for end, command in self._ends if event.x < end), None)
        if command is not None and command.action:
            await self.screen.run_action(command.action)
