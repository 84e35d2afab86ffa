"""Every wording with a slot, filled with every piece of evidence in the corpus."""

import json
import re
from pathlib import Path

import pytest

from simulator.content.models import Library
from simulator.content.quote import MAX_QUOTE_WORDS, has_quote_slot, short_quote, with_quote

pytestmark = pytest.mark.unit

DOUBLED = re.compile(r"[.,;:!?…–—-]\s*[”\"]|[.,;:!?]\s*[.,;:!?]|”\s*”|“\s*“|“\s|\s”|\s{2}")


@pytest.fixture(scope="module")
def evidence(root: Path) -> list[str]:
    sentences: set[str] = set()
    for path in sorted((root / "corpus").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for indexes in record["evidence"].values():
                sentences.update(record["sentences"][index]["text"] for index in indexes)
    assert len(sentences) > 1000
    return sorted(sentences)


def test_every_quote_is_a_piece_of_its_sentence_in_at_most_twelve_words(evidence: list[str]) -> None:
    for sentence in evidence:
        quote = short_quote(sentence)
        assert 0 < len(quote.split()) <= MAX_QUOTE_WORDS, sentence
        words = re.findall(r"\w+", sentence)
        assert " ".join(re.findall(r"\w+", quote)) in " ".join(words), sentence


def test_a_short_sentence_is_quoted_whole_but_for_hesitation(evidence: list[str]) -> None:
    assert short_quote("So, um, I rebuilt it.") == "I rebuilt it"


def test_a_filled_wording_has_no_doubled_punctuation_and_ends_a_sentence(shipped: Library, evidence: list[str]) -> None:
    texts = [one.text for family in shipped.families for one in family.wordings if has_quote_slot(one.text)]
    assert len(texts) >= 19
    for sentence in evidence:
        for text in texts:
            spoken = with_quote(text, sentence)
            assert not DOUBLED.search(spoken), spoken
            assert spoken.endswith((".", "?")), spoken
            assert "{" not in spoken


def test_the_quote_stands_in_a_sentence_of_its_own(shipped: Library) -> None:
    for family in shipped.families:
        for one in family.wordings:
            if has_quote_slot(one.text):
                assert re.fullmatch(r"[A-Z][^{}]*“\{quote\}”\. [A-Z].*[.?]", one.text), one.id
