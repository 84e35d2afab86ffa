"""A past session to be heard again, corrected, noted upon, and answered anew."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import work
from textual.message import Message

from simulator.archive.types import Bookmark, Correction, Marks
from simulator.errors import SimulatorError
from simulator.replay.navigate import GRACE_S
from simulator.replay.timeline import prompts_asked, with_marks
from simulator.replay.types import Place, Replay, Turn
from simulator.tui import messages
from simulator.tui.commands.command import bindings
from simulator.tui.commands.correcting import CORRECTING
from simulator.tui.commands.replay import REPLAY, REPLAY_BAR, speed_bindings
from simulator.tui.screens.note_box import NoteBox
from simulator.tui.screens.player import PlayerScreen
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.sources import ReplayedSource
from simulator.tui.text import clock, shorten

NOT_YOURS = "This is the interviewer's turn. Go to an answer of yours first."


class ReplayScreen(PlayerScreen):
    """The player, and what a person puts on a take by hand. `changed`: what was shown before must be read again."""

    ABOUT = (
        "The session again, both voices. The word that is said is marked; the line of marks shows where "
        "something was found."
    )
    COMMANDS_HERE = (*REPLAY, *CORRECTING)
    KEYS_SHOWN = REPLAY_BAR
    BINDINGS = [*bindings(*REPLAY), *speed_bindings()]  # noqa: RUF012 - the form that Textual asks for

    changed = False

    class ReadAgain(Message):
        """The session as it is now, or `fault` says why it cannot be read."""

        def __init__(self, replay: Replay | None, fault: str = "") -> None:
            self.replay, self.fault = replay, fault
            super().__init__()

    # ---- bookmarks and notes ------------------------------------------------------------------------------------

    def action_bookmark(self) -> None:
        turn = self._own_turn()
        if turn is None:
            return
        here = _bookmark_at(turn.by_hand, self.place.at_s)
        if here is None:
            self._keep_bookmark(turn, None, Bookmark(round(self.place.at_s, 2)))
        elif not here.note:
            self._keep_bookmark(turn, here, None)
        else:
            self.app.push_screen(
                QuestionBox("Take this note away?", shorten(here.note, 120), "take away", "keep"),
                lambda yes: self._keep_bookmark(turn, here, None) if yes else None,
            )

    def action_note(self) -> None:
        turn = self._own_turn()
        if turn is None:
            return
        self._player.pause()
        here = _bookmark_at(turn.by_hand, self.place.at_s)
        at_s = here.at_s if here else round(self.place.at_s, 2)

        def written(note: str | None) -> None:
            if note is not None:
                self._keep_bookmark(turn, here, Bookmark(at_s, note))

        self.app.push_screen(NoteBox(f"A note at {clock(at_s)}", here.note if here else ""), written)

    def _keep_bookmark(self, turn: Turn, before: Bookmark | None, after: Bookmark | None) -> None:
        kept = [one for one in turn.by_hand.bookmarks if one is not before] + ([after] if after else [])
        marks = replace(turn.by_hand, bookmarks=tuple(sorted(kept, key=lambda one: one.at_s)))
        told = "Kept." if after and after.note else "Bookmark set." if after else "Bookmark taken away."
        if self._done(lambda: self._services.save_marks(self._replay.session_id, turn.take_id, marks)):
            probes = prompts_asked(self._turns)
            self.use([with_marks(one, marks, probes) if one is turn else one for one in self._turns])
            self.say(told)

    # ---- takes --------------------------------------------------------------------------------------------------

    def action_best(self) -> None:
        turn = self._own_turn()
        if turn is not None:
            on = not turn.by_hand.best
            if self._done(lambda: self._services.mark_best(self._replay.session_id, turn.take_id, on)):
                self.say("This take counts now." if on else "No longer marked: the last take counts.")
                self._read_again()

    def action_again(self) -> None:
        turn = self.turn
        if turn is None or not turn.prompt.id:
            self.say("What was asked is not known, so it cannot be asked again.")
            return
        self._player.pause()
        self.post_message(messages.AgainWanted(self._replay.session_id, turn.prompt))

    def action_delete_take(self) -> None:
        turn = self._own_turn()
        if turn is None:
            return
        self._player.pause()

        def answered(yes: bool | None) -> None:
            if yes and self._done(lambda: self._services.delete_take(self._replay.session_id, turn.take_id)):
                self.say("Deleted: nothing of it is left.")
                self._read_again()

        length, question = clock(round(turn.duration_s)), shorten(turn.prompt.text, 60)
        about = f"{length} in answer to “{question}”: sound, words and notes go."
        self.app.push_screen(QuestionBox("Delete this take for good?", about, "delete", "keep"), answered)

    # ---- inside -------------------------------------------------------------------------------------------------

    def _own_turn(self) -> Turn | None:
        turn = self.turn
        if turn is None or turn.record is None:
            self.say(NOT_YOURS)
            return None
        return turn

    def _done(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except SimulatorError as error:
            self.say(str(error))
            return False
        self.changed = True
        return True

    @work(thread=True, exclusive=True, group="read")
    def _read_again(self) -> None:
        try:
            self.post_message(self.ReadAgain(self._services.replay(self._replay.session_id)))
        except SimulatorError as error:
            self.post_message(self.ReadAgain(None, str(error)))

    def on_replay_screen_read_again(self, message: ReadAgain) -> None:
        if message.replay is None:
            self.say(message.fault)
            return
        take = self.turn.take_id if self.turn else ""
        place, said = self.place, self._said
        self._replay = message.replay
        self._source = ReplayedSource(self._services, message.replay)
        turns = message.replay.turns
        at = next((index for index, turn in enumerate(turns) if take and turn.take_id == take), None)
        self._player.pause()
        self._player.replace(turns)
        if turns:
            self._player.go(place if at == place.turn else Place(min(place.turn, len(turns) - 1), 0.0))
        self.use(turns)
        self.say(said)

    def _keep(self, corrections: Sequence[Correction]) -> None:
        self.changed = True
        super()._keep(corrections)


def _bookmark_at(marks: Marks, at_s: float) -> Bookmark | None:
    """The one that is near enough to be meant."""
    near = [one for one in marks.bookmarks if abs(one.at_s - at_s) <= GRACE_S]
    return min(near, key=lambda one: abs(one.at_s - at_s), default=None)
