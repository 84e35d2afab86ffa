"""What the palette of all commands offers on a screen."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.message import Message
from textual.screen import Screen

from simulator.tui import messages
from simulator.tui.screens.base import AppScreen

PLACES: tuple[tuple[str, str, Callable[[], Message]], ...] = (
    ("Today", "What to do today towards your interview, and why", messages.TodayWanted),
    ("Start a session", "Choose the questions, then answer aloud", messages.SetUpWanted),
    ("Quick question", "One question, at once", messages.QuickWanted),
    ("Drill follow-ups", "One at a time, as it comes due", messages.DrillsWanted),
    ("Stories", "Your stories, what they cover, what to prepare next", messages.StoriesWanted),
    ("Learn", "What an interviewer listens for, with answers to hear", messages.LearnWanted),
    ("Check yourself", "The cards that are due", partial(messages.LearnWanted, cards=True)),
    ("Past sessions", "Read and hear again what you said", messages.PastWanted),
    ("Compare takes", "Takes of one question side by side", messages.CompareWanted),
    ("Progress", "How you come along, session by session", messages.ProgressWanted),
    ("Bring in a recording", "Make a session of a recording that you have", messages.BringInWanted),
    ("Demo", "Watch a synthetic candidate", messages.DemosWanted),
    ("First steps", "Sound, voice, goal and a first answer: again", messages.FirstStepsWanted),
    ("Settings", "Everything that can be set, with its default", messages.SettingsWanted),
    ("Dark colours", "Light letters on a dark ground", partial(messages.ThemeWanted, "dark")),
    ("Light colours", "Dark letters on a light ground", partial(messages.ThemeWanted, "light")),
    ("Strong contrast", "White letters on black, and strong colours", partial(messages.ThemeWanted, "contrast")),
)
"""What can be gone to or done from anywhere but a running session."""


def system_commands(app: App[int], screen: Screen[object], *, busy: bool) -> Iterable[SystemCommand]:
    """Every command of the screen, then the places; not these while a session runs (`busy`), which they would hide."""
    if isinstance(screen, AppScreen):
        for command in (*screen.COMMANDS_HERE, *screen.GLOBAL_HERE):
            if command.action and not command.action.startswith("app.command"):
                run = partial(app.run_action, command.action, screen)
                yield SystemCommand(f"{command.label} ({command.key_shown()})", command.help(), run)
    for name, about, message in PLACES:
        if not busy or message in _LOOKS:
            yield SystemCommand(name, about, partial(_post, app, message))
    yield SystemCommand("All themes", "Choose other colours until the next start", app.action_change_theme)


def _post(app: App[int], message: Callable[[], Message]) -> None:
    app.post_message(message())


_LOOKS = tuple(message for _, _, message in PLACES[-3:])
