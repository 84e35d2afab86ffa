"""Which story an answer of the corpus was: known by three of its sentences, hardly ever taken for another."""

import json
from collections.abc import Iterable
from pathlib import Path

from simulator.answer.words import estimate_words
from simulator.stories.guess import guess_story
from simulator.stories.types import Story

CORPUS = Path(__file__).parents[2] / "corpus"
ANSWERS = 60


def answers() -> list[list[dict[str, str]]]:
    """The sentences of the first answers of a file that are long enough to be stories."""
    lines = (CORPUS / "train-a.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [one["sentences"] for one in told if not one.get("probe") and len(one["sentences"]) >= 6][:ANSWERS]


def text(sentences: Iterable[dict[str, str]]) -> str:
    return " ".join(sentence["text"] for sentence in sentences)


def kept(number: int, sentences: list[dict[str, str]]) -> Story:
    """A story of one sentence for each beat."""
    by_section = {one["section"]: one["text"] for one in reversed(sentences)}
    beats = [by_section.get(section, "") for section in "SAR"]
    return Story(f"story-{number}", f"Story {number}", *beats)


def test_an_answer_is_known_among_all_the_stories_and_is_none_when_its_own_is_not_there() -> None:
    told = answers()
    assert len(told) > 20
    stories = [kept(number, sentences) for number, sentences in enumerate(told)]
    wrong, missed, invented = 0, 0, 0
    for number, sentences in enumerate(told):
        words = estimate_words(text(sentences))
        guess = guess_story(words, stories)
        missed += guess is None
        wrong += guess is not None and guess.story != f"story-{number}"
        invented += guess_story(words, [one for one in stories if one.id != f"story-{number}"]) is not None
    assert wrong == 0
    assert missed <= len(told) // 20
    assert invented <= len(told) // 20
