"""Which story an answer was: known, guessed from its words, or to be asked."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui.commands.summary import TellStory
from simulator.tui.text import join, shorten
from simulator.tui.widgets.line import Line

if TYPE_CHECKING:
    from simulator.interview.view import TakeRecord
    from simulator.stories.guess import Guess
    from simulator.stories.shelf import Shelf
    from simulator.tui.services import Services

_NEW, _NONE = "new:", "none:"


class StoryLine(Line):
    """Asks by itself for the answer that is shown; `ask` lets the person say which one it was.

    What tells no story of the person's own (a follow-up, a demo) has no line.
    """

    class Guessed(Message):
        def __init__(self, take: str, shelf: Shelf | None, guess: Guess | None, fault: str = "") -> None:
            self.take, self.shelf, self.guess, self.fault = take, shelf, guess, fault
            super().__init__()

    def __init__(self, services: Services, *, id: str) -> None:
        self._services = services
        self._take = ""
        self._shelf: Shelf | None = None
        self._guess: Guess | None = None
        self._fault = ""
        self._in_turn = Lock()
        """So that of two looks the one that ends last has read what is newest."""
        super().__init__(id=id)

    def about(self, session_id: str, record: TakeRecord | None) -> None:
        """The answer that is shown; one that tells no story has no line."""
        told = record is not None and record.prompt.is_story and bool(record.words)
        take = f"{session_id}/{record.take_id}" if told and record else ""
        if take != self._take:
            self._take, self._shelf, self._guess = take, None, None
            self.show_or_hide(Content(""))
            self.look()

    def look(self) -> None:
        """Anew, for the bank may have changed."""
        if self._take:
            self._look(self._take)

    def look_again(self) -> None:
        """The screen is in front again; before the first look is done there is nothing to renew."""
        if self._shelf is not None:
            self.look()

    @work(thread=True, group="story")
    def _look(self, take: str) -> None:
        with self._in_turn:
            try:
                shelf = self._services.stories.shelf()
                known = shelf.told_in(take) is not None
                guess = None if known else self._services.stories.guess(*take.split("/", 1))
            except SimulatorError as error:
                self.post_message(self.Guessed(take, None, None, str(error)))
            else:
                self.post_message(self.Guessed(take, shelf, guess))

    def on_story_line_guessed(self, message: Guessed) -> None:
        message.stop()
        if message.take == self._take:
            self._shelf, self._guess, self._fault = message.shelf, message.guess, message.fault
            self.show_or_hide(self._words())

    def _words(self) -> Content:
        shelf = self._shelf
        if shelf is None:
            return Content("")
        key = (TellStory.key_shown(), "bold $primary")
        if story := shelf.told_in(self._take):
            return join(("Story: ", "$quiet"), f"“{shorten(story.title, 50)}”   ", key, (" changes it", "$quiet"))
        if not shelf.stories:
            return join(key, (" makes a story of this answer", "$quiet"))
        likely = shelf.find(self._guess.story) if self._guess else None
        if likely is None:
            return join(("Which story was this? ", "$accent"), key, (" says it, or makes one of it", "$quiet"))
        return join((f"Was this “{shorten(likely.title, 50)}”? ", "$accent"), key, (" says so", "$quiet"))

    def ask(self) -> None:
        """The likely one is marked; the answer may also become a new story, or none."""
        from simulator.tui.screens.choice_box import ChoiceBox

        shelf, take = self._shelf, self._take
        if shelf is None or not take:
            self.app.notify(
                self._fault or "Only the answer to a question that asks for a story can be one.", markup=False
            )
            return
        if not shelf.stories:
            self._propose(take)
            return
        known = shelf.told_in(take)
        marked = known.id if known else self._guess.story if self._guess else _NEW
        choices = [(story.id, story.title) for story in shelf.stories]
        choices = [(_NEW, "Make a new story of this answer"), *choices, (_NONE, "None of them")]
        self.app.push_screen(
            ChoiceBox("Which story was this?", choices, marked), lambda chosen: self._said(take, chosen)
        )

    def _said(self, take: str, chosen: str | None) -> None:
        if chosen == _NEW:
            self._propose(take)
        elif chosen is not None:
            self._link(take, "" if chosen == _NONE else chosen)

    @work(thread=True, group="link")
    def _link(self, take: str, story_id: str) -> None:
        try:
            self._services.stories.tell(story_id, take)
        except SimulatorError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)
        self.app.call_from_thread(self.look)

    @work(thread=True, group="propose")
    def _propose(self, take: str) -> None:
        from simulator.tui.screens.proposal import ProposalScreen

        try:
            proposal = self._services.stories.propose(*take.split("/", 1))
        except SimulatorError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)
        else:
            self.app.call_from_thread(self.app.push_screen, ProposalScreen(self._services, proposal))
