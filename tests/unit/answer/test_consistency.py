"""Numbers that contradict each other and a story told twice are found; what may well be true together is not."""

import json
from pathlib import Path

import pytest

from simulator.answer.consistency import SAME_STORY, Conflict, find_conflicts, rare_words, retold
from simulator.answer.types import Analysis
from tests.fakes.answer_models import told

pytestmark = pytest.mark.unit

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
STORY = (
    "I was a technician at a dairy in Kerry, and the pasteuriser tripped on Sunday evenings. Nobody could say why. "
    "I sat beside the panel for three Sundays and wrote down the valve positions. The bypass valve was left half shut "
    "by the cleaning crew, because the checklist had a typo. I showed the sheet to Maeve, who ran the crew, and asked "
    "to try a corrected checklist for a fortnight. The trips fell from nine to one, and the creamery in Listowel "
    "copied the sheet."
)
RETOLD = (
    "So this one's from the dairy. The pasteuriser would trip on a Sunday, and it turned out the cleaning crew left "
    "the bypass valve half shut since their checklist had a typo. I'd sat by the panel noting valve positions. Maeve "
    "let me try a corrected checklist, and the trips nearly vanished. Listowel's creamery has it too."
)
OTHER = (
    "I taught chemistry in a night school, and the burettes leaked. I filled all of them on a Thursday and wrote down "
    "the levels. Nine had dropped. I asked the laboratory to swap those for glass ones, I greased the taps, and the "
    "titration class finished on time for the whole term. The other evening group borrowed my list."
)


def answer(text: str, **context: str) -> Analysis:
    return told([("A", text)], **context)


def conflicts(*texts: str) -> list[Conflict]:
    return list(find_conflicts([answer(text) for text in texts]))


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        (
            "We cut the error rate of the export by forty percent.",
            "The error rate of the export was cut by 14 percent.",
        ),
        ("It cost the clinic $40,000 in unpaid invoices.", "Unpaid invoices cost the clinic four thousand dollars."),
        ("The nightly backup took nine hours on that server.", "On that server the nightly backup took three hours."),
        ("I trained sixteen nurses on the new ward form.", "On the new ward form I trained sixty nurses."),
    ],
)
def test_one_thing_told_with_two_numbers_is_a_contradiction(earlier: str, now: str) -> None:
    (found,) = conflicts(f"Let me begin. {earlier} That was it.", f"As for the rest. {now} So it went.")
    assert found.kind == "number"
    assert (found.earlier.answer, found.now.answer) == (0, 1)
    assert len(found.shared) >= 3
    assert found.earlier.quote in earlier.rstrip(".") + "."
    assert found.now.quote in now
    assert 0 < found.now.start_s < found.now.end_s


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        # the same number, written or rounded in another way
        ("We cut the error rate of the export by forty percent.", "Error rates of exports were cut by 40 percent."),
        ("The nightly backup took nine hours on that server.", "On that server the nightly backup took 9.5 hours."),
        # before and after
        ("Before that the nightly backup took nine hours.", "After that the nightly backup took three hours."),
        # another unit, another thing counted
        ("The nightly backup took nine hours on that server.", "On that server the nightly backup took three days."),
        ("I trained sixteen nurses on the new ward form.", "I trained sixty porters on the new ward form."),
        # another subject
        ("We cut the error rate of the export by forty percent.", "The list of the clinic was cut by 14 percent."),
        # too little around it to know
        ("It took nine hours.", "It took three hours."),
        # plan and outcome
        ("The target for unpaid clinic invoices was 40 percent.", "Unpaid clinic invoices were 14 percent."),
        # no number at all
        ("We cut the error rate of the export a great deal.", "The error rate of the export was cut a little."),
    ],
)  # fmt: skip
def test_what_may_both_be_true_is_no_contradiction(earlier: str, now: str) -> None:
    assert conflicts(earlier, now) == []


def test_a_from_to_in_one_sentence_is_no_contradiction() -> None:
    assert (
        conflicts("The failed exports per month dropped, nine failed exports a month and then two failed exports.")
        == []
    )


def test_two_numbers_in_one_answer_contradict_each_other_too() -> None:
    said = "The nightly backup took nine hours on that server. On that server the nightly backup took two hours."
    parts = [("A", sentence.strip() + ".") for sentence in said.split(".") if sentence.strip()]
    (found,) = find_conflicts([told(parts)])  # type: ignore[arg-type]
    assert found.earlier.answer == found.now.answer == 0


def test_a_story_told_again_in_other_words_is_pointed_out_and_another_is_not() -> None:
    (found,) = conflicts(STORY, OTHER, RETOLD)
    assert (found.kind, found.earlier.answer, found.now.answer) == ("same_story", 0, 2)
    assert {"pasteuriser", "checklist"} <= set(found.shared)


def test_the_answer_to_a_probe_is_about_the_same_story_and_may_be() -> None:
    assert find_conflicts([answer(STORY), answer(RETOLD, probe="noticing")]) == ()


def test_a_number_in_the_answer_to_a_probe_is_held_against_the_story() -> None:
    story = answer("We cut the error rate of the export by forty percent.")
    reply = answer("The error rate of the export was cut by fourteen percent.", probe="impact")
    assert [one.kind for one in find_conflicts([story, reply])] == ["number"]


def test_short_and_empty_answers_are_no_story_told_twice() -> None:
    assert conflicts("I fixed the valve.", "I fixed the valve.") == []
    assert find_conflicts([told([]), told([])]) == ()


def test_no_clean_answer_of_the_corpus_contradicts_itself_and_no_two_are_one_story() -> None:
    """All pairs of one file: a file is one writer, whose stories are as like each other as those of one person."""
    flagged = 0
    for path in sorted(CORPUS.glob("train-*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        answers = [
            told([(one["section"], one["text"]) for one in record["sentences"]])
            for record in records
            if "probe" not in record
        ]
        flagged += sum(len(find_conflicts([one])) for one in answers)
        rare = [rare_words(one) for one in answers]
        for at, words in enumerate(rare):
            assert all(retold(words, other) < SAME_STORY for other in rare[:at])
    assert flagged == 0
