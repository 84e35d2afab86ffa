"""The synthetic candidates of the demo."""

import re
from pathlib import Path

import pytest

from simulator.answer.types import AnswerContext
from simulator.content.models import Library
from simulator.content.vocabulary import PROBE_FAMILIES
from simulator.demo.candidates import candidates, load_candidate, read_candidate
from simulator.errors import BadInput, UsageError
from simulator.interview.analyst import Analyst
from simulator.probing.story import ADDRESSES
from simulator.probing.types import ProbeChoice
from simulator.wiring.brain import Analysing, open_analyst

pytestmark = pytest.mark.unit


def test_the_strong_candidate_comes_first_and_there_are_three() -> None:
    assert candidates() == ["strong", "flawed", "quiet"]


@pytest.mark.parametrize("name", ["strong", "flawed", "quiet"])
def test_a_candidate_answers_a_shipped_question_and_every_probe_family(shipped: Library, name: str) -> None:
    candidate = load_candidate(name)
    assert shipped.question(candidate.question_id).text
    assert set(candidate.replies) == set(PROBE_FAMILIES)
    assert len(set(candidate.replies.values())) == len(PROBE_FAMILIES)


def test_answers_and_replies_have_the_length_of_speech() -> None:
    words = {name: len(load_candidate(name).answer.split()) for name in candidates()}
    assert 190 <= words["strong"] <= 240
    assert 130 <= words["flawed"] <= 160
    assert words["quiet"] <= 100
    for name in candidates():
        for family, reply in load_candidate(name).replies.items():
            assert 25 <= len(reply.split()) <= 60, (name, family)


def test_an_answer_has_no_control_characters_and_no_line_breaks() -> None:
    for name in candidates():
        candidate = load_candidate(name)
        for text in (candidate.answer, candidate.fallback, *candidate.replies.values()):
            assert text.isprintable()
            assert "  " not in text


def test_the_strong_one_says_i_and_numbers_and_the_flawed_one_says_we_and_none() -> None:
    strong, flawed = load_candidate("strong").answer, load_candidate("flawed").answer
    numbers = re.compile(r"\b(\d+|one|two|three|four|five|six|eleven|twenty-three|hundred|thousand)\b")
    assert len(re.findall(r"\bI\b", strong)) > 5 * len(re.findall(r"\bwe\b", strong))
    assert len(re.findall(r"\bwe\b", flawed)) > 5 * len(re.findall(r"\bI\b", flawed))
    assert len(numbers.findall(strong)) >= 6
    assert numbers.findall(flawed.replace("some of us", "")) == []


def test_an_unknown_probe_family_gets_the_fallback() -> None:
    candidate = load_candidate("quiet")
    assert candidate.reply("impact") == candidate.replies["impact"]
    assert candidate.reply("weather") == candidate.fallback


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean strong"):
        load_candidate("strong1")
    with pytest.raises(UsageError, match="There are strong, flawed, quiet"):
        load_candidate("../../secret")


def test_a_candidate_who_has_no_reply_to_a_family_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.toml"
    path.write_text(
        'name = "A"\ntitle = "b"\nquestion_id = "c"\nanswer = "d"\nfallback = "e"\n[replies]\nmotive = "f"\n',
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match="no reply to own_part") as caught:
        read_candidate(path)
    assert "\n" not in str(caught.value)


def test_a_misspelt_family_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "slip.toml"
    path.write_text(
        'name = "A"\ntitle = "b"\nquestion_id = "c"\nanswer = "d"\nfallback = "e"\n[replies]\nimpakt = "f"\n',
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match=r"slip\.toml:7.*did you mean “impact”"):
        read_candidate(path)


def test_the_strong_and_the_flawed_candidate_draw_different_follow_ups_for_the_right_reasons(shipped: Library) -> None:
    analyst = open_analyst(shipped, Analysing())
    first = {name: _first_probe(analyst, shipped, name) for name in ("strong", "flawed")}
    assert first["strong"].family != first["flawed"].family
    flaws = {"we_only", "vague", "no_numbers", "effort_only", "passive_voice"}
    assert first["flawed"].family in {family for flaw in flaws for family in ADDRESSES[flaw]}
    assert re.search(r"“we” \d+ times|no number|stays? general|cannot picture|effort", first["flawed"].because)
    assert not re.search(r"“we” \d+ times|no number", first["strong"].because)
    assert first["strong"].family not in {"impact", "cost", "own_part", "specifics"}


def _first_probe(analyst: Analyst, shipped: Library, name: str) -> ProbeChoice:
    candidate = load_candidate(name)
    words = analyst.words_of(candidate.answer)
    context = AnswerContext(question=shipped.question(candidate.question_id).text)
    analysis = analyst.analyse(words, words[-1].end_s, context, estimated=True)
    return analyst.probes(analysis, (), asked=(), seed=1, tone=None)[0]
