"""What the session screen says in each phase, and which keys it offers: pure functions of a view."""

from collections.abc import Mapping

from simulator.interview.view import View
from simulator.review.layout import counted
from simulator.tui.commands.command import key_name, own_keys
from simulator.tui.commands.everywhere import Help, Move
from simulator.tui.commands.session import AskAgain, Finish, Hide, LeaveSession, Mute, Pause, Redo, SaveElsewhere, Skip
from simulator.tui.widgets.key_bar import Key

SILENCE_HINT_S = 4.0
"""A pause over 4 s is noticed in an interview (domain: delivery); so the hint comes then."""
BEHIND_S = 1.5
"""Up to here captions feel live; beyond it the screen says how far hearing is behind."""

NO_VOICE = "none"
"""The name of the voice when there is none: the questions are only shown."""

Mark = tuple[str, str, str]
"""Symbol, words, style."""
_MOST_KEYS = 5
_TEXT_KEYS = ("space", "enter", "backspace", "tab")
"""In a text field they are text."""
TOLD_PHASES = ("between", "silent")
"""There is a card to read."""
_EMPTY: Mapping[str, str] = {
    "asking": "The microphone is off until it is your turn.",
    "preparing": "One story: what was wrong, what you did about it, what changed.",
    "opening": "",
    "listening": "Your words appear here as you speak.",
}
"""What stands where the captions will be, while there are none."""
_LIVE_PHASES = ("opening", "listening", "paused", "finishing")


def empty(view: View) -> str:
    """What stands where the captions will be."""
    if view.phase == "asking" and view.typed:
        return f"Until it is your turn to type, letters are keys. {Finish.key_shown()} opens the field now."
    return _EMPTY.get(view.phase, "")


def is_live(view: View) -> bool:
    """A take is open: also while its question is asked again."""
    return view.phase in _LIVE_PHASES or (view.phase == "asking" and bool(view.take_id))


def phase_mark(view: View) -> Mark:
    """Where the session stands, in plain words."""
    done = Finish.key_shown()
    match view.phase:
        case "waiting":
            return "◌", "Getting ready…", "$quiet"
        case "asking" if view.muted:
            return "◆", "The interviewer is muted", "$primary"
        case "asking" if view.voice == NO_VOICE:
            return "◆", f"Read the question. {done} when you want to answer", "$primary"
        case "asking":
            return "◆", "The interviewer is speaking", "$primary"
        case "preparing":
            return (
                "◔",
                f"Time to think: {view.prep_left_s:.0f} s left. {done} when you want to begin",
                "$accent",
            )
        case "opening":
            return "◌", "Opening the microphone: wait for the tone", "$quiet"
        case "listening" if view.typed:
            return "●", f"Type your answer. {FinishTyped.key_shown()} when you are done", "$success"
        case "listening":
            return "●", f"Listening. {done} when you are done", "$success"
        case "paused":
            return "‖", f"Paused. {Pause.key_shown()} to go on", "$accent"
        case "finishing":
            return "◌", "Taking in your last words…", "$quiet"
        case "silent":
            return "○", "Nothing was heard", "$warning"
        case "between":
            return "✓", f"That answer is complete. {done} for the {_following(view)}", "$success"
        case "finished":
            return "✓", "The session is over", "$success"


def place(view: View) -> str:
    """Which question this is, and which follow-up to it."""
    question = f"Question {view.question_number} of {view.question_count}"
    if view.prompt is not None and view.prompt.kind == "probe":
        question += f"  ·  follow-up {view.probe_number} of {view.probe_limit}"
    return question + (f"  ·  take {view.take_number}" if view.take_number > 1 else "")


def hearing_words(view: View) -> tuple[str, str]:
    """How hearing does, with a style."""
    if view.typed:
        return "times are estimated", "$quiet"
    behind_s = view.recorded_s - view.heard_s
    if view.phase in ("listening", "finishing") and view.heard_s > 0 and behind_s > BEHIND_S:
        return f"hearing is {behind_s:.1f} s behind", "$warning"
    return f"hearing: {view.hearing}", "$quiet"


