"""Section labels on corpus answers that a voice spoke and the speech model heard, beside the written ones.

Only for judging, see `registry`. The shipped labeller was trained on these answers: what spoken and written differ by
is what the voice and the hearing cost, the figures themselves are too good.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.answer.analyse import label_sentences
from simulator.answer.protocols import SectionLabeller
from simulator.answer.sentences import split_sentences
from simulator.answer.types import Section, Word
from simulator.answer.words import estimate_words, normalise, tidy_words
from simulator.errors import MissingPart, UsageError
from simulator.training import spoken_tables
from simulator.training.corpus import Answer, load_answers, star_answers
from simulator.training.registry import Report
from simulator.training.section_evaluation import fingerprint

MODEL = "base"
VOICE = "hibari"
SEED = 3
ANSWERS = 16
_SPEAK_TIMEOUT_S = 300.0

Token = tuple[str, Section]
"""A word without its punctuation, and a section."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the speech model made of an answer; `duration_s` is that of the audio."""

    words: tuple[Word, ...]
    duration_s: float


@dataclass(frozen=True, slots=True)
class Labels:
    """`right`: share of words in their gold section. Errors: share guessed minus gold share, signed, in points."""

    right: float
    action_points: float
    setup_points: float


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """One answer. `written` are the corpus's own sentences, `cut` the same text as the program cuts it.

    `heard` is the text that `spoken` and `word_errors` were made from.
    """

    id: str
    shape: str
    words: int
    duration_s: float
    word_errors: int
    written: Labels
    cut: Labels
    spoken: Labels
    heard: str


def train(folder: Path) -> None:  # noqa: ARG001 - the registry's signature
    """There is nothing to train: always raises UsageError."""
    raise UsageError("this is only evaluated", where="spoken", remedy="Train `sections`, then evaluate `spoken`")


def evaluate() -> Report:
    """Figures of the sample. Raises MissingPart where a voice, a speech model or the weights are missing."""
    from simulator.labelling.sections import load_section_labeller

    answers = sample(star_answers(load_answers()))
    return report_of(answers, hear(answers), load_section_labeller())


def render(report: Report) -> str:
    return spoken_tables.render(report)


def sample(answers: Sequence[Answer], size: int = ANSWERS) -> list[Answer]:
    """`size` answers drawn with a fixed seed, shape by shape in turn so that every shape is there; in corpus order."""
    rng = random.Random(SEED)
    shapes: list[list[Answer]] = []
    for shape in sorted({answer.shape for answer in answers}):
        of_shape = [answer for answer in answers if answer.shape == shape]
        shapes.append(rng.sample(of_shape, len(of_shape)))
    rounds = [of_shape[turn] for turn in range(size) for of_shape in shapes if turn < len(of_shape)]
    chosen = {answer.id for answer in rounds[:size]}
    return [answer for answer in answers if answer.id in chosen]


def hear(answers: Sequence[Answer]) -> dict[str, Heard]:
    """Each answer spoken by the interviewer's voice and heard in full, by id. Raises MissingPart."""
    from simulator.demo.source import to_pcm
    from simulator.speech.hearing.batch import BatchRecogniser
    from simulator.speech.hearing.fullpass import transcribe
    from simulator.speech.voice.voice import InterviewerVoice

    recogniser = BatchRecogniser(MODEL)
    heard: dict[str, Heard] = {}
    voice = InterviewerVoice((VOICE,))
    try:
        for answer in answers:
            sound = voice.speak(" ".join(answer.sentences), _SPEAK_TIMEOUT_S)
            if sound is None:
                remedy = "`simulator doctor` says what is missing"
                raise MissingPart(f"the voice said nothing ({voice.failure})", where=answer.id, remedy=remedy)
            transcript = transcribe(to_pcm(sound), MODEL, recogniser=recogniser)
            heard[answer.id] = Heard(transcript.words, transcript.duration_s)
            print(f"heard {answer.id} ({len(heard)} of {len(answers)})", flush=True)  # noqa: T201 - a command line
    finally:
        voice.close()
    return heard


