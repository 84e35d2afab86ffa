from collections.abc import Sequence
from typing import cast

import pytest

from simulator.answer.cues import CueStrength
from simulator.answer.live import LiveAnalysis, LiveView
from simulator.answer.sentences import split_sentences
from simulator.answer.types import LabelledSentence, Section, SectionGuess, Word
from tests.fakes.answer_models import ListedLabeller, spoken

pytestmark = pytest.mark.unit

ANSWER = spoken(
    "It was slow. [1] Every report took three days. [2] So I wrote a script. I showed it to Dana, e.g. the totals. "
    "[1] And then she said yes. It went from three days to one. We still use it now."
)


class Told(ListedLabeller):
    """Gives one (section, confidence) to every sentence; tests change it between reads."""

    def __init__(self, section: Section, confidence: float) -> None:
        super().__init__([section], confidence)

    def say(self, section: Section, confidence: float) -> None:
        self.letters, self.confidence = [section], confidence


def shown(live: LiveAnalysis, words: Sequence[Word]) -> Sequence[LabelledSentence]:
    return live.read(words, words[-1].end_s).sentences


def test_word_by_word_the_sentences_come_out_as_at_once() -> None:
    live = LiveAnalysis(ListedLabeller("SSAARR"))
    for count in range(1, len(ANSWER) + 1):
        view = live.read(ANSWER[:count], ANSWER[count - 1].end_s)
        whole = " ".join(word.text for word in ANSWER[:count])
        assert " ".join(sentence.text for sentence in view.sentences) == whole
    assert [one.text for one in view.sentences] == [one.text for one in split_sentences(ANSWER)]


def test_words_that_were_changed_are_read_anew() -> None:
    live = LiveAnalysis(ListedLabeller("S"))
    live.read(ANSWER, 30.0)
    other = spoken("A quite different answer. It has two sentences.")
    assert [one.text for one in shown(live, other)] == ["A quite different answer.", "It has two sentences."]


def test_a_shown_label_stays_until_the_labeller_is_surer_by_a_margin() -> None:
    labeller = Told("S", 0.6)
    live = LiveAnalysis(labeller)
    words = spoken("It was very slow back then.")
    for section, confidence, seen in (("A", 0.7, "S"), ("A", 0.76, "A"), ("S", 0.8, "A"), ("S", 0.91, "S")):
        live_before = live.read(words, 5.0).sentences[0].section
        labeller.say(section, confidence)  # type: ignore[arg-type]
        assert shown(live, words)[0].section == seen, (section, confidence, live_before)


def test_a_label_that_was_certain_can_still_be_corrected() -> None:
    labeller = Told("S", 0.99)
    live = LiveAnalysis(labeller)
    words = spoken("It was very slow back then.")
    shown(live, words)
    labeller.say("A", 0.95)
    assert shown(live, words)[0].section == "A"


def test_a_sentence_that_has_just_begun_goes_with_the_one_before() -> None:
    live = LiveAnalysis(ListedLabeller("SA"))
    begun = spoken("It was slow back then. So I")
    assert [one.section for one in shown(live, begun)] == ["S", "S"]
    assert [one.section for one in shown(live, spoken("It was slow back then. So I wrote it"))] == ["S", "A"]


def test_an_unfinished_sentence_opens_a_section_only_when_the_labeller_is_sure_of_it() -> None:
    labeller = ListedLabeller("SA", confidence=0.69)
    live = LiveAnalysis(labeller)
    unfinished = spoken("It was slow back then. So I wrote it")
    assert [one.section for one in shown(live, unfinished)] == ["S", "S"]
    labeller.confidence = 0.7
    assert [one.section for one in shown(live, unfinished)] == ["S", "A"]


def test_a_finished_sentence_has_its_own_label_however_unsure() -> None:
    live = LiveAnalysis(ListedLabeller("SAA", confidence=0.4))
    shown(live, spoken("It was slow back then. So I wrote it."))
    told = shown(live, spoken("It was slow back then. So I wrote it. And then"))
    assert [one.section for one in told] == ["S", "A", "A"]


def test_the_clock_is_never_behind_the_words() -> None:
    view = LiveAnalysis(ListedLabeller("S")).read(ANSWER, 0.0)
    assert view.at_s == ANSWER[-1].end_s
    assert sum(view.timing.seconds.values()) + view.timing.silence_s == pytest.approx(view.at_s)


def test_before_the_first_word_there_is_only_silence() -> None:
    view = LiveAnalysis(ListedLabeller("S")).read([], 3.0)
    assert (view.sentences, view.stretches, view.cue, view.words_per_minute) == ((), (), "", None)
    assert view.timing.silence_s == 3.0


def test_the_rate_waits_for_five_seconds_of_speech() -> None:
    live = LiveAnalysis(ListedLabeller("S"))
    assert live.read(spoken("a " * 12), 5.0).words_per_minute is None
    assert live.read(spoken("a " * 14), 6.0).words_per_minute == pytest.approx(14 * 60 / 5.5)


class ByTime:
    """Labels each sentence by its place: the answers of `at` have one sentence every ten seconds."""

    name = "by time"

    def __init__(self, letters: str) -> None:
        self._letters = [cast(Section, letter) for letter in letters]

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        return [SectionGuess(letter, 0.9) for letter in self._letters[: len(sentences)]]


def at(letters: str, *, cues: CueStrength = "firm", star: bool = True, extra_s: float = 0.0) -> LiveView:
    """The view of an answer with one sentence of ten seconds a letter."""
    words = [
        Word(text, 10.0 * index + 2 * place, 10.0 * index + 2 * place + 2)
        for index in range(len(letters))
        for place, text in enumerate(["So", "it", "went", "like", "this."])
    ]
    return LiveAnalysis(ByTime(letters), cues=cues, star=star).read(words, 10.0 * len(letters) + extra_s)


@pytest.mark.parametrize(
    ("letters", "subtle", "firm"),
    [
        ("SSS", "", ""),
        ("SSST", "setup 40 s", "40 s of setup: come to what you did"),
        ("SSSTT", "setup 50 s", "50 s of setup: say now what you did"),
        ("SSSTTA", "", ""),
        ("SSASSS", "", ""),
        ("S" + 10 * "A", "", ""),
        ("S" + 11 * "A", "no result yet", "No result yet: say what came of it"),
        ("S" + 10 * "A" + "R", "", ""),
        ("S" + 10 * "A" + 7 * "R", "180 s", "180 s: end with what changed"),
    ],
)
def test_the_cue_comes_at_its_second_and_only_where_it_helps(letters: str, subtle: str, firm: str) -> None:
    assert (at(letters, cues="subtle").cue, at(letters, cues="firm").cue, at(letters, cues="off").cue) == (
        subtle,
        firm,
        "",
    )


def test_an_answer_to_a_probe_gets_no_advice_on_sections() -> None:
    assert at("SSSTT", star=False).cue == ""
