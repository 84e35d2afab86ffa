"""Corrections by hand, put over the machine's labels without replacing them; and how a boundary is moved. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from simulator.answer.analyse import relabel
from simulator.answer.protocols import FindingJudge
from simulator.answer.types import Analysis, Guideline, LabelledSentence, Section
from simulator.answer.words import normalise
from simulator.archive.types import Correction
from simulator.errors import BadInput

NEAR_S = 1.5
"""Hearing an answer again moves a word by tenths of a second, seldom by more than one: the same words within this
distance are the same sentence."""
_MAJORITY = 0.5
"""A sentence follows a correction that covers at least this share of its time: re-transcribing moves the edges of
sentences by tenths of a second, and may split one or join two."""

_Interval = tuple[float, float]


def apply(sentences: Sequence[LabelledSentence], corrections: Sequence[Correction]) -> tuple[LabelledSentence, ...]:
    """`sentences` with the sections that `corrections` (oldest first; a newer one wins) set for their time."""
    anchored = [_anchored(correction, sentences) for correction in corrections]
    return tuple(_corrected(sentence, anchored) for sentence in sentences)


def with_corrections(
    analysis: Analysis,
    corrections: Sequence[Correction],
    guideline: Guideline | None = None,
    judge: FindingJudge | None = None,
) -> Analysis:
    """`analysis` made anew with `corrections`; the same one when there are none.

    Without a judge timing, verdicts and what is counted by rule follow, and what models say of it (signals, most flags,
    the rubric) stays. Raises BadInput for an analysis whose sentences are not made of its words.
    """
    if not corrections:
        return analysis
    try:
        return relabel(analysis, apply(analysis.sentences, corrections), judge=judge, guideline=guideline)
    except ValueError as error:
        raise BadInput(f"this analysis cannot be corrected ({error})", remedy="Analyse the recording again") from error


# ---- made by hand ---------------------------------------------------------------------------------------------------


def relabelled(sentence: LabelledSentence, section: Section) -> Correction:
    """The correction that gives `sentence` its `section`; the section it already has is thereby confirmed."""
    return Correction(sentence.start_s, sentence.end_s, section, sentence.text)


def section_start(sentences: Sequence[LabelledSentence], index: int) -> int:
    """The first sentence of the run of one section that holds sentence `index`."""
    while index > 0 and sentences[index - 1].section == sentences[index].section:
        index -= 1
    return index


def begun_earlier(sentences: Sequence[LabelledSentence], index: int) -> Correction | None:
    """The section of sentence `index` begins one sentence earlier.

    None where nothing stands before it, or where the section before it would be left without a sentence.
    """
    start = section_start(sentences, index)
    if start == 0 or section_start(sentences, start - 1) == start - 1:
        return None
    return relabelled(sentences[start - 1], sentences[start].section)


def begun_later(sentences: Sequence[LabelledSentence], index: int) -> Correction | None:
    """The section of sentence `index` begins one sentence later.

    None where nothing stands before it that could take the sentence, or where it has no second one.
    """
    start = section_start(sentences, index)
    following = start + 1
    if start == 0 or following == len(sentences) or sentences[following].section != sentences[start].section:
        return None
    return relabelled(sentences[start], sentences[start - 1].section)


# ---- put over the machine's labels ----------------------------------------------------------------------------------


def _anchored(correction: Correction, sentences: Sequence[LabelledSentence]) -> Correction:
    """The correction at the time its words are at now. Time alone would lose a sentence of one or two short words."""
    said = _bare(correction.text)
    same = [
        sentence
        for sentence in sentences
        if said and abs(sentence.start_s - correction.start_s) <= NEAR_S and _bare(sentence.text) == said
    ]
    if not same:
        return correction
    now = min(same, key=lambda sentence: abs(sentence.start_s - correction.start_s))
    return replace(correction, start_s=now.start_s, end_s=now.end_s)


def _bare(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(normalise, text.split())))


def _corrected(sentence: LabelledSentence, corrections: Sequence[Correction]) -> LabelledSentence:
    covered = _covered(sentence, corrections)
    if not covered:
        return sentence
    section = max(covered, key=lambda name: covered[name])
    if covered[section] < _MAJORITY * (sentence.end_s - sentence.start_s):
        return sentence
    return replace(sentence, section=section, confidence=1.0, corrected=True)


def _covered(sentence: LabelledSentence, corrections: Sequence[Correction]) -> dict[Section, float]:
    """Seconds of the sentence a section; a stretch counts for the newest correction that holds it."""
    seconds: dict[Section, float] = {}
    free: list[_Interval] = [(sentence.start_s, sentence.end_s)]
    for correction in reversed(corrections):
        left: list[_Interval] = []
        for start, end in free:
            low, high = max(start, correction.start_s), min(end, correction.end_s)
            if low > high or (low == high and start < end):
                left.append((start, end))
                continue
            seconds[correction.section] = seconds.get(correction.section, 0.0) + high - low
            left += [piece for piece in ((start, low), (high, end)) if piece[0] < piece[1]]
        free = left
    return seconds
