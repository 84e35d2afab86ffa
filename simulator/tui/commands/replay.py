"""The commands of the replay."""

from textual.binding import Binding, BindingType

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Help, Palette, QuitApp
from simulator.tui.commands.summary import Correct

SPEED_KEYS = {"0": 0.75, "1": 1.0, "2": 1.25, "3": 1.5, "4": 1.75, "5": 2.0}
"""1 is the speed as it was spoken; up from there faster, down slower."""


class PlayPause(Command):
    """Play, or pause."""

    keys, shown, label, action = "space", "Space", "Play", "play_pause"


class BackFive(Command):
    """Five seconds back."""

    keys, shown, label, action = "left", "←", "5 s back", "seek(-5)"


class OnFive(Command):
    """Five seconds on."""

    keys, shown, label, action = "right", "→", "5 s on", "seek(5)"


class EarlierSentence(Command):
    """To the beginning of this sentence, and soon after it to the one before (also ↑)."""

    keys, shown, label, action = "comma,up", ",", "Sentence back", "earlier('sentence')"


class LaterSentence(Command):
    """To the next sentence (also ↓)."""

    keys, shown, label, action = "full_stop,down", ".", "Next sentence", "later('sentence')"


class EarlierSection(Command):
    """To where this section begins, and then to the one before."""

    keys, shown, label, action = "left_square_bracket", "[", "Section back", "earlier('section')"


class LaterSection(Command):
    """To the next section."""

    keys, shown, label, action = "right_square_bracket", "]", "Next section", "later('section')"


class EarlierFinding(Command):
    """To the finding, follow-up or bookmark before this one."""

    keys, shown, label, action = "p,P", "P", "Finding back", "earlier('mark')"


class LaterFinding(Command):
    """To the next finding, follow-up or bookmark: why, and what to do about it, stands below the lane."""

    keys, shown, label, action = "n,N", "N", "Finding", "later('mark')"


class EarlierTurn(Command):
    """To the beginning of this turn, and then to the one before."""

    keys, shown, label, action = "pageup", "PgUp", "Turn back", "turn(-1)"


class LaterTurn(Command):
    """To the next turn: the interviewer's and yours follow each other."""

    keys, shown, label, action = "pagedown", "PgDn", "Next turn", "turn(1)"


class LoopSentence(Command):
    """Hear this sentence over and over, until you press it again or go elsewhere."""

    keys, shown, label, action = "l,L", "L", "Loop", "loop"


class Speed(Command):
    """How fast, at the same pitch: 1 as it was spoken, 2 to 5 faster up to double, 0 slower."""

    keys, shown, label, action = "", "0–5", "Speed", ""


class BookmarkHere(Command):
    """Put a bookmark at this moment, or take it away; asks first where it has a note."""

    keys, shown, label, action = "b,B", "B", "Bookmark", "bookmark"


class NoteHere(Command):
    """Write a note at this moment, or change the one that is there."""

    keys, shown, label, action = "w,W", "W", "Note", "note"


class BestTake(Command):
    """Mark this take as the best one of its question: it counts instead of the last. Again takes that back."""

    keys, shown, label, action = "asterisk", "*", "Best take", "best"


class AgainNow(Command):
    """Answer this question once more, now: a new session that asks it and then follows up."""

    keys, shown, label, action = "r,R", "R", "Ask me again", "again"


class DeleteTake(Command):
    """Delete this take for good: sound, words and every place that quotes it; asks first."""

    keys, shown, label, action = "d,D,delete", "D", "Delete take", "delete_take"


class Seek(Command):
    """Five seconds back or on."""

    keys, shown, label, action = "", "←→", "5 s", ""


class BySentence(Command):
    """By sentence."""

    keys, shown, label, action = "", ", .", "Sentence", ""


class BySection(Command):
    """By section."""

    keys, shown, label, action = "", "[ ]", "Section", ""


REPLAY: tuple[type[Command], ...] = (
    PlayPause, BackFive, OnFive, EarlierSentence, LaterSentence, EarlierSection, LaterSection, LaterFinding,
    EarlierFinding, EarlierTurn, LaterTurn, LoopSentence, Speed, Correct, BookmarkHere, NoteHere, BestTake, AgainNow,
    DeleteTake, Back,
)  # fmt: skip
REPLAY_BAR: tuple[type[Command], ...] = (
    PlayPause, Seek, BySentence, LaterFinding, Help, Back, BySection, Speed, LoopSentence, NoteHere, Correct, AgainNow,
    Palette, QuitApp,
)  # fmt: skip
"""The key bar: what goes two ways is there once."""


def speed_bindings() -> list[BindingType]:
    return [Binding(key, f"speed({speed})", "Speed", show=False) for key, speed in SPEED_KEYS.items()]
