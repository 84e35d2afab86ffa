"""A report as captions, SRT or WebVTT, over the sound of the whole session as the HTML report plays it. Pure."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from simulator.answer.types import Word
from simulator.report.types import Part, SessionReport
from simulator.review.layout import clean

ROW = 42
"""Characters in a row; captions have two. This and the times below are those of Netflix' Timed Text Style Guide."""
ROWS = 2
LONGEST_S, LONGEST_MS = 7.0, 7000
SHORTEST_MS = 833
"""A shorter caption stays this long where the next one leaves it the time."""
PAUSE_S = 1.5
"""Over a longer pause a caption does not wait."""


Speaker = Literal["Interviewer", "Candidate"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Times in whole milliseconds of the session."""

    start_ms: int
    end_ms: int
    speaker: Speaker
    rows: tuple[str, ...]


def cues(report: SessionReport) -> tuple[Cue, ...]:
    """Everything that was said, in captions of at most two rows; a caption never runs over the end of a sentence.

    They are in order, and none begins before the one before it has ended.
    """
    rough: list[Cue] = []
    for part in report.parts:
        speaker: Speaker = "Candidate" if part.by_candidate else "Interviewer"
        for words in _pieces(part, speaker):
            start_s, end_s = part.start_s + words[0].start_s, min(part.start_s + words[-1].end_s, part.end_s)
            if rows := _rows(words, speaker):
                rough.append(Cue(round(start_s * 1000), round(end_s * 1000), speaker, tuple(rows)))
    return tuple(_timed(rough))


def render_srt(report: SessionReport) -> str:
    """SubRip has no way to tell who speaks but to say it, and none to escape a tag: angle brackets are replaced."""
    blocks = [
        f"{number}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n{_plain(cue)}\n"
        for number, cue in enumerate(cues(report), 1)
    ]
    return "\n".join(blocks)


def render_vtt(report: SessionReport) -> str:
    """WebVTT with a voice span for each speaker."""
    blocks = [
        f"{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n"
        f"<v {cue.speaker}>{html.escape(chr(10).join(cue.rows), quote=False)}</v>\n"
        for cue in cues(report)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _plain(cue: Cue) -> str:
    text = "\n".join(cue.rows).replace("<", "‹").replace(">", "›")
    return _label(cue.speaker) + text


def _pieces(part: Part, speaker: Speaker) -> Iterator[Sequence[Word]]:
    """The words of a turn, caption by caption; those of one sentence are of about the same length."""
    for line in part.turn.lines:
        words = part.turn.words[line.first : line.last]
        needed = len(list(_filled(words, speaker, ROW * ROWS)))
        yield from _filled(words, speaker, _characters(words) / needed) if needed else ()


def _filled(words: Sequence[Word], speaker: Speaker, enough: float) -> Iterator[Sequence[Word]]:
    """Captions of about `enough` characters, and never more than there is room or time for."""
    piece: list[Word] = []
    for word in words:
        if piece and (_characters(piece) >= enough or _is_full(piece, word, speaker)):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _characters(words: Sequence[Word]) -> int:
    return sum(len(word.text) + 1 for word in words)


def _is_full(piece: Sequence[Word], word: Word, speaker: Speaker) -> bool:
    return (
        len(_rows([*piece, word], speaker)) > ROWS
        or word.end_s - piece[0].start_s > LONGEST_S
        or word.start_s - piece[-1].end_s > PAUSE_S
    )


def _rows(words: Sequence[Word], speaker: Speaker) -> list[str]:
    """Rows of at most ROW characters, the first with room for who speaks; only a longer word stands over."""
    rows: list[str] = []
    for word in words:
        text = clean(word.text)
        room = ROW if len(rows) > 1 else ROW - len(_label(speaker))
        if rows and len(rows[-1]) + 1 + len(text) <= room:
            rows[-1] += f" {text}"
        elif text:
            rows.append(text)
    return rows


def _label(speaker: Speaker) -> str:
    return f"{speaker}: "


def _timed(rough: Sequence[Cue]) -> Iterator[Cue]:
    """Words may touch or lie over each other by some hundredths; captions may not."""
    starts: list[int] = []
    for one in rough:
        starts.append(max(one.start_ms, starts[-1] + 1 if starts else 0))
    for one, start_ms, next_ms in zip_longest(rough, starts, starts[1:]):
        end_ms = min(max(one.end_ms, start_ms + SHORTEST_MS), start_ms + LONGEST_MS)
        yield Cue(start_ms, end_ms if next_ms is None else min(end_ms, next_ms), one.speaker, one.rows)


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"
