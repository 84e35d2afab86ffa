"""Every command of the app, one class each: its keys, its words in the footer, the palette and the help."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

_own_keys: dict[str, str] = {}
"""Keys that a person has chosen, by the name of the command."""


class Command:
    """A thing a person can do. The docstring is its help."""

    keys: ClassVar[str]
    """Key names of Textual, comma-separated."""
    shown: ClassVar[str]
    """The keys as a person calls them."""
    label: ClassVar[str]
    """Two words at most."""
    action: ClassVar[str]
    """The screen's action, `action_…`."""

    @classmethod
    def name(cls) -> str:
        """What it is called in the settings, as in `ask_again`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def key_shown(cls) -> str:
        """The keys as a person calls them: their own, or ours."""
        own = own_keys(cls)
        return key_name(own.split(",")[0]) if own else cls.shown

    @classmethod
    def help(cls) -> str:
        return " ".join((cls.__doc__ or "").split())


class Finish(Command):
    """You are done with your answer. While the interviewer speaks: skip the rest of it. In the time to think: begin.
    After an answer: on to the next question.
    """

    keys, shown, label, action = "space,enter,f2,ctrl+enter", "Space", "Done", "finish"


class Pause(Command):
    """Stop the clock and the recording for a moment, or go on."""

    keys, shown, label, action = "p", "P", "Pause", "pause"


class Redo(Command):
    """Answer the same question again. The earlier take is kept."""

    keys, shown, label, action = "r", "R", "Redo", "redo"


class Skip(Command):
    """On to the next question without an answer to this one."""

    keys, shown, label, action = "s", "S", "Skip", "skip"


class AskAgain(Command):
    """Hear the question once more; your answer goes on where it was."""

    keys, shown, label, action = "a", "A", "Ask again", "ask_again"


class Hide(Command):
    """Hide the question, as in a real interview, or show it."""

    keys, shown, label, action = "h", "H", "Hide", "hide"


class Mute(Command):
    """Silence the interviewer's voice, or let it speak again."""

    keys, shown, label, action = "m", "M", "Mute", "mute"


class SaveElsewhere(Command):
    """Save the whole session in another folder as well, with what waits in memory while the disk is full."""

    keys, shown, label, action = "ctrl+s", "Ctrl+S", "Save elsewhere", "save_elsewhere"


class Help(Command):
    """The keys, and what the figures mean."""

    keys, shown, label, action = "question_mark,f1", "?", "Help", "help"


class LeaveSession(Command):
    """Leave the session; asks first."""

    keys, shown, label, action = "escape", "Esc", "Leave", "leave"


class EndSession(Command):
    """End the session now and see its summary. Nothing that you said is lost."""

    keys, shown, label, action = "q", "Q", "End now", "end"


class Back(Command):
    """Back to where you came from."""

    keys, shown, label, action = "escape,q", "Esc", "Back", "back"


class QuitApp(Command):
    """Leave the program. A session that runs is ended and kept."""

    keys, shown, label, action = "ctrl+q", "Ctrl+Q", "Quit", "app.quit"


class QuitHome(Command):
    """Leave the program."""

    keys, shown, label, action = "q", "Q", "Quit", "app.quit"


class Palette(Command):
    """All commands, by name."""

    keys, shown, label, action = "ctrl+p", "Ctrl+P", "All commands", "app.command_palette"


class Choose(Command):
    """Open what is marked."""

    keys, shown, label, action = "enter", "Enter", "Open", "choose"


class Move(Command):
    """Up and down through the list."""

    keys, shown, label, action = "", "↑↓", "Move", ""


class Play(Command):
    """Play the piece of your answer that is marked."""

    keys, shown, label, action = "", "Enter", "Play", "play"


class Replay(Command):
    """Hear the session again, both voices, with the word that is being said."""

    keys, shown, label, action = "p,P", "P", "Replay", "replay"


class WriteReport(Command):
    """Write the session as a page with its sound, to keep or to send; it says where."""

    keys, shown, label, action = "w,W", "W", "Write report", "write_report"


