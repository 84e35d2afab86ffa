"""Judging labels on spoken answers: the sample, the alignment, and the saved figures."""

import json
from dataclasses import replace

import pytest

from simulator.answer.words import estimate_words
from simulator.training import registry, spoken
from simulator.training.__main__ import FIGURES, main
from simulator.training.corpus import Answer, load_answers, star_answers
from simulator.training.section_evaluation import fingerprint
from tests.fakes.answer_models import ScriptedLabeller

pytestmark = pytest.mark.unit

ANSWER = Answer(
    id="z-001",
    source="train-z",
    question="What did you change?",
    level="mid",
    shape="tidy",
    sentences=("Our weekly report was always late.", "I wrote a script for it.", "Now it comes on time."),
    sections=("S", "A", "R"),
    probe=None,
)
KNOWING = ScriptedLabeller({ANSWER.sentences[0]: "S", ANSWER.sentences[1]: "A", ANSWER.sentences[2]: "R"}, default="O")


@pytest.fixture(scope="module")
def report() -> dict:
    return json.loads((FIGURES / "spoken.json").read_text(encoding="utf-8"))


def heard(text: str) -> spoken.Heard:
    return spoken.Heard(estimate_words(text), 10.0)


def test_the_sample_has_every_shape_and_is_the_same_each_time() -> None:
    answers = star_answers(load_answers())
    chosen = spoken.sample(answers)
    assert len(chosen) == spoken.ANSWERS
    assert {answer.shape for answer in chosen} == {answer.shape for answer in answers}
    assert spoken.sample(answers) == chosen


def test_a_sample_larger_than_the_corpus_is_the_corpus() -> None:
    assert spoken.sample([ANSWER]) == [ANSWER]


def test_what_was_heard_right_has_no_errors_and_the_figures_of_the_text() -> None:
    row = spoken.judge(ANSWER, heard(" ".join(ANSWER.sentences)), KNOWING)
    assert row.word_errors == 0
    assert row.spoken == row.cut == row.written == spoken.Labels(1.0, 0.0, 0.0)


def test_a_sentence_that_was_not_heard_shows_as_errors_of_words_and_of_shares() -> None:
    row = spoken.judge(ANSWER, heard(f"{ANSWER.sentences[0]} {ANSWER.sentences[2]}"), KNOWING)
    assert row.word_errors == 6
    assert row.spoken.right == 1.0
    assert row.spoken.action_points == pytest.approx(-100 * 6 / 17)
    assert row.spoken.setup_points == pytest.approx(100 * (6 / 11 - 6 / 17))
    assert row.cut.action_points == 0.0


def test_nothing_heard_is_all_errors_and_nothing_right() -> None:
    row = spoken.judge(ANSWER, spoken.Heard((), 10.0), KNOWING)
    assert row.word_errors == row.words == 17
    assert row.spoken.right == 0.0


def test_a_word_heard_for_another_keeps_its_section_and_an_inserted_one_takes_the_one_before() -> None:
    gold = [("it", "S"), ("was", "S"), ("late", "S"), ("i", "A"), ("acted", "A")]
    sections, errors = spoken.gold_of(gold, ["well", "it", "has", "late", "and", "i", "acted"])
    assert sections == ["S", "S", "S", "S", "S", "A", "A"]
    assert errors == 3


def test_case_punctuation_and_hyphens_are_no_word_errors() -> None:
    written = spoken.written_tokens(["Low-memory phones — they crashed!"], ["S"])
    assert [text for text, _ in written] == ["low", "memory", "phones", "they", "crashed"]


def test_wrong_labels_count_by_their_words() -> None:
    figures = spoken.compare("SSSSAAAAAA", "SSSSAAAAAA", "SSAAAAAAAA")
    assert figures.right == pytest.approx(0.8)
    assert figures.action_points == pytest.approx(20)
    assert figures.setup_points == pytest.approx(-20)


def test_errors_of_opposite_sign_do_not_cancel_out() -> None:
    late, wrote, now = ANSWER.sentences
    one = replace(ANSWER, id="z-001", sentences=(late, wrote), sections=("A", "A"))
    other = replace(ANSWER, id="z-002", sentences=(now, wrote), sections=("S", "A"))
    texts = {answer.id: heard(" ".join(answer.sentences)) for answer in (one, other)}
    report = spoken.report_of([one, other], texts, ScriptedLabeller({late: "S"}, default="A"))
    assert [row["spoken"]["action_points"] for row in report["answers"]] == pytest.approx([-50, 100 * 5 / 11])
    assert report["labels"]["spoken"]["action_points"] == pytest.approx((50 + 100 * 5 / 11) / 2)
    assert report["labels"]["spoken"]["setup_points"] == pytest.approx((50 + 100 * 5 / 11) / 2)


def test_it_is_judged_only_when_named_and_never_trained(capsys: pytest.CaptureFixture[str]) -> None:
    assert "spoken" not in registry.MODELS
    assert [name for name, _ in registry.chosen_models(["spoken"])] == ["spoken"]
    assert main(["train", "spoken"]) == 2
    assert "only evaluated" in capsys.readouterr().err


def test_the_saved_figures_are_those_of_the_sample_of_the_present_corpus(report: dict) -> None:
    chosen = spoken.sample(star_answers(load_answers()))
    assert report["fingerprint"] == fingerprint(chosen), "run `python -m simulator.training evaluate spoken`"
    assert [row["id"] for row in report["answers"]] == [answer.id for answer in chosen]


def test_the_saved_page_shows_the_saved_figures_and_says_what_they_are_worth(report: dict) -> None:
    page = (FIGURES / "spoken.md").read_text(encoding="utf-8")
    assert page == spoken.render(report)
    assert "trained on these very answers" in " ".join(page.split())


def test_the_saved_word_errors_are_those_of_the_saved_transcripts(report: dict) -> None:
    chosen = {answer.id: answer for answer in spoken.sample(star_answers(load_answers()))}
    for row in report["answers"]:
        gold = spoken.written_tokens(chosen[row["id"]].sentences, chosen[row["id"]].sections)
        texts = [text for text, _ in spoken.written_tokens([row["heard"]], ["O"])]
        assert spoken.gold_of(gold, texts)[1] == row["word_errors"]
        assert row["words"] == len(gold)


def test_hearing_costs_few_labels(report: dict) -> None:
    labels = report["labels"]
    assert 0.0 < report["word_error_rate"] < 0.2
    assert labels["cut"]["right"] - labels["spoken"]["right"] < 0.05
