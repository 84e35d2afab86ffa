"""A screen that shows what there is now: it looks in a worker, whenever it comes to the front."""

from typing import ClassVar, Generic, TypeVar, cast

from textual import work
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services

Seen = TypeVar("Seen")


class LookingScreen(AppScreen, Generic[Seen]):
    """Subclasses give `find` and `found`."""

    FOCUS: ClassVar[str] = "OptionList"
    """What takes the keys at first, as a selector."""

    class Found(Message):
        """What there is now, None when it could not be found: `fault` says why."""

        def __init__(self, seen: object, fault: str) -> None:
            self.seen, self.fault = seen, fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen: Seen | None = None
        """What was found last."""
        super().__init__()

    def find(self) -> Seen:
        """What there is now; called in a worker. Raises SimulatorError."""
        raise NotImplementedError

    def found(self, fault: str) -> None:
        """Show what was `_seen`, or the fault."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.query_one(self.FOCUS).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.look()

    @work(thread=True, exclusive=True, group="look")
    def look(self) -> None:
        try:
            self.post_message(self.Found(self.find(), ""))
        except SimulatorError as error:
            self.post_message(self.Found(None, str(error)))

    def on_looking_screen_found(self, message: Found) -> None:
        self._seen = cast("Seen | None", message.seen)
        self.found(message.fault)
