"""Names are masked wherever they stand, and nothing else changes."""

import re
from dataclasses import replace

import pytest

from simulator.answer.types import Word
from simulator.errors import UsageError
from simulator.report.redact import redact, times_said
from simulator.report.types import SessionReport
from simulator.report.write import RENDERERS

pytestmark = pytest.mark.unit
NAMES = ["Anna", "Anna Smith"]


def masked_words(report: SessionReport, *texts: str, names: list[str]) -> list[str]:
    """`texts` said one after the other, after masking."""
    part = report.parts[1]
    words = tuple(Word(text, float(at), at + 0.5) for at, text in enumerate(texts))
    told = redact(replace(report, parts=(replace(part, turn=replace(part.turn, words=words)),)), names)
    return [word.text for word in told.parts[0].turn.words]


@pytest.mark.parametrize("name", RENDERERS)
def test_a_masked_name_is_in_no_format(report: SessionReport, name: str) -> None:
    render = RENDERERS[name]  # type: ignore[index]
    assert re.search(r"(?i)\banna\b", render(report)), "else this shows nothing"
    text = render(redact(report, NAMES)).replace("\\", "")
    assert not re.search(r"(?i)\banna\b|smith", text)
    assert "[name]" in text


def test_a_name_within_another_word_stays(report: SessionReport) -> None:
    assert "Annabel" in RENDERERS["md"](redact(report, NAMES))


def test_times_sections_and_figures_are_those_of_before(report: SessionReport) -> None:
    masked = redact(report, NAMES)
    for before, after in zip(report.parts, masked.parts, strict=True):
        assert [(one.start_s, one.end_s) for one in before.turn.words] == [
            (one.start_s, one.end_s) for one in after.turn.words
        ]
        assert (before.analysis is None) or before.analysis.timing.seconds == after.analysis.timing.seconds  # type: ignore[union-attr]
    assert masked.summary.action_share == report.summary.action_share


def test_a_name_that_is_also_a_code_of_ours_changes_no_code(report: SessionReport) -> None:
    masked = redact(report, ["A", "S", "met", "impact", "question", "flag"])
    assert [part.turn.prompt.kind for part in masked.parts] == [part.turn.prompt.kind for part in report.parts]
    assert masked.answers[1].turn.prompt.family == "impact"
    assert [render(masked) for render in RENDERERS.values()]


@pytest.mark.parametrize(
    ("said", "names", "masked"),
    [
        (["Anna's", "idea"], ["anna"], ["[name]'s", "idea"]),
        (["(ANNA),", "said"], ["Anna"], ["([name]),", "said"]),
        (["James’", "team"], ["James"], ["[name]’", "team"]),
        (["Anna", "Smith,", "too"], ["Anna Smith"], ["[name]", "[name],", "too"]),
        (["Anna", "went"], ["Anna Smith"], ["Anna", "went"]),
        (["O’Brien", "went"], ["O'Brien"], ["[name]", "went"]),
        (["Jose\u0301", "went"], ["José"], ["[name]", "went"]),
        (["José", "went"], ["Jose\u0301"], ["[name]", "went"]),
        (["Anna-Lena"], ["Anna Lena"], ["[name]-[name]"]),
        (["Annabel", "and", "Hannah"], ["Anna"], ["Annabel", "and", "Hannah"]),
        (["C++", "dev"], ["C++"], ["[name]", "dev"]),
    ],
)
def test_names_are_masked_as_whole_words(
    report: SessionReport, said: list[str], names: list[str], masked: list[str]
) -> None:
    assert masked_words(report, *said, names=names) == masked


def test_how_often_a_name_was_said_is_counted(report: SessionReport) -> None:
    assert times_said(report, "Anna") == 4
    assert times_said(report, "anna smith") == 1
    assert times_said(report, "Zoe") == 0


@pytest.mark.parametrize("name", ["", "  ", "42", "."])
def test_a_name_without_a_letter_is_a_wrong_call(report: SessionReport, name: str) -> None:
    with pytest.raises(UsageError, match="has letters"):
        redact(report, [name])


def test_the_reader_is_told_that_names_were_masked(report: SessionReport) -> None:
    assert any("masked" in line for line in redact(report, NAMES).notices)
