"""The answer written out: how long it is, and what to begin with. Pure."""

from simulator.answer.words import is_spoken
from simulator.stories.types import Story

LOW_WORDS, HIGH_WORDS = 200, 300
"""A drafted answer; spoken it takes 90 to 150 s (domain: STAR, timed)."""


def word_count(text: str) -> int:
    return sum(map(is_spoken, text.split()))


def length_line(text: str, words_per_minute: float) -> str:
    """As in "231 words, about 1 min 39 s aloud"; what is short or long of the range is told too."""
    words = word_count(text)
    seconds = round(words * 60 / words_per_minute)
    aloud = f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
    told = f"{words} words, about {aloud} aloud"
    if words < LOW_WORDS:
        return f"{told}; {LOW_WORDS - words} to go to {LOW_WORDS}"
    if words > HIGH_WORDS:
        return f"{told}; {words - HIGH_WORDS} over {HIGH_WORDS}"
    return f"{told}: a good length"


def opening(story: Story) -> str:
    """What a first draft begins with: the beats, the number where no beat has it, and the lesson."""
    beats = [text for text in story.beats.values() if text]
    number = story.number if story.number and not any(story.number in text for text in beats) else ""
    return "\n\n".join(part for part in (*beats, number, story.lesson) if part)