def hint(view: View) -> tuple[str, str]:
    """The one line of advice under the captions, with a style; empty most of the time."""
    if view.phase != "listening":
        return "", ""
    if not view.typed and view.committed and view.silence_s >= SILENCE_HINT_S:
        return f"Done? Press {Finish.key_shown()}, or go on.", "$accent italic"
    return view.reading.cue, "$accent"


def _following(view: View) -> str:
    return "summary" if view.question_number >= view.question_count else "next question"


def keys(view: View, *, text_focus: bool, hidden: bool) -> tuple[Key, ...]:
    """The keys of most use now, at most five and the help, the most used first."""
    hide: Key = (Hide, "show question" if hidden else "hide")
    leave: Key = (LeaveSession, "leave")
    some: tuple[Key, ...]
    match view.phase:
        case "asking":
            skip_voice = "answer now" if not view.muted else "go on"
            some = ((Finish, skip_voice), (Skip, "skip"), (Mute, _mute(view)), hide, leave)
            if view.voice == NO_VOICE:  # there is nothing to silence, and nothing is hidden
                some = ((Finish, skip_voice), (Skip, "skip"), leave)
        case "preparing":
            some = ((Finish, "begin"), (AskAgain, "ask again"), (Skip, "skip"), hide, leave)
        case "listening" if text_focus:
            some = ((FinishTyped, "done"), (TabAway, "keys"), leave)
        case "listening":
            done = FinishTyped if view.typed else Finish
            some = ((done, "done"), (Pause, "pause"), (Redo, "redo"), (AskAgain, "ask again"), hide)
        case "paused":
            some = ((Pause, "go on"), (Finish, "done"), (Redo, "redo"), (Skip, "skip"), leave)
        case "silent":
            some = ((Redo, "answer again"), (Finish, "go on"), (Skip, "skip"), leave)
        case "between":
            some = ((Finish, _following(view)), (Redo, "redo the last answer"), leave)
        case "opening":
            some = ((Skip, "skip"), leave)
        case _:
            some = (leave,)
    if view.disk:
        some = ((SaveElsewhere, "save elsewhere"), *some[: _MOST_KEYS - 1])
    return (*some, (Help, "help"))


def _mute(view: View) -> str:
    return "unmute" if view.muted else "mute"


class FinishTyped(Finish):
    """You are done with your typed answer."""

    @classmethod
    def name(cls) -> str:
        """A key of one's own is that of the command itself."""
        return Finish.name()

    @classmethod
    def key_shown(cls) -> str:
        """A key that is no text; where a person has chosen only such, they leave the text first."""
        own = [key.strip() for key in own_keys(Finish).split(",") if key.strip()]
        free = [key for key in own or ["f2"] if len(key) > 1 and key not in _TEXT_KEYS]
        return key_name(free[0]) if free else f"Tab, {Finish.key_shown()}"


def typing() -> str:
    """Which keys do what where an answer is typed."""
    return f"In a text field letters and Space are text; {FinishTyped.key_shown()} is done, Tab leaves the field."


class TabAway(Move):
    """Out of the text, to the letters as keys."""

    shown, action = "Tab", "focus_next"


def silent_advice(view: View) -> tuple[str, ...]:
    """What to do when a take holds no words."""
    ways = f"{Redo.key_shown()}: answer again     {Finish.key_shown()}: go on without this answer"
    if view.typed:
        return "Nothing was typed.", "", ways
    where = view.microphone or "the microphone"
    return (
        f"No words arrived from {where}.",
        "Is it muted, by a switch or in the system's settings? Is this program allowed to use it?",
        "",
        ways,
        "",
        "Another microphone can be chosen in the set-up, where its level shows.",
    )


def refining(number: int) -> str:
    """What the second pass is doing, empty when it is done."""
    return f"refining {counted(number, 'answer')}…" if number else ""