class TellStory(Command):
    """Say which of your stories this answer was, or make a new one of it."""

    keys, shown, label, action = "b,B", "B", "Story", "tell_story"


class WhichStory(Command):
    """Which of your stories fits this question: those that suit it best, with the reasons."""

    keys, shown, label, action = "b,B", "B", "Story", "which_story"


class StopPlaying(Command):
    """Stop the playback."""

    keys, shown, label, action = "s", "S", "Stop", "stop_playing"


class EarlierAnswer(Command):
    """The answer before this one."""

    keys, shown, label, action = "left", "←", "Earlier", "earlier"


class LaterAnswer(Command):
    """The answer after this one."""

    keys, shown, label, action = "right", "→", "Later", "later"


class OtherAnswer(Command):
    """The answer before or after this one."""

    keys, shown, label, action = "", "←→", "Answer", ""


class Correct(Command):
    """Correct the section of a sentence, or where a section begins. The machine's own labels are kept beside yours."""

    keys, shown, label, action = "c,C", "C", "Correct", "correct"


class ToSituation(Command):
    """Correcting: the marked sentence tells the situation."""

    keys, shown, label, action = "s,S", "S", "Situation", "set_section('S')"


class ToTask(Command):
    """Correcting: the marked sentence tells the task."""

    keys, shown, label, action = "t,T", "T", "Task", "set_section('T')"


class ToAction(Command):
    """Correcting: the marked sentence tells what you did."""

    keys, shown, label, action = "a,A", "A", "Action", "set_section('A')"


class ToResult(Command):
    """Correcting: the marked sentence tells what came of it."""

    keys, shown, label, action = "r,R", "R", "Result", "set_section('R')"


class ToLesson(Command):
    """Correcting: the marked sentence tells what you learned."""

    keys, shown, label, action = "l,L", "L", "Lesson", "set_section('L')"


class ToOther(Command):
    """Correcting: the marked sentence is talk about the talk."""

    keys, shown, label, action = "o,O", "O", "Other", "set_section('O')"


class BeginEarlier(Command):
    """Correcting: the section of the marked sentence begins one sentence earlier (also <)."""

    keys, shown, label, action = "left_square_bracket,less_than_sign", "[", "Earlier", "begin_earlier"


class BeginLater(Command):
    """Correcting: the section of the marked sentence begins one sentence later (also >)."""

    keys, shown, label, action = "right_square_bracket,greater_than_sign", "]", "Later", "begin_later"


class TakeBack(Command):
    """Correcting: take back the last correction of this answer."""

    keys, shown, label, action = "u,U", "U", "Take back", "take_back"


class TakeBackAll(Command):
    """Correcting: take back every correction of this answer; asks first."""

    keys, shown, label, action = "x,X", "X", "All back", "take_back_all"


class LeaveCorrecting(Command):
    """Correcting: leave it as it is now."""

    keys, shown, label, action = "escape,c,C", "Esc", "Done", "leave_correcting"


class Find(Command):
    """Narrow the list while you type: by title and day, and by everything that was said, asked or noted. "Words in
    quotes" stand side by side. Enter or ↓ goes to the list, Esc shows all again.
    """

    keys, shown, label, action = "slash", "/", "Search", "find"


class Delete(Command):
    """Delete the session that is marked, with its recordings; asks first."""

    keys, shown, label, action = "d,D,delete", "D", "Delete", "delete"


class Compare(Command):
    """Put takes of the same question side by side."""

    keys, shown, label, action = "v,V", "V", "Compare", "compare"


class PickTake(Command):
    """Take the marked take into the comparison, or leave it out."""

    keys, shown, label, action = "space", "Space", "In or out", "pick"


class OtherPart(Command):
    """From the takes to the comparison, and back."""

    keys, shown, label, action = "", "Tab", "Takes, figures", ""


class WithDemos(Command):
    """Count the demos in, where a written candidate answered, or leave them out."""

    keys, shown, label, action = "d,D", "D", "Demos", "demos"


class DrillDue(Command):
    """Drill the follow-ups that are due."""

    keys, shown, label, action = "f,F", "F", "Drill", "drill"


