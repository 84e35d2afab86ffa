"""The player: where a replay stands, whether it plays, how fast. A state machine over a deck and a clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from simulator.replay.types import Place, Turn

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_NEAR_S = 0.05
"""Shorter pieces of sound are not begun: they are over before they are heard."""


_BEGUN_S = 0.5
"""A speaker that was unplugged and came back may be tried again after so much sound, and not for ever."""


class Passage(Protocol):
    """A piece of a recording that is being played; times are those of the recording."""

    @property
    def at_s(self) -> float: ...

    @property
    def over(self) -> bool: ...

    @property
    def lost(self) -> bool:
        """The speaker went away in the middle of it."""

    @property
    def fault(self) -> str: ...

    def stop(self) -> None: ...


class Deck(Protocol):
    """What plays recordings. No call waits."""

    clock: Callable[[], float]
    """Seconds: what is not recorded passes by it."""

    @property
    def silent(self) -> bool: ...

    @property
    def label(self) -> str: ...

    def play(self, path: Path, start_s: float, end_s: float, speed: float) -> Passage: ...

    def close(self) -> None: ...


class ClockPassage:
    """Time that passes without a sound: a turn that has no recording."""

    fault = ""
    lost = False

    def __init__(self, start_s: float, end_s: float, speed: float, clock: Callable[[], float]) -> None:
        self._start_s, self._end_s, self._speed, self._clock = start_s, end_s, speed, clock
        self._since_s = clock()

    @property
    def at_s(self) -> float:
        return min(self._end_s, self._start_s + (self._clock() - self._since_s) * self._speed)

    @property
    def over(self) -> bool:
        return self.at_s >= self._end_s

    def stop(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Loop:
    """A piece of a turn that is played again and again."""

    turn: int
    start_s: float
    end_s: float


class Player:
    """Call `tick` often while it plays: it goes on to the next turn, or round a loop. Not thread-safe."""

    def __init__(self, turns: Sequence[Turn], deck: Deck) -> None:
        self._turns, self._deck = tuple(turns), deck
        self._place = Place(0, 0.0)
        self._passage: Passage | None = None
        self.speed = 1.0
        self.loop: Loop | None = None
        self.fault = ""
        """Why a turn cannot be heard, until another is played."""

    @property
    def playing(self) -> bool:
        return self._passage is not None

    @property
    def lost(self) -> bool:
        """What plays cannot be heard any more, because the speaker went away."""
        return self._passage is not None and self._passage.lost

    @property
    def place(self) -> Place:
        """The moment that sounds now, or at which it was stopped."""
        return self._place if self._passage is None else Place(self._place.turn, self._passage.at_s)

    def toggle(self) -> None:
        """Play, or pause. At the very end it begins anew."""
        if self.playing:
            self.pause()
        elif self._turns:
            last = len(self._turns) - 1
            if self._place.turn == last and self._place.at_s >= self._turns[last].duration_s - _NEAR_S:
                self._place = Place(0, 0.0)
            self._start()

    def pause(self) -> None:
        place, passage = self.place, self._passage
        self._place, self._passage = place, None
        if passage is not None:
            passage.stop()

    def go(self, place: Place) -> None:
        """To another moment; it plays on from there if it played. A loop that the moment is not in ends."""
        playing = self.playing
        self.pause()
        self._place = place
        loop = self.loop
        if loop and not (loop.turn == place.turn and loop.start_s <= place.at_s < loop.end_s):
            self.loop = None
        if playing:
            self._start()

    def set_speed(self, speed: float) -> None:
        if speed != self.speed:
            self.speed = speed
            self._restart()

    def set_loop(self, loop: Loop | None) -> None:
        """Play `loop` over and over, from where it stands; None goes on as before."""
        self.loop = loop
        self._restart()

    def replace(self, turns: Sequence[Turn]) -> None:
        """The same turns, with other labels or marks."""
        self._turns = tuple(turns)

    def tick(self) -> None:
        """What has come to its end gives way to what follows it."""
        passage = self._passage
        if passage is None or not passage.over:
            return
        self.fault = passage.fault or self.fault
        turn, at_s = self._place.turn, passage.at_s
        self._passage = None
        if passage.fault or at_s < self._end_s() - _NEAR_S:
            self._take_up(at_s, passage.fault)
        elif self.loop is not None:
            self._place = Place(turn, self.loop.start_s)
            self._start()
        elif turn + 1 < len(self._turns):
            self._place = Place(turn + 1, 0.0)
            self._start()
        else:
            self._place = Place(turn, self._turns[turn].duration_s)

    def close(self) -> None:
        self.pause()
        self._deck.close()

    # ---- inside

    def _end_s(self) -> float:
        """Where what plays is to end."""
        return self.loop.end_s if self.loop else self._turns[self._place.turn].duration_s

    def _restart(self) -> None:
        if self.playing:
            self.pause()
            self._start()

    def _start(self) -> None:
        turn, at_s = self._turns[self._place.turn], self._place.at_s
        sound_end_s = min(self._end_s(), turn.audio_s)
        self.fault = ""
        if turn.audio is not None and sound_end_s - at_s > _NEAR_S:
            self._passage = self._deck.play(turn.audio, at_s, sound_end_s, self.speed)
        else:
            self._go_on_without_sound(at_s)

    def _take_up(self, at_s: float, fault: str) -> None:
        """The sound ended before it should: once more from there if it had begun at all, else without it."""
        begun = at_s - self._place.at_s > _BEGUN_S
        sound_left = self._turns[self._place.turn].audio_s - at_s > _NEAR_S
        if begun and sound_left and not fault:
            self._place = Place(self._place.turn, at_s)
            self._start()
        else:
            self._go_on_without_sound(at_s)

    def _go_on_without_sound(self, at_s: float) -> None:
        self._place = Place(self._place.turn, at_s)
        self._passage = ClockPassage(at_s, self._end_s(), self.speed, self._deck.clock)
