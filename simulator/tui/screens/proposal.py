"""A take turned into a story: what its words offer for each part, to be taken over, edited or left out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.stories.propose import Offer, Proposal
from simulator.stories.vocabulary import BEAT_TITLES
from simulator.tui import story_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.stories import PROPOSAL
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.passage_box import PassageBox
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.services import Services
from simulator.tui.text import join, one_line, plain
from simulator.tui.widgets.line import Line

_MARGINS = 10
_FIXED = ("quadrant", "signal")
"""What is taken over or left out as it is."""


class ProposalScreen(AppScreen):
    """Nothing is kept before K."""

    ABOUT = "What a take offers for a story, each part with the words it rests on. Take what fits."
    COMMANDS_HERE = PROPOSAL
    BINDINGS: ClassVar[list[BindingType]] = bindings(*PROPOSAL)

    class Kept(Message):
        def __init__(self, story_id: str, fault: str) -> None:
            self.story_id, self.fault = story_id, fault
            super().__init__()

    def __init__(self, services: Services, proposal: Proposal) -> None:
        self._services, self._proposal = services, proposal
        self._offers = list(proposal.offers)
        self._keeping = False
        super().__init__()

    def body(self) -> Iterable[Widget]:
        missing = [BEAT_TITLES[beat].lower() for beat in BEAT_TITLES if beat in self._proposal.open]
        about = "Only what was heard is offered, each with the words it rests on. ● is taken over."
        yield Line(join(("A story of this answer", "bold $primary")), id="proposal-title")
        yield Line(plain(one_line(self._proposal.told.asked), "bold"), id="proposal-asked")
        yield Line(
            plain(f"{about} Not heard: {', '.join(missing)}." if missing else about, "$quiet"), id="proposal-note"
        )
        yield OptionList(id="offers", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self.query_one(OptionList).focus()

    def on_room(self) -> None:
        self.query_one(OptionList).focus()

    def on_shape(self) -> None:
        self._draw()

    def _draw(self) -> None:
        listed, width = self.query_one(OptionList), max(30, self.app.size.width - _MARGINS)
        at = listed.highlighted or 0
        listed.set_options(Option(words.offer_row(offer, width)) for offer in self._offers)
        listed.highlighted = at

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def _put(self, at: int, offer: Offer) -> None:
        """Of two numbers only one is the one that changed."""
        self._offers[at] = offer
        if offer.accepted and offer.field == "number":
            for other, one in enumerate(self._offers):
                if other != at and one.field == "number":
                    self._offers[other] = replace(one, accepted=False)
        self._draw()

    def action_in_or_out(self) -> None:
        offer = self._offers[self._at]
        self._put(self._at, replace(offer, accepted=not offer.accepted))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        at, offer = event.option_index, self._offers[event.option_index]
        if offer.field in _FIXED:
            self.action_in_or_out()
            return

        def written(text: str | None) -> None:
            if text is not None:
                self._put(at, replace(offer, text=text.strip(), accepted=bool(text.strip())))

        quote = f"You said: “{one_line(offer.quote)}”" if offer.quote else "In your own words"
        self.app.push_screen(PassageBox(offer.title, quote, offer.text), written)

    def action_keep(self) -> None:
        if not self._keeping:
            self._keeping = True
            self._keep()

    @work(thread=True)
    def _keep(self) -> None:
        try:
            self.post_message(self.Kept(self._services.stories.keep(self._proposal, self._offers).id, ""))
        except SimulatorError as error:
            self.post_message(self.Kept("", str(error)))

    def on_proposal_screen_kept(self, message: Kept) -> None:
        from simulator.tui.screens.story import StoryScreen

        self._keeping = False
        if message.fault:
            self.notify(message.fault, severity="error", markup=False)
        else:
            self.app.switch_screen(StoryScreen(self._services, message.story_id))

    def action_back(self) -> None:
        def answered(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        if self._offers == list(self._proposal.offers):
            self.dismiss(None)
        else:
            self.app.push_screen(
                QuestionBox("Leave without a story?", "Nothing is kept then.", "leave", "stay"), answered
            )
