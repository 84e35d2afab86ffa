"""Corrected answers as records of `corpus/CODEBOOK.md`, to train section labels on. See `docs/corrections.md`."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from simulator.answer.types import Analysis, LabelledSentence
from simulator.archive.corrections import apply
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.errors import SimulatorError

SHORT, LONG = 7, 25
"""Sentences up to and from which an answer is short or long in the codebook."""
LONG_SETUP = 0.45
"""Share of the words in Situation and Task above which the codebook calls a set-up long."""


def corrected_answers(archive: Archive) -> Iterator[dict[str, Any] | SimulatorError]:
    """A record for every take with a correction that holds, newest session first.

    What cannot be read comes as the error in its place, and the others go on. Raises BadInput only for the root.
    """
    for summary in archive.list():
        if summary.state == "unreadable":
            continue  # shown as such by `simulator list`; nothing was ever corrected in it that can be told
        folder = archive.open(summary.id)
        for take in folder.takes():
            try:
                record = codebook_record(folder, take)
            except SimulatorError as error:
                yield error
                continue
            if record is not None:
                yield record


def codebook_record(folder: SessionFolder, take_id: str) -> dict[str, Any] | None:
    """The take in the shape of the codebook, None when none of its sentences carries a correction.

    Signals, flags, probes and grades are left out: nobody has judged them by hand. `corrected` holds the indexes of
    the sentences whose section a person set; the others carry the machine's. Raises BadInput for a damaged file.
    """
    stored = folder.load_analysis(take_id)
    if stored is None:
        return None
    sentences = apply(stored.analysis.sentences, folder.load_corrections(take_id))
    by_hand = [index for index, sentence in enumerate(sentences) if sentence.corrected]
    return _record(f"{folder.id}-{take_id}", stored.analysis, sentences, by_hand) if by_hand else None


def _record(name: str, analysis: Analysis, sentences: Sequence[LabelledSentence], by_hand: list[int]) -> dict[str, Any]:
    context = analysis.context
    record: dict[str, Any] = {
        "id": name,
        "question": context.question or "",
        "level": context.level,
        "shape": shape_of(sentences) if context.is_story else "short",
        "sentences": [{"text": sentence.text, "section": sentence.section} for sentence in sentences],
        "corrected": by_hand,
    }
    return record if context.probe is None else {**record, "probe": context.probe}


def shape_of(sentences: Sequence[LabelledSentence]) -> str:
    """The codebook's shape of a story, as far as its sections and its length tell it.

    The shapes that hang on what is said (backtrack, team_we, vague, two_stories) are never given.
    """
    told = [section for section, _ in groupby(one.section for one in sentences if one.section != "O")]
    if "R" not in told:
        return "no_result"
    if len(sentences) <= SHORT:
        return "short"
    if len(sentences) >= LONG:
        return "long"
    if told[0] == "R":
        return "result_first"
    if list(pairwise(told)).count(("A", "R")) > 1:
        return "interleaved"
    return _orderly(told, _setup_share(sentences))


def _orderly(told: Sequence[str], setup_share: float) -> str:
    if setup_share > LONG_SETUP:
        return "rambling_setup"
    if "T" not in told:
        return "no_task"
    return "tidy_reflect" if told[-1] == "L" else "tidy"


def _setup_share(sentences: Sequence[LabelledSentence]) -> float:
    words = [(len(one.text.split()), one.section in ("S", "T")) for one in sentences]
    return sum(count for count, setup in words if setup) / sum(count for count, _ in words)