def report_of(answers: Sequence[Answer], heard: Mapping[str, Heard], labeller: SectionLabeller) -> dict[str, Any]:
    """The figures as a JSON object; `render` in `spoken_tables` shows what it holds."""
    rows = [judge(answer, heard[answer.id], labeller) for answer in answers]
    words = np.array([row.words for row in rows], np.float64)
    return {
        "fingerprint": fingerprint(answers),
        "voice": VOICE,
        "model": MODEL,
        "labeller": labeller.name,
        "minutes": sum(row.duration_s for row in rows) / 60,
        "words": int(words.sum()),
        "word_error_rate": sum(row.word_errors for row in rows) / float(words.sum()),
        "labels": {name: _mean([getattr(row, name) for row in rows], words) for name in ("written", "cut", "spoken")},
        "answers": [asdict(row) for row in rows],
    }


def judge(answer: Answer, heard: Heard, labeller: SectionLabeller) -> AnswerFigures:
    gold = written_tokens(answer.sentences, answer.sections)
    guesses = [guess.section for guess in labeller.label(answer.sentences)]
    cut = labelled_tokens(estimate_words(" ".join(answer.sentences)), labeller)
    spoken = labelled_tokens(heard.words, labeller)
    wanted, errors = gold_of(gold, [text for text, _ in spoken])
    own = [section for _, section in gold]
    return AnswerFigures(
        id=answer.id,
        shape=answer.shape,
        words=len(gold),
        duration_s=heard.duration_s,
        word_errors=errors,
        written=compare(own, own, [section for _, section in written_tokens(answer.sentences, guesses)]),
        cut=compare(own, own, [section for _, section in cut]),
        spoken=compare(own, wanted, [section for _, section in spoken]),
        heard=" ".join(word.text for word in heard.words),
    )


def labelled_tokens(words: Sequence[Word], labeller: SectionLabeller) -> list[Token]:
    """Words as the program cuts them into sentences and labels these."""
    sentences = label_sentences(split_sentences(tidy_words(words)), labeller)
    return written_tokens([sentence.text for sentence in sentences], [sentence.section for sentence in sentences])


def written_tokens(sentences: Sequence[str], sections: Sequence[Section]) -> list[Token]:
    """The words of sentences, each with the section of its sentence; hyphenated ones are several."""
    return [
        (token, section)
        for sentence, section in zip(sentences, sections, strict=True)
        for piece in sentence.replace("-", " ").replace("—", " ").split()
        if (token := normalise(piece))
    ]


def gold_of(gold: Sequence[Token], heard: Sequence[str]) -> tuple[list[Section], int]:
    """The gold section of each heard word, and the number of word errors. `gold` must not be empty.

    A word that was heard for another has the section of that one; an inserted one that of the word before it (the
    first word's at the start).
    """
    if not heard:
        return [], len(gold)
    import jiwer

    aligned = jiwer.process_words(" ".join(text for text, _ in gold), " ".join(heard))
    sections: list[Section] = []
    for chunk in aligned.alignments[0]:
        for offset in range(chunk.hyp_end_idx - chunk.hyp_start_idx):
            place = chunk.ref_start_idx - 1 if chunk.type == "insert" else chunk.ref_start_idx + offset
            sections.append(gold[max(place, 0)][1])
    return sections, aligned.substitutions + aligned.insertions + aligned.deletions


def compare(own: Sequence[Section], wanted: Sequence[Section], guessed: Sequence[Section]) -> Labels:
    """Guessed sections of words against `wanted`, one each, and their shares against those of the text's `own`."""
    hits = [one == other for one, other in zip(wanted, guessed, strict=True)]
    return Labels(
        right=sum(hits) / max(len(hits), 1),
        action_points=100 * (_share(guessed, "A") - _share(own, "A")),
        setup_points=100 * (_share(guessed, "ST") - _share(own, "ST")),
    )


def _share(sections: Sequence[Section], chosen: str) -> float:
    return sum(section in chosen for section in sections) / max(len(sections), 1)


def _mean(rows: Sequence[Labels], words: npt.NDArray[np.float64]) -> dict[str, float]:
    """Words weigh alike in `right`, answers in the errors, which count whatever their sign."""
    return {
        "right": float(np.average([row.right for row in rows], weights=words)),
        "action_points": float(np.mean([abs(row.action_points) for row in rows])),
        "setup_points": float(np.mean([abs(row.setup_points) for row in rows])),
    }
