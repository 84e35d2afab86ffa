"""Captions, read back by a strict little parser of each format."""

import html
import re
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from simulator.answer.types import Word
from simulator.interview.plan import Prompt
from simulator.replay.timeline import interviewer_turn
from simulator.report.captions import LONGEST_MS, ROW, render_srt, render_vtt
from simulator.report.types import Part, SessionReport

pytestmark = pytest.mark.unit
_SRT = re.compile(r"(\d+)\n(\S{12}) --> (\S{12})\n((?:Interviewer|Candidate): (?:[^\n]+\n){1,2})(?:\n|\Z)")
_VTT = re.compile(r"(\S{12}) --> (\S{12})\n<v (Interviewer|Candidate)>((?:[^\n<>]+\n?){1,2})</v>\n(?:\n|\Z)")
_TIME = re.compile(r"(\d\d):([0-5]\d):([0-5]\d)([.,])(\d{3})")


@dataclass(frozen=True)
class Read:
    start_ms: int
    end_ms: int
    speaker: str
    rows: tuple[str, ...]


def milliseconds(text: str, point: str) -> int:
    found = _TIME.fullmatch(text)
    assert found, text
    assert found[4] == point
    return ((int(found[1]) * 60 + int(found[2])) * 60 + int(found[3])) * 1000 + int(found[5])


def read_srt(text: str) -> list[Read]:
    cues, at = [], 0
    while at < len(text):
        found = _SRT.match(text, at)
        assert found, f"no cue at {text[at : at + 80]!r}"
        assert int(found[1]) == len(cues) + 1
        speaker, said = found[4].split(": ", 1)
        times = milliseconds(found[2], ","), milliseconds(found[3], ",")
        cues.append(Read(*times, speaker, tuple(said.strip("\n").split("\n"))))
        at = found.end()
    return cues


def read_vtt(text: str) -> list[Read]:
    assert text.startswith("WEBVTT\n\n")
    cues, at = [], len("WEBVTT\n\n")
    while at < len(text):
        found = _VTT.match(text, at)
        assert found, f"no cue at {text[at : at + 80]!r}"
        assert "-->" not in found[4]
        times = milliseconds(found[1], "."), milliseconds(found[2], ".")
        cues.append(Read(*times, found[3], tuple(html.unescape(found[4]).split("\n"))))
        at = found.end()
    return cues


def said(cues: list[Read], speaker: str) -> list[str]:
    return " ".join(row for cue in cues if cue.speaker == speaker for row in cue.rows).split()


def words_of(report: SessionReport, *, by_candidate: bool) -> list[str]:
    return [word.text for part in report.parts if part.by_candidate == by_candidate for word in part.turn.words]


def with_words(report: SessionReport, words: tuple[Word, ...]) -> SessionReport:
    """The interviewer says `words`, and nobody else anything."""
    turn = interviewer_turn(Prompt("question", " ".join(word.text for word in words), "f", "i"), None)
    turn = replace(turn, words=words, duration_s=words[-1].end_s)
    return replace(report, parts=(Part(turn, 0.0, "Question 1"),))


def test_srt_and_vtt_hold_every_word_of_both_told_apart(report: SessionReport) -> None:
    vtt, srt = read_vtt(render_vtt(report)), read_srt(render_srt(report))
    assert said(vtt, "Candidate") == words_of(report, by_candidate=True)
    assert said(vtt, "Interviewer") == words_of(report, by_candidate=False)
    assert [(cue.start_ms, cue.end_ms, cue.speaker) for cue in srt] == [
        (cue.start_ms, cue.end_ms, cue.speaker) for cue in vtt
    ]


def test_no_caption_overlaps_the_next_or_is_too_long_to_read(report: SessionReport) -> None:
    cues = read_vtt(render_vtt(report))
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(cues))
    assert all(0 < cue.end_ms - cue.start_ms <= LONGEST_MS for cue in cues)
    assert all(len(row) <= ROW for cue in cues for row in cue.rows)
    assert all(len(f"{cue.speaker}: {cue.rows[0]}") <= ROW for cue in cues)


def test_a_caption_appears_with_its_first_word_in_the_session_s_time(report: SessionReport) -> None:
    starts = {" ".join(cue.rows).split()[0]: cue.start_ms for cue in read_vtt(render_vtt(report))}
    part = report.answers[0]
    word = next(word for word in part.turn.words if word.text == "Last")
    assert starts["Last"] == round((part.start_s + word.start_s) * 1000)


def test_a_tag_in_what_was_said_is_no_tag_in_srt(report: SessionReport) -> None:
    text = render_srt(report)
    assert "<script>" not in text
    assert "‹script›alert(1)‹/script›" in text


def test_words_that_lie_over_each_other_or_take_no_time_make_captions_that_do_not(report: SessionReport) -> None:
    words = (Word("One.", 0.0, 3.0), Word("Two.", 1.0, 1.0), Word("Three.", 1.0, 1.1), Word("Four.", 1.0004, 9.0))
    cues = read_vtt(render_vtt(with_words(report, words)))
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(cues))
    assert all(cue.start_ms < cue.end_ms for cue in cues)
    assert said(cues, "Interviewer") == ["One.", "Two.", "Three.", "Four."]


def test_a_long_pause_within_a_sentence_ends_the_caption(report: SessionReport) -> None:
    words = (Word("I", 0.0, 0.2), Word("stopped", 0.2, 0.6), Word("then", 6.0, 6.3), Word("went", 6.3, 6.5))
    cues = read_vtt(render_vtt(with_words(report, words)))
    assert [cue.rows for cue in cues] == [("I stopped",), ("then went",)]
    assert cues[0].end_ms < 2000


def test_an_hour_is_written_as_one(report: SessionReport) -> None:
    words = (Word("Late.", 3725.25, 3726.5),)
    assert "01:02:05.250 --> 01:02:06.500" in render_vtt(with_words(report, words))
