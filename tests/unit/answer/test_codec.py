import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.codec import analysis_from_dict, analysis_to_dict
from simulator.answer.types import (
    SECTIONS,
    Analysis,
    AnswerContext,
    Delivery,
    Finding,
    Grade,
    LabelledSentence,
    Quantity,
    RubricItem,
    Span,
    Timing,
    Verdict,
    Word,
)
from simulator.errors import BadInput
from tests.fakes.answer_models import told

pytestmark = pytest.mark.unit

numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe_text = st.none() | texts
sections = st.sampled_from(SECTIONS)
seconds = st.fixed_dictionaries(dict.fromkeys(SECTIONS, numbers))


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


spans = many(st.builds(Span, texts, numbers, numbers))
findings = many(st.builds(Finding, texts, texts, numbers, numbers, numbers, texts, texts))
verdicts = many(st.builds(Verdict, texts, texts, numbers, st.sampled_from([True, False, None]), texts))
quantities = many(
    st.builds(
        Quantity,
        texts,
        st.sampled_from(["money", "percent", "duration", "count"]),
        st.none() | numbers,
        numbers,
        numbers,
    )
)
analyses = st.builds(
    Analysis,
    context=st.builds(AnswerContext, maybe_text, st.sampled_from(["junior", "staff"]), maybe_text, maybe_text),
    duration_s=numbers,
    words=many(st.builds(Word, texts, numbers, numbers, numbers)),
    sentences=many(st.builds(LabelledSentence, texts, numbers, numbers, sections, numbers, st.booleans())),
    timing=st.builds(Timing, seconds, seconds, numbers, numbers, numbers, verdicts),
    delivery=st.builds(
        Delivery, st.integers(0, 9999), numbers, spans, numbers, spans, st.integers(0, 99), st.integers(0, 99),
        st.none() | numbers, spans, st.none() | numbers, quantities,
    ),
    signals=findings,
    flags=findings,
    rubric=many(st.builds(RubricItem, texts, st.sampled_from(["met", "not_heard", "unclear"]), texts, numbers)),
    grade=st.none() | st.builds(Grade, st.sampled_from(["strong", "middling", "weak"]), texts, texts, numbers),
    estimated=st.booleans(),
    labeller=texts,
)  # fmt: skip


@given(analyses)
def test_what_is_read_back_equals_what_was_written(analysis: Analysis) -> None:
    stored = json.dumps(analysis_to_dict(analysis), allow_nan=False)
    assert analysis_from_dict(json.loads(stored)) == analysis


def test_a_missing_key_is_named() -> None:
    stored = analysis_to_dict(told([("A", "I did it.")]))
    del stored["timing"]["setup_s"]
    with pytest.raises(BadInput, match=r"timing\.setup_s"):
        analysis_from_dict(stored)


def test_a_section_that_is_none_is_named() -> None:
    stored = analysis_to_dict(told([("A", "I did it.")]))
    stored["sentences"][0]["section"] = "X"
    with pytest.raises(BadInput, match=r"sentences\.0\.section"):
        analysis_from_dict(stored)


@pytest.mark.parametrize("schema", [None, 2, "1"])
def test_another_form_is_refused(schema: object) -> None:
    stored = {**analysis_to_dict(told([("A", "I did it.")])), "schema": schema}
    with pytest.raises(BadInput, match="this program reads 1"):
        analysis_from_dict(stored)
