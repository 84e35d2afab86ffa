"""Scores of a transcript: word error rate and errors of word times."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import jiwer

from simulator.answer.types import Word

_FILLERS = re.compile(r"\b(um|uh|uhm|umm|erm|er|hmm|mm|mhm)\b")


@dataclass(frozen=True, slots=True)
class Errors:
    """Counts against a reference of `words` words."""

    substitutions: int
    insertions: int
    deletions: int
    words: int

    @property
    def rate(self) -> float:
        return (self.substitutions + self.insertions + self.deletions) / max(1, self.words)


def normalise(text: str, *, keep_fillers: bool = False) -> str:
    """Lower case, no punctuation; hesitations are left out because references differ in whether they write them."""
    plain = re.sub(r"[^a-z0-9' ]+", " ", text.lower().replace("’", "'").replace("-", " "))
    if not keep_fillers:
        plain = _FILLERS.sub(" ", plain)
    return " ".join(plain.split())


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def word_errors(reference: str, words: Sequence[Word]) -> Errors:
    """Errors of `words` against a reference text, which must not be empty."""
    wanted, got = normalise(reference), normalise(text_of(words))
    if not got:
        return Errors(0, 0, len(wanted.split()), len(wanted.split()))
    counted = jiwer.process_words(wanted, got)
    return Errors(counted.substitutions, counted.insertions, counted.deletions, len(wanted.split()))


def start_errors_s(reference: Sequence[tuple[str, float]], words: Sequence[Word]) -> list[float]:
    """Signed start errors (ours minus the reference's, seconds) of the words that both have, in order."""
    wanted = _tokens([text for text, _ in reference])
    got = _tokens([word.text for word in words])
    if not wanted or not got:
        return []
    aligned = jiwer.process_words(" ".join(token for token, _ in wanted), " ".join(token for token, _ in got))
    pairs = [
        (wanted[chunk.ref_start_idx + offset][1], got[chunk.hyp_start_idx + offset][1])
        for chunk in aligned.alignments[0]
        if chunk.type == "equal"
        for offset in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
    return [words[ours].start_s - reference[theirs][1] for theirs, ours in pairs if theirs >= 0 and ours >= 0]


def _tokens(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Each spoken token and the index of the word that starts with it, -1 inside a word ("twenty-first")."""
    return [
        (token, index if place == 0 else -1)
        for index, text in enumerate(texts)
        for place, token in enumerate(normalise(text, keep_fillers=True).split())
    ]
