"""Where the time of an answer went."""

from collections.abc import Sequence

from simulator.answer.lane import stretches
from simulator.answer.types import SECTIONS, LabelledSentence, Section, Timing


def measure(
    sentences: Sequence[LabelledSentence], duration_s: float, paused: Sequence[tuple[float, float]] = ()
) -> Timing:
    """Seconds of each section, without verdicts; sections and `silence_s` add up to `duration_s`.

    A pause between two sentences counts to the one before it. What lies before the first word, after the last one or
    in a `paused` time (start, end) is silence. `duration_s` must reach the last word.
    """
    seconds: dict[Section, float] = dict.fromkeys(SECTIONS, 0.0)
    for part in stretches(sentences, paused):
        seconds[part.section] += part.end_s - part.start_s
    told_s = sum(seconds.values())
    share = {section: seconds[section] / told_s if told_s > 0 else 0.0 for section in SECTIONS}
    return Timing(
        seconds=seconds,
        share=share,
        setup_s=seconds["S"] + seconds["T"],
        action_share=share["A"],
        silence_s=max(0.0, duration_s - told_s),
    )


def told_s(timing: Timing) -> float:
    """The time of all sections together: the length of the answer from its first word to its last."""
    return sum(timing.seconds.values())