class Scroll(Command):
    """Up and down; Page Up and Page Down by a screen."""

    keys, shown, label, action = "", "↑↓", "Scroll", ""


class ImportRecording(Command):
    """Bring in a recording that you have, as a session like any other."""

    keys, shown, label, action = "b,B", "B", "Bring in", "bring_in"


class ImportNamed(Command):
    """Bring in the recording, or the folder of recordings, that is named."""

    keys, shown, label, action = "", "Enter", "Bring it in", "bring_in"


class GradeAgain(Command):
    """Drill: you had no answer, or the wrong one. It comes again tomorrow."""

    keys, shown, label, action = "1", "1", "Again", "grade('again')"


class GradeHard(Command):
    """Drill: an answer came, with effort."""

    keys, shown, label, action = "2", "2", "Hard", "grade('hard')"


class GradeGood(Command):
    """Drill: a good answer came."""

    keys, shown, label, action = "3", "3", "Good", "grade('good')"


class GradeEasy(Command):
    """Drill: a good answer came without thinking. It comes again late."""

    keys, shown, label, action = "4", "4", "Easy", "grade('easy')"


class TypeInstead(Command):
    """Type the answers of the drill, or speak them."""

    keys, shown, label, action = "t,T", "T", "Typed or aloud", "type_instead"


class HearGood(Command):
    """Hear the good answer."""

    keys, shown, label, action = "g,G", "G", "Hear good", "hear('good')"


class HearBad(Command):
    """Hear the weak answer to the same question."""

    keys, shown, label, action = "b,B", "B", "Hear weak", "hear('bad')"


class CheckYourself(Command):
    """Cards to check yourself with: those of this page, or all that are due."""

    keys, shown, label, action = "c,C", "C", "Cards", "check"


class NextPage(Command):
    """The page after this one."""

    keys, shown, label, action = "n,N,right", "N", "Next", "turn(1)"


class PageBefore(Command):
    """The page before this one."""

    keys, shown, label, action = "left", "←", "Before", "turn(-1)"


class ShowAnswer(Command):
    """Show the answer of the card, when you have said yours."""

    keys, shown, label, action = "space,enter", "Space", "Answer", "show_answer"


class ShowToday(Command):
    """What to do today towards your interview, and why."""

    keys, shown, label, action = "t,T", "T", "Today", "today"


class ShowSettings(Command):
    """Everything that can be set."""

    keys, shown, label, action = "comma", ",", "Settings", "settings"


class SetDate(Command):
    """Say when your interview is: 2026-12-05, how many days are left, or none."""

    keys, shown, label, action = "d,D", "D", "Date", "set_date"


class NextStep(Command):
    """Go on to the next step with what is chosen."""

    keys, shown, label, action = "enter", "Enter", "Next", "next_step"


class StepBefore(Command):
    """The step before this one."""

    keys, shown, label, action = "b,B", "B", "Before", "step_before"


class RecordSentence(Command):
    """Record a sentence and hear it again."""

    keys, shown, label, action = "r,R", "R", "Record", "record"


class HearVoice(Command):
    """Hear the voice that is chosen."""

    keys, shown, label, action = "h,H", "H", "Hear it", "hear_voice"


class SkipStep(Command):
    """Leave this step out."""

    keys, shown, label, action = "s,S", "S", "Skip", "skip_step"


class LeaveSteps(Command):
    """Leave the first steps. They are in the list of all commands, to be taken again."""

    keys, shown, label, action = "escape", "Esc", "Not now", "leave_steps"


class ToDefault(Command):
    """Give the marked setting its default."""

    keys, shown, label, action = "d,D,delete", "D", "Default", "to_default"


class Begin(Command):
    """Start the session as it is set up."""

    keys, shown, label, action = "enter", "Enter", "Start", "begin"


class Change(Command):
    """The value before or after this one."""

    keys, shown, label, action = "", "←→", "Change", ""


