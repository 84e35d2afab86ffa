"""The turns of a replay from what is known about a session: words, sentences and marks in order of time. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.answer.catalogue import entry
from simulator.answer.sentences import split_sentences
from simulator.answer.spans import word_ranges
from simulator.answer.types import Analysis, Finding, Span, Word
from simulator.answer.words import estimate_words
from simulator.archive.types import NO_MARKS, Bookmark, Marks
from simulator.interview.course import Gaps
from simulator.interview.plan import Prompt
from simulator.interview.view import TakeRecord
from simulator.replay.navigate import GRAVITY
from simulator.replay.types import Line, Mark, MarkKind, Turn

SPOKEN_WORDS_PER_S = 2.6
"""A voice that reads a question aloud, where the journal does not tell how long it took."""
_FASTEST, _SLOWEST = 6.0, 1.2
"""Words a second between which a measured time is believed: a demo is quicker, a synthesis that hung is slower."""
_TAIL_S = 0.5
"""A time that nobody measured goes on so long after the last word."""


def interviewer_turn(prompt: Prompt, seconds: float | None, audio: Path | None = None, audio_s: float = 0.0) -> Turn:
    """The interviewer asks. With a recording its length holds, else the `seconds` of the journal, else an estimate."""
    words = estimate_words(prompt.text)
    count = len(words)
    if audio is not None:
        duration_s = audio_s
    elif seconds is None:
        duration_s = count / SPOKEN_WORDS_PER_S
    else:
        duration_s = min(max(seconds, count / _FASTEST), count / _SLOWEST)
    words = _stretched(words, duration_s)
    return Turn(prompt, duration_s, words, _unlabelled(words), audio=audio, audio_s=audio_s)


def answer_turn(
    record: TakeRecord,
    *,
    by_hand: Marks = NO_MARKS,
    probes: Sequence[Prompt] = (),
    audio_s: float = 0.0,
    gaps: Gaps = (),
    problem: str = "",
) -> Turn:
    """A take. `probes`: all follow-ups that were asked in the session; those that rest on this take are marked."""
    analysis = record.analysis
    words = analysis.words if analysis else record.words
    spoken_s = words[-1].end_s + _TAIL_S if words else 0.0
    duration_s = max(audio_s, record.duration_s, spoken_s if not audio_s else 0.0)
    turn = Turn(
        record.prompt,
        duration_s,
        words,
        _labelled(analysis) if analysis else _unlabelled(words),
        audio=record.audio,
        audio_s=audio_s,
        gaps=gaps,
        record=record,
        by_hand=by_hand,
        problem=problem,
    )
    asked = [probe for probe in probes if probe.quote_take == record.take_id and probe.quote]
    return replace(turn, marks=_marks(analysis, by_hand.bookmarks, asked, gaps))


def with_record(turn: Turn, record: TakeRecord, probes: Sequence[Prompt]) -> Turn:
    """The same take after a correction."""
    return answer_turn(
        record, by_hand=turn.by_hand, probes=probes, audio_s=turn.audio_s, gaps=turn.gaps, problem=turn.problem
    )


def with_marks(turn: Turn, by_hand: Marks, probes: Sequence[Prompt]) -> Turn:
    """The same take with other bookmarks."""
    return with_record(replace(turn, by_hand=by_hand), turn.record, probes) if turn.record else turn


def with_gaps(turn: Turn, gaps: Gaps, probes: Sequence[Prompt]) -> Turn:
    """The same take with what its microphone missed."""
    return with_record(replace(turn, gaps=gaps), turn.record, probes) if turn.record and gaps else turn


def prompts_asked(turns: Sequence[Turn]) -> list[Prompt]:
    """The follow-ups of the session in order, for the functions above."""
    return list(dict.fromkeys(turn.prompt for turn in turns if turn.prompt.kind == "probe"))


def _labelled(analysis: Analysis) -> tuple[Line, ...]:
    try:
        ranges = word_ranges(analysis.sentences, analysis.words)
    except ValueError:  # of another version: what was said can be shown all the same
        return _unlabelled(analysis.words)
    return tuple(
        Line(one.text, one.start_s, one.end_s, first, last, one.section, one.confidence, one.corrected)
        for one, (first, last) in zip(analysis.sentences, ranges, strict=True)
    )


def _unlabelled(words: Sequence[Word]) -> tuple[Line, ...]:
    return tuple(
        Line(one.text, one.start_s, one.end_s, one.first_word, one.last_word) for one in split_sentences(words)
    )


def _stretched(words: Sequence[Word], duration_s: float) -> tuple[Word, ...]:
    scale = duration_s / words[-1].end_s if words and words[-1].end_s > 0 else 1.0
    return tuple(replace(word, start_s=word.start_s * scale, end_s=word.end_s * scale) for word in words)


def _marks(
    analysis: Analysis | None, bookmarks: Sequence[Bookmark], probes: Sequence[Prompt], gaps: Gaps
) -> tuple[Mark, ...]:
    marks = [Mark("bookmark", one.at_s, one.at_s, one.note or "Bookmark") for one in bookmarks]
    marks += [_gap(at_s, lost_s) for at_s, lost_s in gaps]
    for probe in probes:
        start_s = probe.quote_start_s
        marks.append(Mark("probe", start_s, start_s, f"Led to: {probe.text}", probe.because, probe.quote))
    if analysis is not None:
        marks += [_finding("flag", one) for one in analysis.flags if one.quote]
        marks += [_finding("signal", one) for one in analysis.signals if one.quote]
        marks += [_pause(one) for one in analysis.delivery.pauses]
    return tuple(sorted(marks, key=lambda mark: (mark.start_s, GRAVITY.index(mark.kind))))


def _finding(kind: MarkKind, finding: Finding) -> Mark:
    told = f"{finding.why} {finding.repair}".strip()
    return Mark(kind, finding.start_s, finding.end_s, entry(finding.id).title, told, finding.quote)


def _gap(at_s: float, lost_s: float) -> Mark:
    told = "What was said meanwhile was not recorded; the sound goes on here without it."
    return Mark("gap", at_s, at_s, f"The microphone was gone for {lost_s:.1f} s", told)


def _pause(span: Span) -> Mark:
    return Mark("pause", span.start_s, span.end_s, f"A pause of {span.end_s - span.start_s:.0f} s")
