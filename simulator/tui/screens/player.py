"""A screen on which a past session plays: lanes above, the transcript with the word that is said, keys to move."""

from collections.abc import Iterable, Sequence
from typing import Literal

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget

from simulator.answer.lane import stretches
from simulator.interview.view import TakeRecord
from simulator.replay import navigate
from simulator.replay.player import Deck, Loop, Player
from simulator.replay.timeline import prompts_asked, with_record
from simulator.replay.types import Place, Replay, Turn
from simulator.tui import replay_words
from simulator.tui.names import prompt_kind
from simulator.tui.screens.correcting import CorrectingScreen
from simulator.tui.services import Services
from simulator.tui.sources import ReplayedSource
from simulator.tui.text import join, plain, shorten
from simulator.tui.widgets.line import Line
from simulator.tui.widgets.script import Script
from simulator.tui.widgets.session_lane import SessionLane
from simulator.tui.widgets.turn_lane import TurnLane

Stop = Literal["sentence", "section", "mark"]
STARTS: dict[Stop, navigate.Starts] = {
    "sentence": navigate.sentence_starts,
    "section": navigate.section_starts,
    "mark": navigate.mark_starts,
}
NO_FURTHER: dict[Stop, str] = {
    "sentence": "There is no further sentence that way.",
    "section": "There is no further section that way.",
    "mark": "There is no further finding that way.",
}
FRAMES_HZ = 30
"""How often it looks which word is said: a third of what the eye and the ear put together (0.1 s)."""
IDLE_FRAMES = 10
_MARGINS = 8


