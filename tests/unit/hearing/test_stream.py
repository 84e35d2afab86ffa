import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.pace import Pace
from simulator.speech.hearing.recogniser import Hypothesis, Window
from simulator.speech.hearing.stream import Heard, LiveStream
from tests.fakes.scripted_speech import ScriptedRecogniser, ScriptedVoice, sound, spoken

pytestmark = pytest.mark.unit

MANY = " ".join(f"word{index}" for index in range(200))


class Clock:
    """Each look at it is `step_s` later than the one before."""

    def __init__(self, step_s: float = 0.0) -> None:
        self._ticks = itertools.count(0.0, step_s)

    def __call__(self) -> float:
        return next(self._ticks)


def play(stream: LiveStream, duration_s: float, block_s: float = 0.1) -> list[Heard]:
    """Feed the sound in blocks and collect everything that is heard on the way."""
    samples, block, heard = sound(duration_s), round(block_s * RATE_HZ), []
    for first in range(0, len(samples), block):
        stream.feed(samples[first : first + block])
        while (now := stream.step()) is not None:
            heard.append(now)
    return heard


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def stream_of(words: list[Word], recogniser: ScriptedRecogniser | None = None, step_s: float = 0.0) -> LiveStream:
    return LiveStream(recogniser or ScriptedRecogniser(words), ScriptedVoice(words), Clock(step_s))


def test_every_word_of_a_minute_without_a_pause_is_heard_once_and_in_order() -> None:
    words = spoken(MANY)
    stream = stream_of(words)
    play(stream, 61.0)
    assert texts(stream.finish()) == MANY.split()


def test_words_are_committed_while_somebody_speaks_without_a_pause() -> None:
    words = spoken(MANY)
    heard = play(stream_of(words), 30.0)
    assert all(now.heard_s - now.committed[-1].end_s < 7.0 for now in heard if now.heard_s > 8.0)


