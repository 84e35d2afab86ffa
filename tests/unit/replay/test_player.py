"""The player over a scripted deck: what is asked of the deck, and where the replay stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.interview.plan import Prompt
from simulator.replay.player import Loop, Player
from simulator.replay.types import Place, Turn
from tests.fakes.replaying import Clock, FakeDeck

pytestmark = pytest.mark.unit
ASKED = Prompt("question", "What did you do?", "outside_scope", "q1")
SPOKEN = Turn(ASKED, 10.0, (), (), audio=Path("one.wav"), audio_s=10.0)
UNHEARD = Turn(ASKED, 4.0, (), ())
CUT = Turn(ASKED, 10.0, (), (), audio=Path("cut.wav"), audio_s=6.0)


class Bench:
    """A player, its deck, and time to let pass."""

    def __init__(self, *turns: Turn) -> None:
        self.clock = Clock()
        self.deck = FakeDeck(self.clock)
        self.player = Player(turns, self.deck)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 16)):
            self.clock.now_s += 1 / 16
            self.player.tick()

    @property
    def asked(self) -> list[tuple[str, float, float]]:
        return [(one.path.name, round(one.start_s, 2), round(one.end_s, 2)) for one in self.deck.played]

    @property
    def at(self) -> tuple[int, float]:
        place = self.player.place
        return place.turn, round(place.at_s, 1)


def test_it_plays_pauses_and_goes_on_from_there() -> None:
    bench = Bench(SPOKEN)
    bench.player.toggle()
    bench.wait(3.0)
    bench.player.toggle()
    bench.wait(5.0)
    assert (bench.player.playing, bench.at, bench.deck.played[0].stopped) == (False, (0, 3.0), True)
    bench.player.toggle()
    assert bench.asked == [("one.wav", 0.0, 10.0), ("one.wav", 3.0, 10.0)]


def test_one_turn_follows_the_other_and_at_the_end_it_stops_there() -> None:
    bench = Bench(SPOKEN, replace(SPOKEN, audio=Path("two.wav")))
    bench.player.toggle()
    bench.wait(11.0)
    assert bench.at == (1, 1.0)
    bench.wait(10.0)
    assert (bench.player.playing, bench.at) == (False, (1, 10.0))


def test_at_the_very_end_play_begins_anew() -> None:
    bench = Bench(SPOKEN)
    bench.player.go(Place(0, 10.0))
    bench.player.toggle()
    assert bench.asked == [("one.wav", 0.0, 10.0)]


def test_a_turn_without_sound_passes_on_the_clock_at_the_speed() -> None:
    bench = Bench(UNHEARD, SPOKEN)
    bench.player.set_speed(2.0)
    bench.player.toggle()
    bench.wait(1.0)
    assert (bench.at, bench.asked) == ((0, 2.0), [])
    bench.wait(1.5)
    assert bench.asked == [("one.wav", 0.0, 10.0)]


def test_where_the_recording_ends_too_early_the_rest_passes_in_silence() -> None:
    bench = Bench(CUT)
    bench.player.toggle()
    bench.wait(8.0)
    assert bench.at == (0, 8.0)
    assert bench.asked == [("cut.wav", 0.0, 6.0)]


def test_a_jump_while_it_plays_stops_the_sound_and_plays_on_from_there() -> None:
    bench = Bench(SPOKEN)
    bench.player.toggle()
    bench.player.go(Place(0, 7.0))
    assert bench.deck.played[0].stopped
    assert bench.asked[-1] == ("one.wav", 7.0, 10.0)


def test_a_jump_while_it_is_paused_makes_no_sound() -> None:
    bench = Bench(SPOKEN)
    bench.player.go(Place(0, 7.0))
    assert (bench.asked, bench.at) == ([], (0, 7.0))


def test_another_speed_takes_up_where_it_was() -> None:
    bench = Bench(SPOKEN)
    bench.player.toggle()
    bench.wait(2.0)
    bench.player.set_speed(1.5)
    assert [(round(one.start_s, 1), one.speed) for one in bench.deck.played] == [(0.0, 1.0), (2.0, 1.5)]
    bench.wait(2.0)
    assert bench.at == (0, 5.0)


def test_the_same_speed_again_does_not_interrupt_the_sound() -> None:
    bench = Bench(SPOKEN)
    bench.player.toggle()
    bench.player.set_speed(1.0)
    assert len(bench.deck.played) == 1


def test_a_loop_comes_round_and_a_jump_out_of_it_ends_it() -> None:
    bench = Bench(SPOKEN)
    bench.player.go(Place(0, 3.0))
    bench.player.toggle()
    bench.player.set_loop(Loop(0, 2.0, 4.0))
    bench.wait(2.0)
    assert bench.asked[1:] == [("one.wav", 3.0, 4.0), ("one.wav", 2.0, 4.0)]
    bench.player.go(Place(0, 2.5))
    assert bench.player.loop is not None
    bench.player.go(Place(0, 8.0))
    assert bench.player.loop is None
    assert bench.asked[-1] == ("one.wav", 8.0, 10.0)


def test_a_recording_that_cannot_be_played_is_told_and_passes_in_silence() -> None:
    bench = Bench(SPOKEN, UNHEARD)
    bench.deck.faults["one.wav"] = "one.wav: it is damaged"
    bench.player.toggle()
    bench.wait(5.0)
    assert (bench.at, bench.player.fault) == ((0, 5.0), "one.wav: it is damaged")
    bench.wait(6.0)
    assert (bench.at[0], bench.player.fault) == (1, "")


def test_a_sound_that_breaks_off_is_taken_up_once_more_and_then_the_time_goes_on() -> None:
    bench = Bench(SPOKEN)
    bench.deck.breaks_at_s = (4.0, 4.1)
    bench.player.toggle()
    bench.wait(6.0)
    assert bench.asked == [("one.wav", 0.0, 10.0), ("one.wav", 4.0, 10.0)]
    assert bench.at[1] == pytest.approx(6.0, abs=0.15)


def test_closing_stops_the_sound_and_lets_the_speaker_go() -> None:
    bench = Bench(SPOKEN)
    bench.player.toggle()
    bench.player.close()
    assert (bench.deck.played[0].stopped, bench.deck.closed) == (True, 1)


def test_a_session_without_turns_plays_nothing() -> None:
    bench = Bench()
    bench.player.toggle()
    bench.player.tick()
    assert (bench.player.playing, bench.asked) == (False, [])