GLOBAL: tuple[type[Command], ...] = (Help, Palette, QuitApp)
"""Work on every screen."""
SESSION: tuple[type[Command], ...] = (
    Finish, Pause, Redo, Skip, AskAgain, Hide, Mute, WhichStory, LeaveSession, EndSession, SaveElsewhere,
)  # fmt: skip
HOME: tuple[type[Command], ...] = (Move, Choose, ShowToday, ShowSettings, QuitHome)
TODAY: tuple[type[Command], ...] = (Move, Choose, SetDate, Back)
SET_UP: tuple[type[Command], ...] = (Begin, Move, Change, Back)
SUMMARY: tuple[type[Command], ...] = (
    Move, Play, Replay, Correct, Compare, EarlierAnswer, LaterAnswer, Back, TellStory, StopPlaying, WriteReport,
)  # fmt: skip
CORRECTING: tuple[type[Command], ...] = (
    BeginEarlier, BeginLater, TakeBack, TakeBackAll, LeaveCorrecting,
    ToSituation, ToTask, ToAction, ToResult, ToLesson, ToOther,
)  # fmt: skip
"""On the summary, while a sentence is corrected; they go before the keys of the screen."""
DRILL: tuple[type[Command], ...] = (
    Finish, Redo, GradeAgain, GradeHard, GradeGood, GradeEasy, Pause, AskAgain, Skip, Mute, LeaveSession,
)  # fmt: skip
DRILLS: tuple[type[Command], ...] = (Move, Choose, TypeInstead, Back)
FIRST_STEPS: tuple[type[Command], ...] = (
    NextStep, SkipStep, RecordSentence, HearVoice, Move, Change, StepBefore, LeaveSteps,
)  # fmt: skip
SETTINGS: tuple[type[Command], ...] = (Move, Change, ToDefault, Back)
LEARN: tuple[type[Command], ...] = (Move, Choose, CheckYourself, Back)
PAGE: tuple[type[Command], ...] = (HearGood, HearBad, CheckYourself, NextPage, Back, Scroll, StopPlaying, PageBefore)
CARDS: tuple[type[Command], ...] = (ShowAnswer, GradeAgain, GradeHard, GradeGood, GradeEasy, Back)
PROGRESS: tuple[type[Command], ...] = (Scroll, WithDemos, DrillDue, Back)
PAST: tuple[type[Command], ...] = (Move, Choose, Find, Replay, Compare, ImportRecording, Delete, Back)
PAST_BAR: tuple[type[Command], ...] = (
    Choose, Find, Replay, Compare, Delete, Help, Back, ImportRecording, Move, Palette, QuitApp,
)  # fmt: skip
"""The key bar: at 80 columns it ends with the help and the way back."""
BRINGING_IN: tuple[type[Command], ...] = (ImportNamed, Back)
QUESTIONS: tuple[type[Command], ...] = (Move, Choose, Back)
COMPARE: tuple[type[Command], ...] = (Move, PickTake, OtherPart, Back)


TYPING = "In a text field letters and Space are text; F2 or Ctrl+Enter is done, Tab leaves the field."


def bindings(*commands: type[Command]) -> list[BindingType]:
    """The keys of `commands` for a screen. The footer is drawn by `widgets.key_bar`, so none is shown by itself."""
    return [
        Binding(command.keys, command.action, command.label, show=False, tooltip=command.help(), id=command.name())
        for command in commands
        if command.keys
    ]


def own_keys(command: type[Command]) -> str:
    """The keys that a person has chosen for it, comma-separated; empty: ours."""
    return _own_keys.get(command.name(), "")


def key_name(key: str) -> str:
    """A key of Textual as a person calls it."""
    return key.strip().replace("_", " ").title()


def use_keys(keys: Mapping[str, str]) -> None:
    """Show these keys instead of ours; Textual's keymap lets them work."""
    _own_keys.clear()
    _own_keys.update(keys)


def unknown_keys(keys: Mapping[str, str]) -> Iterator[str]:
    """Names in `keys` that no command has."""
    from simulator.tui import replay_commands, story_commands  # noqa: F401 - their commands count too

    known = {command.name() for command in Command.__subclasses__() if command.keys}
    return (name for name in keys if name not in known)
