"""What screens tell the app. Workers post these too: only the app's own thread touches widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from simulator.tui.choices import DrillSetup, SessionSetup
from simulator.tui.live import LiveDrill, LiveSession

if TYPE_CHECKING:
    from simulator.interview.plan import Prompt


class SetUpWanted(Message):
    """Show the set-up of a session, with this plan chosen."""

    def __init__(self, plan_id: str = "") -> None:
        self.plan_id = plan_id
        super().__init__()


class TodayWanted(Message):
    """Show what to do today."""


class QuickWanted(Message):
    """One question, now, with the settings as they are; of this plan, if one is named."""

    def __init__(self, plan_id: str = "") -> None:
        self.plan_id = plan_id
        super().__init__()


class FirstStepsWanted(Message):
    """Show the four first steps."""


class SettingsWanted(Message):
    """Show the settings."""


class SettingsChanged(Message):
    """Settings were kept: how things look may have to follow."""


class ThemeWanted(Message):
    """Wear this theme, by its name in the settings, from now on."""

    def __init__(self, theme: str) -> None:
        self.theme = theme
        super().__init__()


class DemosWanted(Message):
    """Show the synthetic candidates, or start the only one."""


class PastWanted(Message):
    """Show the past sessions."""


class BringInWanted(Message):
    """Show where a recording can be brought in."""


class ProgressWanted(Message):
    """Show how the person comes along."""


class StoriesWanted(Message):
    """Show the story bank."""


class LearnWanted(Message):
    """Show what there is to learn, or one page of it, or the cards that are due."""

    def __init__(self, page: str | None = None, *, cards: bool = False) -> None:
        self.page, self.cards = page, cards
        super().__init__()


class CompareWanted(Message):
    """Show questions that were answered more than once, those of this session first; or the takes of this very one."""

    def __init__(self, session_id: str = "", take_id: str = "") -> None:
        self.session_id, self.take_id = session_id, take_id
        super().__init__()


class DrillsWanted(Message):
    """Show which follow-ups are due."""

    def __init__(self, typed: bool = False) -> None:
        self.typed = typed
        super().__init__()


class DrillWanted(Message):
    """Drill this."""

    def __init__(self, setup: DrillSetup) -> None:
        self.setup = setup
        super().__init__()


class DrillOver(Message):
    """A drill is done with; `then` is what to ask of the app next."""

    def __init__(self, drill: LiveDrill, then: Message) -> None:
        self.drill, self.then = drill, then
        super().__init__()


class StartWanted(Message):
    """Start this session."""

    def __init__(self, setup: SessionSetup) -> None:
        self.setup = setup
        super().__init__()


class DemoWanted(Message):
    """Start the demo with this candidate."""

    def __init__(self, demo_id: str) -> None:
        self.demo_id = demo_id
        super().__init__()


class SummaryWanted(Message):
    """Show a session of the archive, completing it first if it was cut off."""

    def __init__(self, session_id: str, title: str, *, recover: bool = False) -> None:
        self.session_id, self.title, self.recover = session_id, title, recover
        super().__init__()


class ReplayWanted(Message):
    """Hear a session of the archive again, from a moment of one of its takes."""

    def __init__(self, session_id: str, *, recover: bool = False, take_id: str = "", at_s: float = 0.0) -> None:
        self.session_id, self.recover, self.take_id, self.at_s = session_id, recover, take_id, at_s
        super().__init__()


class AgainWanted(Message):
    """Start a new session that asks just this again."""

    def __init__(self, session_id: str, prompt: Prompt) -> None:
        self.session_id, self.prompt = session_id, prompt
        super().__init__()


class SessionFinished(Message):
    """A running session has come to its end."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        super().__init__()


class SessionChanged(Message):
    """Something happened in the running session; look at its view."""
