"""What the replay screen says beside the transcript: pure functions."""

from textual.content import Content

from simulator.replay import navigate
from simulator.replay.player import Deck, Player
from simulator.replay.types import WORDS_ONLY, Mark, Replay, Turn
from simulator.tui.past_rows import when
from simulator.tui.text import clock, join, lines, one_line
from simulator.tui.widgets.question_card import reason
from simulator.tui.widgets.turn_lane import GLYPHS

MARK_STYLES = {
    "flag": "bold $warning", "probe": "bold $accent", "bookmark": "bold $primary", "signal": "bold $success",
    "pause": "$quiet", "gap": "bold $error",
}  # fmt: skip
EMPTY = "There is nothing to replay in this session."


def moment_line(turn: Turn, at_s: float) -> Content:
    """What is to be said about the moment: the mark it lies in, or why a follow-up is asked."""
    mark = navigate.mark_at(turn, at_s)
    if mark is not None:
        return mark_line(mark)
    return reason(turn.prompt) if turn.record is None else Content("")


def fitted(told: Content, width: int, height: int) -> Content:
    """As much of `told` as has room, with an ellipsis where it is cut."""
    rows = told.wrap(width) if width > 0 and height > 0 else [told]
    if len(rows) <= height or height < 1:
        return told
    last = rows[height - 1]
    cut = last[: max(0, width - 1)].rstrip() if last.cell_length >= width else last.rstrip()
    return lines([*rows[: height - 1], Content.assemble(cut, "…")])


def mark_line(mark: Mark) -> Content:
    told = f"  {one_line(mark.text)}" if mark.text else ""
    return join((f"{GLYPHS[mark.kind]} ", MARK_STYLES[mark.kind]), (one_line(mark.title), "bold"), (told, "$quiet"))


def state_line(turn: Turn, at_s: float, player: Player, deck: Deck) -> Content:
    """Whether it plays, where, how fast, and through what."""
    return join(
        ("▶ playing  ", "bold $success") if player.playing else ("‖ paused   ", "bold $quiet"),
        (f"{clock(at_s)} of {clock(turn.duration_s)}", "bold"),
        (f"   {player.speed:g}×", "$foreground" if player.speed == 1.0 else "bold $accent"),
        ("   ∞ this sentence" if player.loop else "", "bold $accent"),
        "   ",
        join(("the speaker is gone", "$warning")) if player.lost else sound_of(turn, at_s, deck),
    )


def sound_of(turn: Turn, at_s: float, deck: Deck) -> Content:
    """Where the sound comes from, or why there is none."""
    if deck.silent:
        return join((one_line(deck.label), "$warning"))
    if turn.audio is None or at_s >= turn.audio_s > 0.0:
        return join(("not recorded, so no sound", "$quiet"))
    return join((f"♪ {one_line(deck.label)}" if deck.label else "opening the speaker…", "$quiet"))


def title(replay: Replay) -> str:
    return f"{replay.title}, {when(replay.started)}" if replay.started else replay.title


def notes(replay: Replay) -> tuple[str, ...]:
    """What is to be known about the session as a whole; what is about one turn stands with that."""
    own = {f"{turn.take_id}: {turn.problem}" for turn in replay.turns if turn.problem}
    told = [f"This session can only be read: {replay.notice}"] if replay.notice else []
    told += [WORDS_ONLY] if replay.words_only else []
    return (*told, *(problem for problem in replay.problems if problem not in own))
