"""Everything the screens ask of the rest of the program. `simulator.wiring` makes the real one.

A call marked *waits* may take seconds: the app makes it from a worker thread. Every other call returns at once.
Faults that a person can act on are raised as SimulatorError and shown as one line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from simulator.tui.choices import (
    DemoChoice,
    DrillSetup,
    LearnSetup,
    MicrophoneChoice,
    ReplaySetup,
    SessionSetup,
    VoiceChoice,
)
from simulator.tui.live import LiveDrill, LiveSession, Meter

if TYPE_CHECKING:  # this file is read before the first paint: it must not pull in numpy and pydantic
    from pathlib import Path

    from simulator.archive.types import Correction, Found, Marks, SessionSummary
    from simulator.audio.sound_check import SoundCheck
    from simulator.audio.types import Level
    from simulator.comparing.types import AnsweredQuestion, SideBySide, TakeName
    from simulator.content.models import Library
    from simulator.drill.progress import Overview
    from simulator.interview.plan import Prompt
    from simulator.interview.view import TakeRecord
    from simulator.progress.types import ProgressReport
    from simulator.replay.player import Deck
    from simulator.replay.types import Replay
    from simulator.settings import Settings
    from simulator.today.types import DayPlan
    from simulator.tui.learning_services import LearningDesk
    from simulator.tui.story_services import StoryServices

Opening = SessionSetup | DrillSetup | ReplaySetup | LearnSetup | Callable[[], LiveSession] | str
"""What to show first instead of the home screen: a session to start, a drill, a replay, or the id of a past session."""


class Services(Protocol):
    """The program behind the screens."""

    @property
    def library(self) -> Library: ...

    @property
    def settings(self) -> Settings: ...

    def first_start(self) -> bool:
        """Whether this is the first start: nothing was recorded, and the first steps were never shown. Waits."""

    def save_settings(self, changes: Mapping[str, object]) -> None:
        """Keep these settings by name for the next start. Raises SimulatorError."""

    def microphones(self) -> Sequence[MicrophoneChoice]:
        """Input devices, possibly none: `microphone_fault` then says why. Waits."""

    @property
    def microphone_fault(self) -> str:
        """One line on why there is no microphone and what to do; empty when there is one, or before it was asked."""

    def meter(self, name: str | None) -> Meter:
        """Open a microphone (None: the default one) for its level. Waits. Raises SimulatorError."""

    def check_sound(self, name: str | None, told: Callable[[Level], None]) -> SoundCheck:
        """Record a sentence to hear oneself; levels are told from another thread. Waits. Raises SimulatorError."""

    def forget_sound_check(self) -> None:
        """End a sound check that runs, and remove what it recorded."""

    def voices(self) -> Sequence[VoiceChoice]: ...

    def start(self, setup: SessionSetup) -> LiveSession:
        """Start a session; it begins to ask by itself. Waits. Raises SimulatorError."""

    def demos(self) -> Sequence[DemoChoice]: ...

    def start_demo(self, demo_id: str) -> LiveSession:
        """Start a session with a synthetic candidate. Waits. Raises SimulatorError."""

    def drill_overview(self) -> Overview:
        """Which follow-ups are due today, and how they went. Waits. Raises SimulatorError."""

    def today(self) -> DayPlan:
        """What to do today, and why. Waits. Raises SimulatorError."""

    @property
    def learning(self) -> LearningDesk: ...

    @property
    def stories(self) -> StoryServices: ...

    def progress(self, *, with_demos: bool = False) -> ProgressReport:
        """The figures of all sessions, oldest first; demos only when asked for. Waits. Raises SimulatorError."""

    def answered_questions(self) -> Sequence[AnsweredQuestion]:
        """Questions that were answered with their takes, most often first; then stories that answered several. Waits.

        Raises SimulatorError.
        """

    def side_by_side(self, names: Sequence[TakeName]) -> SideBySide:
        """These takes with all their figures. Waits. Raises SimulatorError."""

    def start_drill(self, family: str | None, *, typed: bool) -> LiveDrill:
        """Open a drill of `family`, None for what is due next; it waits for `ask`. Waits. Raises SimulatorError."""

    def recent(self) -> Sequence[SessionSummary]:
        """Sessions of the archive, newest first. Waits. Raises SimulatorError."""

    def search(self, wanted: str) -> Found:
        """What was ever said with all the words of `wanted`. Waits. Raises SimulatorError."""

    def unfinished(self) -> Sequence[SessionSummary]:
        """Sessions that were cut off and not looked after yet, newest first. Waits. Raises SimulatorError."""

    def deleted_by_age(self) -> str:
        """Delete sessions older than the person's own limit, once a start. A line about it, or nothing. Waits.

        Raises SimulatorError.
        """

    def recover(self, session_id: str) -> None:
        """Complete a session that was cut off, from what is on disk. Waits. Raises SimulatorError."""

    def bring_in(self, path: Path, told: Callable[[str], None]) -> str:
        """Make sessions of a recording or a folder; `told` gets how far it is. Returns what came of it, as lines.

        Waits, for minutes. What `stop_bringing_in` ended goes on at the next call. Raises SimulatorError.
        """

    def stop_bringing_in(self) -> None:
        """End it now, if it runs."""

    def delete(self, session_id: str) -> None:
        """Remove a session for good. Waits. Raises SimulatorError."""

    def records(self, session_id: str) -> tuple[TakeRecord, ...]:
        """The takes of a session of the archive, in order. Waits. Raises SimulatorError."""

    def record(self, session_id: str, take_id: str) -> TakeRecord:
        """One take of a session of the archive, its corrections applied. Waits. Raises SimulatorError."""

    def correct(self, session_id: str, take_id: str, corrections: Sequence[Correction]) -> None:
        """Keep these as all the corrections of a take, the running session's too. Raises SimulatorError."""

    def replay(self, session_id: str) -> Replay:
        """A session of the archive to be heard again, interviewer included. Waits. Raises SimulatorError."""

    def report_of(self, session_id: str) -> Path | None:
        """The report that was saved of a session, if there is one."""

    def save_report(self, session_id: str) -> Path:
        """Write the session as a page with its sound; where that is. Waits. Raises SimulatorError."""

    def deck(self) -> Deck:
        """A deck of its own to play recordings on; whoever asks for it closes it."""

    def save_marks(self, session_id: str, take_id: str, marks: Marks) -> None:
        """Keep these as all the marks of a take. Raises SimulatorError."""

    def mark_best(self, session_id: str, take_id: str, on: bool) -> None:
        """Let a take count as the best of its turn, or no longer. Raises SimulatorError."""

    def delete_take(self, session_id: str, take_id: str) -> None:
        """Remove a take for good. Raises SimulatorError."""

    def start_again(self, session_id: str, prompt: Prompt) -> LiveSession:
        """Start a session that asks what was asked in an earlier one. Waits. Raises SimulatorError."""

    def play(self, audio: Path, start_s: float, end_s: float) -> None:
        """Play a piece of a recording; what plays already is stopped. Raises SimulatorError."""

    def say(self, text: str, voice: str | None = None) -> None:
        """Speak `text` in a voice, None for the interviewer's; what plays already is stopped. Waits.

        Raises SimulatorError.
        """

    def stop_playing(self) -> None: ...
