"""A screen over the story bank: it changes something in a worker and shows what there is then."""

from collections.abc import Callable
from threading import Lock

from textual import work
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.stories.shelf import Shelf
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services


class ShelfScreen(AppScreen):
    """Looks anew whenever it comes to the front. Subclasses give `draw`."""

    class Found(Message):
        """What there is now. `fault`: why the change was not made, and `refused` is then called."""

        def __init__(self, shelf: Shelf, fault: str, refused: Callable[[], None] | None) -> None:
            self.shelf, self.fault, self.refused = shelf, fault, refused
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shelf = Shelf()
        self._looked = False
        self._in_turn = Lock()
        """So that of two workers the one that ends last has read what the other wrote."""
        super().__init__()

    def draw(self) -> None:
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.do(None)

    def on_shape(self) -> None:
        if self._looked:
            self.draw()

    @work(thread=True)
    def do(self, change: Callable[[], object] | None, refused: Callable[[], None] | None = None) -> None:
        fault = ""
        with self._in_turn:
            try:
                if change is not None:
                    change()
            except SimulatorError as error:
                fault = str(error)
            try:
                shelf = self._services.stories.shelf()
            except SimulatorError as error:
                shelf, fault = self._shelf, fault or str(error)
            self.post_message(self.Found(shelf, fault, refused if fault else None))

    def on_shelf_screen_found(self, message: Found) -> None:
        self._shelf, self._looked = message.shelf, True
        if message.fault:
            self.notify(message.fault, severity="error", markup=False)
        self.draw()
        if message.refused is not None:
            message.refused()
