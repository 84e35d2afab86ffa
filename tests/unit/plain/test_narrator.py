"""What a plain session says, line by line."""

from dataclasses import replace

import pytest

from simulator.answer.types import AnswerContext
from simulator.interview.plan import Prompt
from simulator.interview.view import LiveReading, TakeRecord, View
from simulator.plain.narrator import Narrator
from tests.fakes import parts as fake

pytestmark = pytest.mark.unit
QUESTION = Prompt.of(fake.question(1))
PROBE = Prompt("probe", "What changed?", "own_part", "own_part-1", "You said “we” nine times.", "we rebuilt it")
WORDS = fake.words("I saw it. Nobody owned it. So I")


def view(**changes: object) -> View:
    start = View(
        phase="asking",
        prompt=QUESTION,
        question_number=1,
        question_count=2,
        probe_number=0,
        probe_limit=2,
        take_id="",
        take_number=0,
        typed=False,
        muted=False,
        recorded_s=0.0,
        committed=(),
        provisional=(),
        heard_s=0.0,
        silence_s=0.0,
        level=None,
        reading=LiveReading(),
        records=(),
        prep_left_s=0.0,
        notice="",
        hearing="base",
        microphone="fake",
        voice="fake",
        refining=0,
    )
    return replace(start, **changes)  # type: ignore[arg-type]


def record(prompt: Prompt = QUESTION, take_id: str = "turn-01") -> TakeRecord:
    analysis = fake.analysis(WORDS, 20.0, AnswerContext())
    return TakeRecord(take_id, prompt, 20.0, WORDS, analysis, (), None, "live")


def test_a_question_is_told_once_with_its_number() -> None:
    narrator = Narrator(attended=True)
    assert "Question 1 of 2: Question number 1?" in narrator.tell(view())
    assert narrator.tell(view()) == []


def test_a_probe_is_told_with_its_reason_and_the_words_that_caused_it() -> None:
    lines = Narrator(attended=True).tell(view(prompt=PROBE, probe_number=1))
    assert lines[1:] == [
        "Follow-up 1 (own part): What changed?",
        "  Why: You said “we” nine times.",
        "  You said: “we rebuilt it”",
    ]


def test_a_person_is_told_the_keys_and_nobody_is_when_nobody_is_there() -> None:
    assert any("Enter: done" in line for line in Narrator(attended=True).tell(view(phase="listening")))
    assert not any("Enter: done" in line for line in Narrator(attended=False).tell(view(phase="listening")))


def test_words_are_told_in_whole_sentences_while_speaking() -> None:
    narrator = Narrator(attended=True)
    narrator.tell(view(phase="listening", take_id="turn-01"))
    speaking = view(phase="listening", take_id="turn-01", committed=WORDS)
    assert narrator.tell(speaking) == ["    0.0 s  I saw it. Nobody owned it."]
    assert narrator.tell(speaking) == []


def test_the_rest_of_the_words_is_told_when_the_answer_ends() -> None:
    narrator = Narrator(attended=True)
    narrator.tell(view(phase="listening", take_id="turn-01", committed=WORDS))
    lines = narrator.tell(view(phase="finishing", take_id="turn-01", committed=WORDS))
    assert lines[0].endswith("So I")


def test_the_seconds_of_an_answer_are_told_when_the_next_thing_is_asked() -> None:
    narrator = Narrator(attended=False)
    narrator.tell(view(phase="listening", take_id="turn-01"))
    lines = narrator.tell(view(take_id="turn-02", prompt=PROBE, records=(record(),)))
    assert "  Answer to the question: 20 s. Action 20 s." in lines
    assert lines.index("  Answer to the question: 20 s. Action 20 s.") < lines.index("  Why: You said “we” nine times.")
    assert not any("20 s" in line for line in narrator.tell(view(take_id="turn-02", records=(record(),))))


def test_a_notice_is_told_once_and_again_when_it_comes_back() -> None:
    narrator = Narrator(attended=True)
    lost = view(notice="the microphone is gone")
    assert "Note: the microphone is gone" in narrator.tell(lost)
    assert narrator.tell(lost) == []
    narrator.tell(view())
    assert narrator.tell(lost) == ["Note: the microphone is gone"]
