"""A corpus answer replayed word by word through the live analysis, drawn as a lane that grows line by line."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from simulator.answer.lane import lane_cells
from simulator.answer.live import LiveAnalysis, LiveView
from simulator.answer.protocols import SectionLabeller
from simulator.answer.types import SECTIONS, LabelledSentence, Section, Word
from simulator.answer.words import estimate_words
from simulator.errors import UsageError
from simulator.training.corpus import Answer

_LANE = 28
"""Cells of the lane: a line then fits 80 columns."""


@dataclass(slots=True)
class _Seen:
    """What was shown so far. `shown`: sentences by their start; `said`: labels shown as each gold sentence ended.

    `begun`: changes of sentences that had only begun and so went with the one before, which is a confidence of 0.
    """

    changes: int = 0
    begun: int = 0
    shown: dict[float, LabelledSentence] = field(default_factory=dict)
    said: list[Section] = field(default_factory=list)

    def note(self, view: LiveView) -> None:
        for sentence in view.sentences:
            old = self.shown.get(sentence.start_s, sentence)
            if old.section != sentence.section:
                self.changes += 1
                self.begun += old.confidence == 0.0
        self.shown = {sentence.start_s: sentence for sentence in view.sentences}


def find_answer(answers: Sequence[Answer], answer_id: str) -> Answer:
    """The answer of that id. Raises UsageError naming the nearest."""
    for answer in answers:
        if answer.id == answer_id:
            return answer
    near = get_close_matches(answer_id, [answer.id for answer in answers], n=1, cutoff=0.0)
    remedy = f"The nearest is {near[0]!r}" if near else "The corpus is empty"
    raise UsageError(f"no answer is called {answer_id!r}", where="corpus", remedy=remedy)


def check_speed(speed: float | None) -> None:
    """Raises UsageError for a speed that is not a positive number."""
    if speed is not None and not (math.isfinite(speed) and speed > 0):
        raise UsageError(f"a speed is a number above 0, not {speed:g}", where="--speed", remedy="1 is as spoken")


def replay(
    answer: Answer, labeller: SectionLabeller, *, speed: float | None = None, wait_until: Callable[[float], None]
) -> Iterator[str]:
    """Lines of the replay as they come: a head, one for each gold sentence that was said, and the outcome.

    `wait_until` is called before each word is read with the seconds since the start at which it has been said at
    `speed`; not at all without a speed. Raises UsageError for an impossible speed.
    """
    check_speed(speed)
    words = estimate_words(" ".join(answer.sentences))
    ends = _last_words(answer)
    live = LiveAnalysis(labeller, star=answer.probe is None)
    seen = _Seen()
    yield from _head(answer)
    view = live.read((), 0.0)
    for count, word in enumerate(words, start=1):
        if speed is not None:
            wait_until(word.end_s / speed)
        view = live.read(words[:count], word.end_s)
        seen.note(view)
        if count in ends:
            gold = answer.sections[len(seen.said)]
            seen.said.append(view.sentences[-1].section)
            yield _line(view, words[-1].end_s, gold)
    yield from _outcome(answer, words, view, seen)


def _last_words(answer: Answer) -> set[int]:
    """How many words have been said when each sentence ends."""
    ends, said = set(), 0
    for count in answer.word_counts:
        said += count
        ends.add(said)
    return ends


def _head(answer: Answer) -> Iterator[str]:
    yield f"{answer.id} · {answer.level} · {answer.shape} · {len(answer.sentences)} sentences"
    yield answer.question
    yield ""
    yield f" time  {'lane':<{_LANE}}  {' '.join(f'{section:>3}' for section in SECTIONS)}  said gold"


def _line(view: LiveView, whole_s: float, gold: Section) -> str:
    lane = lane_cells(view.stretches, whole_s, _LANE)
    seconds = " ".join(f"{view.timing.seconds[section]:3.0f}" for section in SECTIONS)
    section = view.sentences[-1].section
    mark = "" if section == gold else "  x"
    return f"{_clock(view.at_s)}  {lane}  {seconds}  {section:^4} {gold:^4}{mark}".rstrip()


def _outcome(answer: Answer, words: Sequence[Word], view: LiveView, seen: _Seen) -> Iterator[str]:
    hits = sum(shown == gold for shown, gold in zip(seen.said, answer.sections, strict=True))
    yield ""
    yield f"Right while being said: {hits} of {len(seen.said)} sentences ({hits / max(len(seen.said), 1):.0%})"
    right = sum(shown == gold for shown, gold in zip(_by_word(view, words), _gold_by_word(answer), strict=True))
    yield f"Right at the end: {right / max(len(words), 1):.0%} of the words"
    yield f"Shown labels that changed: {seen.changes}, {seen.begun} of them of sentences that had only begun"


def _by_word(view: LiveView, words: Sequence[Word]) -> list[Section]:
    """The section shown for each word: that of the last sentence that starts no later."""
    shown: list[Section] = []
    place = 0
    for word in words:
        while place + 1 < len(view.sentences) and view.sentences[place + 1].start_s <= word.start_s:
            place += 1
        shown.append(view.sentences[place].section)
    return shown


def _gold_by_word(answer: Answer) -> list[Section]:
    return [section for section, count in zip(answer.sections, answer.word_counts, strict=True) for _ in range(count)]


def _clock(at_s: float) -> str:
    minutes, seconds = divmod(round(at_s), 60)
    return f"{minutes:2d}:{seconds:02d}"
