import pytest

from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import FRAME_S

pytestmark = pytest.mark.unit


def timeline(*probabilities: float) -> VoiceTimeline:
    made = VoiceTimeline()
    made.extend(probabilities)
    return made


def test_voice_starts_at_one_half_and_lasts_until_it_falls_well_below() -> None:
    made = timeline(0.4, 0.6, 0.4, 0.3, 0.4)
    assert made.voiced_s(0.0, 1.0) == pytest.approx(2 * FRAME_S)
    assert made.voiced_until_s == pytest.approx(3 * FRAME_S)


def test_flags_do_not_depend_on_how_the_frames_arrive() -> None:
    whole = timeline(0.6, 0.4, 0.2, 0.4, 0.9)
    pieces = timeline(0.6)
    for probability in (0.4, 0.2, 0.4, 0.9):
        pieces.extend([probability])
    spans = [(a * FRAME_S, b * FRAME_S) for a in range(5) for b in range(a, 6)]
    assert [pieces.voiced_s(*span) for span in spans] == [whole.voiced_s(*span) for span in spans]


def test_an_onset_is_told_only_when_enough_voice_has_followed() -> None:
    made = timeline(0.0, 0.0, 0.9)
    assert made.onset_s(0.0, 3 * FRAME_S) is None
    made.extend([0.9, 0.9])
    assert made.onset_s(0.0, 3 * FRAME_S) == pytest.approx(2 * FRAME_S)


def test_an_onset_before_the_asked_time_does_not_count() -> None:
    made = timeline(0.9, 0.0, 0.0, 0.9, 0.9)
    assert made.onset_s(2 * FRAME_S, FRAME_S) == pytest.approx(3 * FRAME_S)


def test_there_is_no_voice_outside_of_what_was_heard() -> None:
    made = timeline(0.9, 0.9)
    assert made.voiced_s(10.0, 20.0) == 0.0
    assert made.stretches(10.0, 20.0) == ()
    assert made.voiced_s(1.0, 0.0) == 0.0


def test_voice_is_parted_by_real_gaps_only() -> None:
    made = timeline(0.9, 0.9, 0.0, 0.0, 0.0, 0.9, 0.9, 0.0, 0.9, 0.9)
    first, second = made.stretches(0.0, 10 * FRAME_S)
    assert first == pytest.approx((0.0, 2 * FRAME_S))
    assert second == pytest.approx((5 * FRAME_S, 10 * FRAME_S))


def test_stretches_lie_within_the_times_asked_for() -> None:
    assert timeline(*[0.9] * 10).stretches(0.1, 0.2) == ((0.1, 0.2),)
    assert timeline(*[0.0] * 10).stretches(0.0, 0.3) == ()


def test_an_empty_timeline_has_heard_nothing() -> None:
    assert (timeline().heard_s, timeline().voiced_until_s) == (0.0, 0.0)


def test_silences_are_listed_from_a_least_length_on_both_ends_included() -> None:
    made = timeline(0.1, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1)
    assert made.silences(2 * FRAME_S) == (
        (0.0, pytest.approx(2 * FRAME_S)),
        (pytest.approx(5 * FRAME_S), pytest.approx(8 * FRAME_S)),
    )
    assert timeline(0.9).silences(FRAME_S) == ()