def test_windows_stay_short_while_somebody_speaks_without_a_pause() -> None:
    words = spoken(MANY)
    recogniser = ScriptedRecogniser(words)
    play(stream_of(words, recogniser), 61.0)
    lengths = sorted(end - start for start, end, _ in recogniser.windows)
    assert lengths[-1] < 8.0
    assert lengths[len(lengths) * 3 // 4] < 4.0, "only what becomes final is heard in one long piece"


def test_a_window_holds_its_first_word_whole_even_where_that_was_given_a_later_start() -> None:
    words = spoken(" ".join("abcdefgh" * 8), word_s=0.42)
    stream = stream_of(words)
    heard = play(stream, 28.0)
    assert heard[-1].committed[5].start_s > words[5].start_s + 0.2, "a word of one letter is not that long"
    assert texts(stream.finish()) == texts(tuple(words))


def test_what_becomes_final_is_heard_once_more_in_one_piece() -> None:
    words = spoken(MANY)
    recogniser = ScriptedRecogniser(words)
    heard = play(stream_of(words, recogniser), 30.0)
    again = [(start, end) for start, end, _ in recogniser.windows if end - start > 5.0]
    assert again[0][0] == pytest.approx(0.2, abs=0.1), "from the start of what is not final"
    for (_, before_end), (start, end) in itertools.pairwise(again):
        assert start < before_end - 1.0
        assert end > before_end + 3.0
    assert len({len(now.committed) for now in heard}) == len(again) + 1, "only then words become final"


def test_a_word_that_was_fixed_wrongly_is_put_right_before_it_is_final() -> None:
    words = spoken(MANY)

    def better_in_one_piece(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        """Word 5 is only heard in a long piece, and then the recogniser is sure."""
        long = heard[-1].end_s - heard[0].start_s > 4.0
        return tuple(
            Word("misheard", word.start_s, word.end_s, 0.4) if word.text == "word5" and not long else word
            for word in heard
        )

    heard = play(stream_of(words, Babbler(words, better_in_one_piece)), 20.0)
    assert "misheard" in [word.text for now in heard for word in now.provisional]
    assert "word5" in texts(heard[-1].committed)
    assert "misheard" not in texts(heard[-1].committed)


def test_when_the_long_piece_is_heard_as_nothing_what_was_shown_stays() -> None:
    words = spoken(MANY)

    def deaf_to_long_pieces(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        return () if heard and heard[-1].end_s - heard[0].start_s > 4.0 else heard

    stream = stream_of(words, ScriptedRecogniser(words, deaf_to_long_pieces))
    play(stream, 61.0)
    assert texts(stream.finish()) == MANY.split()


def test_the_last_words_are_not_kept_waiting_for_a_long_piece() -> None:
    words = spoken(MANY)
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, 15.0)
    before = len(recogniser.windows)
    stream.finish()
    assert [end - start < 4.0 for start, end, _ in recogniser.windows[before:]] == [True]


def test_committed_words_never_change_or_go_back() -> None:
    words = spoken(MANY)
    stream = stream_of(words, ScriptedRecogniser(words, _stutter))
    heard = play(stream, 61.0)
    for before, after in itertools.pairwise([*heard, Heard(stream.finish(), (), 61.0)]):
        assert after.committed[: len(before.committed)] == before.committed


def _stutter(call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
    """Every third redraw mishears its second new word."""
    if call % 3 or len(heard) < 2:
        return heard
    return (heard[0], Word("misheard", heard[1].start_s, heard[1].end_s), *heard[2:])


def test_a_word_that_is_misheard_once_is_not_committed_as_misheard_when_the_next_redraw_differs() -> None:
    words = spoken(MANY)
    stream = stream_of(words, ScriptedRecogniser(words, _stutter))
    heard = play(stream, 50.0)
    assert "misheard" not in texts(heard[-1].committed)


def test_a_word_that_is_heard_otherwise_once_more_is_said_is_committed_as_heard_then() -> None:
    words = spoken(MANY)

    def early(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        """Every seventh word sounds like another until three more words are said."""
        return tuple(
            Word("misheard", word.start_s, word.end_s) if word.text in sevenths and index + 3 >= len(heard) else word
            for index, word in enumerate(heard)
        )

    sevenths = MANY.split()[::7]
    stream = stream_of(words, ScriptedRecogniser(words, early))
    heard = play(stream, 61.0)
    assert "misheard" in [word.text for now in heard for word in now.provisional]
    assert texts(stream.finish()) == MANY.split()


def test_a_word_that_is_shown_does_not_give_way_to_a_less_sure_one() -> None:
    words = spoken(MANY)

    def unsure_later(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        """Word 12 is heard right at first, then, in a short piece with two to four words behind it, as another."""
        behind = range(2, 5) if len(heard) < 8 else ()
        return tuple(
            Word("misheard", word.start_s, word.end_s, 0.4)
            if word.text == "word12" and len(heard) - 1 - index in behind
            else word
            for index, word in enumerate(heard)
        )

    heard = play(stream_of(words, ScriptedRecogniser(words, unsure_later)), 8.0)
    assert "misheard" not in [word.text for now in heard for word in now.provisional]


def test_one_word_that_flickers_does_not_hold_up_what_follows() -> None:
    words = spoken(MANY)

    def flicker(call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(Word(f"ice{call}", w.start_s, w.end_s) if w.text == "word10" else w for w in heard)

    recogniser = Babbler(words, flicker)
    play(stream_of(words, recogniser), 30.0)
    assert max(end - start for start, end, _ in recogniser.windows) < 9.0


def test_a_word_that_is_still_being_spoken_is_provisional() -> None:
    words = spoken("we rebuilt it extraordinarily", word_s=0.9)
    heard = play(stream_of(words), 3.9)
    assert "extraordinarily"[0] not in texts(heard[-1].committed)
    assert heard[-1].provisional


def test_nothing_is_recognised_in_silence() -> None:
    recogniser = ScriptedRecogniser([])
    stream = LiveStream(recogniser, ScriptedVoice([]), Clock())
    assert play(stream, 30.0) == []
    assert stream.finish() == ()
    assert recogniser.windows == []


def test_a_click_is_not_speech() -> None:
    recogniser = ScriptedRecogniser([])
    stream = LiveStream(recogniser, ScriptedVoice([], noises=[(1.0, 1.04)]), Clock())
    play(stream, 5.0)
    assert recogniser.windows == []


def test_a_long_pause_is_not_recognised_over_and_over() -> None:
    words = spoken("that was all") + spoken("and then more", start_s=20.0)
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, 22.0)
    assert not [end for _, end, _ in recogniser.windows if 3.0 < end < 20.0]
    assert texts(stream.finish()) == ["that", "was", "all", "and", "then", "more"]


@pytest.mark.parametrize("around_s", [-0.1, -0.06, -0.02, 0.02])
def test_words_behind_a_pause_of_just_the_length_up_to_which_windows_are_joined_are_kept(around_s: float) -> None:
    words = spoken("it took us three weeks")
    words += spoken("to fix the bug", start_s=words[-1].end_s + Pace().rejoin_s + around_s)
    stream = stream_of(words)
    play(stream, words[-1].end_s + 2.0)
    assert texts(stream.finish()) == texts(words)


@pytest.mark.parametrize("later_s", [0.5, 1.0, 1.5])
def test_a_click_at_the_end_of_a_pause_costs_no_word_behind_it(later_s: float) -> None:
    words = spoken("it took us three weeks")
    click_s = words[-1].end_s + Pace().rejoin_s - 0.1
    words += spoken("to fix the bug", start_s=click_s + later_s)
    recogniser = ScriptedRecogniser(words)
    stream = LiveStream(recogniser, ScriptedVoice(words, noises=[(click_s, click_s + 0.064)]), Clock())
    play(stream, words[-1].end_s + 2.0)
    assert texts(stream.finish()) == texts(words)


def test_a_pause_commits_everything_that_was_said() -> None:
    words = spoken("it took us three weeks")
    heard = play(stream_of(words), 3.2)
    assert texts(heard[-1].committed) == ["it", "took", "us", "three", "weeks"]
    assert heard[-1].provisional == ()


def test_after_a_short_pause_the_window_starts_with_the_words_before_it() -> None:
    words = spoken("it took us three weeks") + spoken("to fix", start_s=3.4)
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, 4.0)
    assert [prefix[-1:] for _, end, prefix in recogniser.windows if end > 3.5][:1] == [("weeks",)]
    assert texts(stream.finish()) == ["it", "took", "us", "three", "weeks", "to", "fix"]


def test_a_long_silence_keeps_no_sound_in_memory() -> None:
    words = spoken("it took us three weeks")
    stream = stream_of(words)
    play(stream, 60.0)
    assert stream.kept_s < 5.0


def test_finishing_after_a_short_pause_needs_no_more_recognition() -> None:
    words = spoken("it took us three weeks")
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, words[-1].end_s + 0.5)
    done = len(recogniser.windows)
    assert texts(stream.finish()) == ["it", "took", "us", "three", "weeks"]
    assert len(recogniser.windows) == done


def test_finishing_in_the_middle_of_speech_recognises_the_rest_once() -> None:
    words = spoken("it took us three weeks")
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, words[-1].end_s)
    done = len(recogniser.windows)
    assert texts(stream.finish()) == ["it", "took", "us", "three", "weeks"]
    assert len(recogniser.windows) == done + 1


def test_a_word_said_after_the_last_redraw_of_a_pause_is_not_lost() -> None:
    words = spoken("it took us") + spoken("weeks", start_s=2.0)
    stream = stream_of(words)
    play(stream, 2.3)
    assert texts(stream.finish()) == ["it", "took", "us", "weeks"]


def test_words_invented_where_nobody_speaks_are_left_out() -> None:
    words = spoken("we shipped it")

    def thanks(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        return (*heard, Word("Thank", 5.0, 5.2), Word("you.", 5.2, 5.4))

    stream = stream_of(words, ScriptedRecogniser(words, thanks))
    play(stream, 3.0)
    assert texts(stream.finish()) == ["we", "shipped", "it"]


def test_a_recogniser_that_never_agrees_with_itself_still_commits_and_ends() -> None:
    words = spoken(MANY)

    def babble(call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(Word(f"{call}-{index}", word.start_s, word.end_s) for index, word in enumerate(heard))

    recogniser = Babbler(words, babble)
    stream = stream_of(words, recogniser)
    heard = play(stream, 61.0)
    assert len(heard[-1].committed) > 60
    assert max(end - start for start, end, _ in recogniser.windows) <= Pace().longest_s + 0.1


class Tired(ScriptedRecogniser):
    """Ends behind the words it is told, unless it must go on; behind every tenth word it ends all the same."""

    def recognise(self, window: Window) -> Hypothesis:
        heard = super().recognise(window)
        is_stuck = window.prefix and (not window.has_more or window.prefix[-1].endswith("0"))
        return Hypothesis(()) if is_stuck else heard


def test_a_recogniser_that_likes_to_end_goes_on_where_a_voice_goes_on() -> None:
    words = spoken(MANY)
    stream = stream_of(words, Tired(words))
    play(stream, 61.0)
    assert texts(stream.finish()) == MANY.split()


class Babbler(ScriptedRecogniser):
    """Takes any prefix for granted: it cannot know what it said before."""

    def recognise(self, window: Window) -> Hypothesis:
        start_s, end_s = float(window.audio[0]), float(window.audio[-1])
        self.windows.append((start_s, end_s, window.prefix))
        inside = [word for word in self._words if start_s <= word.start_s < end_s][len(window.prefix) :]
        moved = tuple(Word(word.text, word.start_s - start_s, word.end_s - start_s) for word in inside)
        return Hypothesis(self._distort(len(self.windows), moved))


def test_a_minute_of_backlog_is_heard_in_windows_of_bounded_length_without_loss() -> None:
    words = spoken(MANY)
    recogniser = ScriptedRecogniser(words)
    stream = stream_of(words, recogniser)
    play(stream, 61.0, block_s=61.0)
    assert texts(stream.finish()) == MANY.split()
    assert max(end - start for start, end, _ in recogniser.windows) <= Pace().longest_s + 0.1


def test_a_recognition_that_loops_does_not_lose_what_was_heard_before() -> None:
    words = spoken("it took us three weeks")
    recogniser = ScriptedRecogniser(words, loops_from=4)
    stream = stream_of(words, recogniser)
    play(stream, words[-1].end_s + 0.1)
    assert texts(stream.finish())[:3] == ["it", "took", "us"]


def test_a_busy_machine_redraws_less_often() -> None:
    words = spoken(MANY)
    quick, slow = ScriptedRecogniser(words), ScriptedRecogniser(words)
    play(stream_of(words, quick, step_s=0.1), 30.0)
    play(stream_of(words, slow, step_s=1.0), 30.0)
    assert len(slow.windows) < len(quick.windows) / 2


def test_times_run_forward_and_words_start_in_voice() -> None:
    words = spoken("first part here") + spoken("second part there", start_s=4.0)

    def early(_call: int, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(Word(word.text, max(0.0, word.start_s - 0.25), word.end_s) for word in heard)

    stream = stream_of(words, ScriptedRecogniser(words, early))
    play(stream, 7.0)
    heard = stream.finish()
    assert [word.start_s for word in heard] == sorted(word.start_s for word in heard)
    assert heard[0].start_s == pytest.approx(0.5, abs=0.15)
    assert heard[3].start_s == pytest.approx(4.0, abs=0.15)


@settings(max_examples=25, deadline=None)
@given(
    gaps=st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.2, 0.35, 0.6, 1.0, 3.0]), min_size=1, max_size=60),
    lengths=st.lists(st.sampled_from([0.16, 0.25, 0.4, 0.7]), min_size=60, max_size=60),
    block_s=st.sampled_from([0.032, 0.1, 0.25, 1.0, 7.0]),
)
def test_whatever_the_rhythm_each_word_is_heard_exactly_once(gaps, lengths, block_s) -> None:
    words, at_s = [], 0.4
    for index, (gap_s, length_s) in enumerate(zip(gaps, lengths, strict=False)):
        words.append(Word(f"w{index}", round(at_s + gap_s, 3), round(at_s + gap_s + length_s, 3)))
        at_s = words[-1].end_s
    stream = stream_of(words)
    play(stream, at_s + 0.1, block_s)
    assert texts(stream.finish()) == texts(tuple(words))
