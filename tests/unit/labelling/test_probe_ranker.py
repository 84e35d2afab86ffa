import time

import pytest

from simulator.answer.analyse import analyse_text
from simulator.answer.types import AnswerContext
from simulator.content.load import load_library
from simulator.labelling.findings import load_finding_judge
from simulator.labelling.probe_ranker import FAMILIES, load_probe_ranker
from simulator.labelling.sections import load_section_labeller
from simulator.paths import content_dir
from simulator.probing.choose import choose
from simulator.probing.reason_table import CAUSES, PLAIN
from simulator.probing.story import ADDRESSES
from tests.fakes.tellings import WE, Telling, labelled

pytestmark = pytest.mark.unit

MEASURED: Telling = [
    ("S", "I noticed that the same three beds ran out of drips every evening, about eleven times a week."),
    ("T", "Nobody had asked me to, but I wanted one sheet that everybody could trust."),
    ("A", "I tried it in two rooms for a week and showed the count to the pharmacy lead, who had been against it."),
    ("R", "Missed drips went from eleven a week down to one, and three other wards use the sheet now."),
]


def wanted(parts: Telling, family: str) -> float:
    return load_probe_ranker().chances(labelled(parts), {}, AnswerContext()).first[family]


def covered(parts: Telling, family: str, **findings: float) -> float:
    return load_probe_ranker().chances(labelled(parts), findings, AnswerContext()).covered[family]


def test_every_family_of_the_codebook_has_two_probabilities() -> None:
    told = load_probe_ranker().chances(labelled(WE), {}, AnswerContext())
    for chances in (told.first, told.covered):
        assert tuple(chances) == FAMILIES
        assert all(0.0 <= chance <= 1.0 for chance in chances.values())


def test_an_answer_without_sentences_ranks_nothing() -> None:
    told = load_probe_ranker().chances([], {}, AnswerContext())
    assert told.first == {}
    assert told.covered == {}


def test_the_own_part_is_wanted_where_everything_was_we() -> None:
    assert wanted(WE, "own_part") > wanted(MEASURED, "own_part")


def test_an_impact_told_in_numbers_is_covered() -> None:
    assert covered(MEASURED, "impact") > covered(WE, "impact")


def test_a_reported_finding_counts_for_more_than_the_judges_own_guess() -> None:
    assert covered(WE, "impact", measured=0.98) > covered(WE, "impact", measured=0.02)


def test_families_reasons_and_the_table_of_flags_speak_of_the_same_probes() -> None:
    assert set(CAUSES) == set(PLAIN) == set(FAMILIES)
    assert {family for families in ADDRESSES.values() for family in families} <= set(FAMILIES)


def test_we_for_everything_is_followed_up_within_fifty_milliseconds() -> None:
    families = load_library(content_dir("prompts"), content_dir("followups")).families
    text = " ".join(sentence for _, sentence in WE)
    analysis = analyse_text(text, AnswerContext(), labeller=load_section_labeller(), judge=load_finding_judge())
    choose(analysis, families, ranker=load_probe_ranker())
    start = time.process_time()
    chosen = choose(analysis, families, ranker=load_probe_ranker())
    assert time.process_time() - start < 0.05
    assert chosen[0].family in {"own_part", "specifics"}
    assert "“we”" in chosen[0].because
