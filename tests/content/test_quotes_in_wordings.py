"""Every wording and every reason with a slot, filled with every quote that the program would choose in the corpus.

What "reads well aloud" means is said here once more, apart from the code that sees to it.
"""

import json
import re
from pathlib import Path

import pytest

from simulator.answer import catalogue
from simulator.answer.quote import ALOUD_WORDS, best_quote, quote_text, speakable
from simulator.content.models import Library
from simulator.content.quote import has_quote_slot, with_quote
from simulator.probing.reason_table import CAUSES

pytestmark = [pytest.mark.unit, pytest.mark.xdist_group("quotes")]  # what all of them look at is made once

DOUBLED = re.compile(r"[.,;:!?…–—-]\s*[”\"]|(?<!\.m)[.,;:!?]\s*[.,;:!?]|”\s*”|“\s*“|“\s|\s”|\s{2}")
LEADING = re.compile(
    r"(?:and|but|so|or|because|which|that|who|if|when|while|um|uh|well|okay|right|yeah|like)\b[^']", re.I
)
HANGING = re.compile(
    r"(?<!-)\b(?:the|a|an|of|to|with|for|from|and|but|or|because|my|our|their|I|we|they|was|were|is)$", re.I
)
HESITATING = re.compile(r"(?<!')\b(?:um|uh|erm|er)\b|\byou know,|\bI mean,", re.I)


@pytest.fixture(scope="module")
def chosen(root: Path) -> dict[str, str]:
    """Quote → its sentence: every sentence of the corpus, cut as it is for every signal and flag."""
    sentences = [
        sentence["text"]
        for path in sorted((root / "corpus").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for sentence in json.loads(line)["sentences"]
    ]
    found: dict[str, str] = {}
    for sentence in sentences:
        words = sentence.split()
        for name in (*catalogue.SIGNALS, *catalogue.FLAGS):
            found[quote_text(words, *best_quote(words, catalogue.entry(name).cues))] = sentence
    return found


@pytest.fixture(scope="module")
def spoken(chosen: dict[str, str]) -> dict[str, str]:
    return {quote: sentence for shown, sentence in chosen.items() if (quote := speakable(shown))}


def test_most_of_what_is_shown_can_be_read_aloud(chosen: dict[str, str], spoken: dict[str, str]) -> None:
    assert len(chosen) > 5000
    assert len(spoken) > 0.6 * len(chosen)


def test_what_is_read_aloud_is_verbatim_and_short(spoken: dict[str, str]) -> None:
    for quote, sentence in spoken.items():
        assert quote in " ".join(sentence.split()), quote
        assert 3 <= len(quote.split()) <= ALOUD_WORDS, quote


def test_what_is_read_aloud_neither_begins_nor_ends_in_the_air_nor_hesitates(spoken: dict[str, str]) -> None:
    for quote in spoken:
        assert not LEADING.match(quote), quote
        assert not HANGING.search(quote), quote
        assert not HESITATING.search(quote), quote
        assert quote[-1] not in ",;:–—-.", quote


def test_a_filled_wording_has_no_doubled_punctuation_and_ends_a_sentence(
    shipped: Library, spoken: dict[str, str]
) -> None:
    texts = [one.text for family in shipped.families for one in family.wordings if has_quote_slot(one.text)]
    assert len(texts) >= 19
    for quote in spoken:
        for text in texts:
            filled = with_quote(text, quote)
            assert not DOUBLED.search(filled), filled
            assert filled.endswith((".", "?")), filled
            assert "{" not in filled


def test_a_filled_reason_reads_as_one_sentence(spoken: dict[str, str]) -> None:
    reasons = {cause.quoted for causes in CAUSES.values() for cause in causes if cause.quoted}
    for quote in spoken:
        for reason in reasons:
            filled = reason.format(quote=quote, we="twice", i="once", setup="40%")
            assert not DOUBLED.search(filled), filled


def test_the_quote_stands_in_a_sentence_of_its_own(shipped: Library) -> None:
    for family in shipped.families:
        for one in family.wordings:
            if has_quote_slot(one.text):
                assert re.fullmatch(r"[A-Z][^{}]*“\{quote\}”\. [A-Z].*[.?]", one.text), one.id


def test_no_two_questions_or_follow_ups_are_the_same_but_for_a_word(shipped: Library) -> None:
    texts = [one.text for one in shipped.questions] + [one.text for f in shipped.families for one in f.wordings]
    seen = [(text, frozenset(re.findall(r"\w+", text.lower().replace("{quote}", "")))) for text in texts]
    for at, (text, words) in enumerate(seen):
        for other, others in seen[:at]:
            alike = len(words & others) / len(words | others)
            assert alike < 0.8, (text, other)
