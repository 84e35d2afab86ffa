"""The voice hangs or dies, the speaker goes away: the question is shown, and the session goes on.

Scripted engines in the real voice process hang or die when they are told to; the virtual speaker is unplugged while a
question sounds.
"""

from collections.abc import Iterable

from tests.fakes.pulse import virtual_sound
from tests.soak.dumb import LATE_S, SHOWN_S, SPOKEN_S, Asked, Questions, pull_speakers
from tests.soak.row import Row

GUARD = "tests/faults/test_asking.py"
TIMES = {"die": 20, "hang": 10}
NAMES = {"die": "dies", "hang": "hangs"}
PULLS = 25


def measure() -> Iterable[Row]:
    for mishap, times in TIMES.items():
        questions = Questions()
        try:
            done = [_mishap(questions, mishap) for _ in range(times)]
        finally:
            questions.close()
        worst_s, told = max(one.seconds for one in done), sum("only shown" in one.told for one in done)
        yield Row(
            f"a voice that {NAMES[mishap]}: the question is shown with the reason, and the session goes on",
            f"{told} of {times} shown, after {worst_s:.1f} s at worst",
            f"all, {SHOWN_S:.0f} s",
            told == times and worst_s <= SHOWN_S,
            f"{GUARD}::test_a_voice_that_fails_shows_the_question_and_the_session_goes_on",
        )
    with virtual_sound() as pulse:
        pulled = pull_speakers(pulse, PULLS)
    worst_s = max(one.seconds for one in pulled) - SPOKEN_S
    yield Row(
        "a speaker that is pulled while a question sounds: the session goes on when the question would be over",
        f"{worst_s:.2f} s later at worst, of {PULLS}",
        f"{LATE_S:.0f} s",
        worst_s <= LATE_S,
        f"{GUARD}::test_a_speaker_that_is_pulled_does_not_hold_the_session",
    )


def _mishap(questions: Questions, mishap: str) -> Asked:
    """Each after a question that was spoken: a voice that failed twice in a row rests, and would not be asked."""
    questions.ask("Tell me about it")
    return questions.ask(mishap)