class PlayerScreen(CorrectingScreen):
    """Plays, moves and shows. The deck is closed when the screen goes."""

    def __init__(self, services: Services, replay: Replay, deck: Deck, at: Place) -> None:
        super().__init__(services, ReplayedSource(services, replay))
        self._replay, self._turns = replay, tuple(replay.turns)
        self._deck = deck
        self._player = Player(self._turns, deck)
        if self._turns:
            self._player.go(at)
        self._said = ""
        self._told: set[str] = set()
        self._drawn_turn: Turn | None = None
        self._frames = 0

    # ---- drawing ------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Horizontal(Line(id="replay-title"), Line(id="replay-place"), id="replay-top")
        yield SessionLane(id="session-lane")
        yield TurnLane(id="turn-lane")
        yield Line(id="mark")
        yield Script(lambda prompt: prompt_kind(prompt, self._services.library), id="script")
        yield Line(id="playing")
        yield Line(id="correcting")

    def on_mount(self) -> None:
        self.use(self._turns)
        self.action_leave_correcting()
        self.sheet.focus()
        self.set_interval(1 / FRAMES_HZ, self._frame)

    def on_unmount(self) -> None:
        self._player.close()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._drawn_turn = None
        self.call_after_refresh(self.look)

    def on_room(self) -> None:
        self.sheet.focus()

    def use(self, turns: Sequence[Turn]) -> None:
        """Show these turns; they are the same ones with other labels or marks."""
        self._turns = tuple(turns)
        self._player.replace(self._turns)
        self._drawn_turn = None
        self.query_one(SessionLane).show(self._turns)
        self.sheet.show(self._turns, replay_words.notes(self._replay) or (() if turns else (replay_words.EMPTY,)))
        self.look()

    def look(self) -> None:
        """Go on playing, and draw what has changed since."""
        if not self._turns:
            self._draw_title("")
            return
        self._player.tick()
        self._tell_fault()
        place = self._player.place
        turn = self._turns[place.turn]
        if turn is not self._drawn_turn:
            self._drawn_turn = turn
            self._draw_turn(place.turn)
        self.query_one(SessionLane).stand_at(place)
        self.query_one(TurnLane).stand_at(place.at_s)
        self.sheet.stand_at(place)
        self._draw_lines(turn, place.at_s)

    def _frame(self) -> None:
        """While it stands still only the name of the speaker may still come."""
        self._frames += 1
        if self._player.playing or self._frames % IDLE_FRAMES == 0:
            self.look()

    def _draw_turn(self, index: int) -> None:
        turn = self._turns[index]
        analysis = turn.record.analysis if turn.record else None
        parts = stretches(analysis.sentences) if analysis else ()
        self.query_one(TurnLane).show_turn(parts, turn.duration_s, turn.marks)
        self._draw_title(f"   turn {index + 1} of {len(self._turns)}")

    def _draw_title(self, place: str) -> None:
        note = "judging anew…" if self.judging else "read only" if self._replay.notice else ""
        title = shorten(replay_words.title(self._replay), max(16, self.size.width - len(place) - len(note) - _MARGINS))
        self.query_one("#replay-title", Line).show(join((title, "bold $primary"), (place, "$quiet")), layout=False)
        self.query_one("#replay-place", Line).show(plain(note, "$accent"))

    def _draw_lines(self, turn: Turn, at_s: float) -> None:
        note = self.query_one("#mark", Line)
        told = plain(self._said, "$accent") if self._said else replay_words.moment_line(turn, at_s)
        note.show(replay_words.fitted(told, note.size.width, note.size.height), layout=False)
        state = replay_words.state_line(turn, at_s, self._player, self._deck)
        self.query_one("#playing", Line).show(state, layout=False)

    def _tell_fault(self) -> None:
        """Once: a loop would say it again and again."""
        fault = self._player.fault
        if fault and fault not in self._told:
            self._told.add(fault)
            self.say(fault)

    # ---- what is corrected --------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        return self._player.place

    @property
    def turn(self) -> Turn | None:
        return self._turns[self.place.turn] if self._turns else None

    @property
    def record(self) -> TakeRecord | None:
        return self.turn.record if self.turn else None

    @property
    def sheet(self) -> Script:
        return self.query_one(Script)

    def say(self, text: str) -> None:
        """In place of what is to be said about the moment, until something else is done."""
        self._said = text
        self.look()

    def reload(self) -> None:
        fresh = {record.take_id: record for record in self.up_to_date()}
        probes = prompts_asked(self._turns)
        changed = [turn for turn in self._turns if turn.record and fresh.get(turn.take_id, turn.record) != turn.record]
        if changed:
            self.use(
                [with_record(turn, fresh[turn.take_id], probes) if turn in changed else turn for turn in self._turns]
            )
        else:
            self._drawn_turn = None

    def action_correct(self) -> None:
        if self.record is None:
            self.say("The interviewer's words have no sections. Go to an answer of yours first.")
            return
        self._player.pause()
        super().action_correct()

    # ---- moving -------------------------------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """To a moment; it plays on from there if it played."""
        if not self._turns:
            return
        self._said = ""
        self._stand_at(place)

    def _stand_at(self, place: Place) -> None:
        if self.correcting and place.turn != self.place.turn:
            self.action_leave_correcting()
        self._player.go(place)
        self.sheet.follow()
        self.look()

    def action_play_pause(self) -> None:
        self._said = ""
        self._player.toggle()
        self.sheet.follow()
        self.look()

    def action_seek(self, seconds: float) -> None:
        if self._turns:
            self.go(navigate.by_seconds(self._turns, self.place, seconds))

    def action_turn(self, count: int) -> None:
        if self._turns:
            self.go(navigate.by_turns(self._turns, self.place, count))

    def action_later(self, stop: Stop) -> None:
        if self._turns:
            self._step(navigate.onward(self._turns, self.place, STARTS[stop]), stop)

    def action_earlier(self, stop: Stop) -> None:
        if self._turns:
            self._step(navigate.back(self._turns, self.place, STARTS[stop]), stop)

    def action_back(self) -> None:
        """Out of a correction first."""
        if self.correcting:
            self.action_leave_correcting()
        else:
            super().action_back()

    def _step(self, place: Place, stop: Stop) -> None:
        if place == self.place:
            self.say(NO_FURTHER[stop])
        else:
            self.go(place)

    def action_speed(self, speed: float) -> None:
        self._said = ""
        self._player.set_speed(speed)
        self.look()

    def action_loop(self) -> None:
        """The sentence that is said now; it plays at once."""
        turn = self.turn
        line = navigate.line_at(turn, self.place.at_s) if turn else None
        if self._player.loop is not None or turn is None or line is None:
            self._player.set_loop(None)
        else:
            said = turn.lines[line]
            if not said.start_s <= self.place.at_s < said.end_s:
                self._player.go(Place(self.place.turn, said.start_s))
            self._player.set_loop(Loop(self.place.turn, said.start_s, said.end_s))
            if not self._player.playing:
                self._player.toggle()
        self.look()

    def on_turn_lane_pointed(self, message: TurnLane.Pointed) -> None:
        self.go(Place(self.place.turn, message.at_s))

    def on_session_lane_pointed(self, message: SessionLane.Pointed) -> None:
        self.go(message.place)

    def on_script_marked(self, message: Script.Marked) -> None:
        """What was said about it stays."""
        self._stand_at(message.place)

    def on_script_pointed(self, message: Script.Pointed) -> None:
        self.go(message.place)
