"""A corpus answer replayed through the live analysis: what is drawn, counted and refused."""

import pytest

from simulator.answer.live import LiveAnalysis
from simulator.errors import UsageError
from simulator.training.__main__ import main
from simulator.training.corpus import Answer
from simulator.training.replay import find_answer, replay
from tests.fakes.answer_models import ListedLabeller, ScriptedLabeller

pytestmark = pytest.mark.unit

ANSWER = Answer(
    id="z-001",
    source="train-z",
    question="What did you change?",
    level="mid",
    shape="tidy",
    sentences=(
        "The weekly report of our team was always two days late.",
        "I wrote a script that collects the numbers every night.",
        "Since then the report has been there each Monday morning.",
    ),
    sections=("S", "A", "R"),
    probe=None,
)
KNOWING = ScriptedLabeller({ANSWER.sentences[0]: "S", ANSWER.sentences[1]: "A", ANSWER.sentences[2]: "R"})


class Undecided(ListedLabeller):
    """Takes the first sentence for Action until a second one begins, and is then surer of Situation."""

    def label(self, sentences):
        self.letters, self.confidence = (["A"], 0.6) if len(sentences) == 1 else (["S", "A", "R"], 0.95)
        return super().label(sentences)


def never(_due_s: float) -> None:
    raise AssertionError("without a speed nothing waits")


def drawn(labeller) -> list[str]:
    return list(replay(ANSWER, labeller, wait_until=never))


def test_there_is_one_line_for_each_sentence_with_time_lane_seconds_label_and_gold() -> None:
    lines = drawn(KNOWING)
    rows = [line for line in lines if line.lstrip()[:2] == "0:"]
    assert [row.split()[-2:] for row in rows] == [["S", "S"], ["A", "A"], ["R", "R"]]
    assert [row.split()[1].replace("-", "") for row in rows] == [
        "S" * 10,
        "S" * 10 + "A" * 9,
        "S" * 10 + "A" * 9 + "R" * 9,
    ]
    assert rows[1].split()[0] == "0:09"
    assert rows[1].split()[2:8] == ["5", "0", "4", "0", "0", "0"]


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, drawn(KNOWING))) <= 80


def test_a_knowing_labeller_is_right_throughout_and_changes_nothing_but_what_was_only_begun() -> None:
    outcome = drawn(KNOWING)[-3:]
    assert outcome[0] == "Right while being said: 3 of 3 sentences (100%)"
    assert outcome[1] == "Right at the end: 100% of the words"
    assert outcome[2] == "Shown labels that changed: 2, 2 of them of sentences that had only begun"


def test_a_label_that_is_wrong_while_it_is_said_is_marked_and_its_change_counted() -> None:
    lines = drawn(Undecided("A"))
    rows = [line for line in lines if line.lstrip()[:2] == "0:"]
    assert [row.endswith("x") for row in rows] == [True, False, False]
    assert "Right while being said: 2 of 3 sentences (67%)" in lines
    assert "Right at the end: 100% of the words" in lines
    assert "Shown labels that changed: 3, 2 of them of sentences that had only begun" in lines


def test_at_a_speed_each_word_is_read_when_it_has_been_said() -> None:
    due: list[float] = []
    words = sum(ANSWER.word_counts)
    list(replay(ANSWER, KNOWING, speed=2.0, wait_until=due.append))
    assert due == pytest.approx([(count + 1) * 60 / 140 / 2 for count in range(words)])


def test_lines_come_while_the_answer_is_being_said(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    whole = LiveAnalysis.read
    monkeypatch.setattr(LiveAnalysis, "read", lambda *given: reads.append(1) or whole(*given))
    lines = replay(ANSWER, KNOWING, wait_until=never)
    next(line for line in lines if line.lstrip()[:2] == "0:")
    assert len(reads) < sum(ANSWER.word_counts) / 2


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_speed_is_a_wrong_call(speed: float) -> None:
    with pytest.raises(UsageError, match="--speed"):
        list(replay(ANSWER, KNOWING, speed=speed, wait_until=never))


def test_an_unknown_answer_is_a_wrong_call_that_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'z-01'.*'z-001'"):
        find_answer([ANSWER], "z-01")


def test_an_unknown_answer_is_one_line_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "a-0001"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "'a-001'" in said.err


def test_the_command_draws_an_answer_of_the_corpus_with_the_shipped_live_labels(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["replay", "e-014"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("e-014 · ")
    assert said[-4].startswith("Right while being said: ")
    assert "learnt from the corpus" in said[-1]
