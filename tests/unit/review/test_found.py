"""What a search has found, as a person and as a program reads it."""

import json

import pytest

from simulator.archive.types import Found, Hit
from simulator.review.found import found_json, found_text

pytestmark = pytest.mark.unit


def hit(
    text: str = "Nobody owned the backups.", marks: tuple[tuple[int, int], ...] = ((17, 24),), **more: object
) -> Hit:
    fields: dict[str, object] = {
        "session_id": "2026-01-05T101500-quick-a1b2c3", "started": "2026-01-05T10:15:00+01:00", "title": "Quick round",
        "take_id": "turn-01", "question": "What did you notice?", "where": "said", "at_s": 65.2,
    }  # fmt: skip
    return Hit(**{**fields, "text": text, "marks": marks, **more})  # type: ignore[arg-type]


def found(*hits: Hit, answers: int | None = None) -> Found:
    return Found(hits, {"s": answers or len({one.take_id for one in hits})})


def test_a_hit_tells_session_question_time_sentence_and_how_to_open_it() -> None:
    lines = found_text(found(hit())).splitlines()
    assert lines[:4] == [
        "2026-01-05 10:15 · Quick round",
        "  turn-01: What did you notice?",
        "   1:05  Nobody owned the *backups*.",
        "  simulator replay 2026-01-05T101500-quick-a1b2c3 --take turn-01 --at 65.2",
    ]
    assert "Found in 1 answer in 1 session." in lines


def test_sentences_of_one_answer_stand_together() -> None:
    text = found_text(found(hit(), hit("The backups failed.", ((4, 11),), at_s=70.0)))
    assert text.count("Quick round") == 1
    assert text.count("simulator replay") == 1
    assert "1:10  The *backups* failed." in text


def test_a_question_is_marked_in_its_place_and_a_note_is_called_one() -> None:
    asked = hit("What did you notice?", ((13, 19),), where="asked", at_s=0.0)
    note = hit("ask Priya", ((4, 9),), where="noted", at_s=3.0)
    text = found_text(found(asked, note))
    assert "turn-01: What did you *notice*?" in text
    assert text.count("What did you") == 1
    assert "0:03  your note: ask *Priya*" in text


def test_that_there_is_more_is_told() -> None:
    assert "Found in 30 answers in 1 session, the newest 1 shown; --limit shows more." in found_text(
        found(hit(), answers=30)
    )


def test_nothing_found_says_what_to_try() -> None:
    assert "Nothing found." in found_text(Found())
    assert json.loads(found_json(Found())) == []


def test_no_line_passes_the_width_but_the_call_which_can_be_copied_whole() -> None:
    long = hit("word " * 60, ((0, 4),), title="t " * 60, question="q " * 60)
    lines = found_text(found(long), width=50).splitlines()
    assert max(len(line) for line in lines if "simulator replay" not in line) <= 50


def test_json_has_places_of_the_words_and_seconds() -> None:
    (one,) = json.loads(found_json(found(hit())))
    assert one["text"][slice(*one["marks"][0])] == "backups"
    assert (one["id"], one["take_id"], one["where"], one["at_s"]) == (
        "2026-01-05T101500-quick-a1b2c3",
        "turn-01",
        "said",
        65.2,
    )
    assert one["open"] == "simulator replay 2026-01-05T101500-quick-a1b2c3 --take turn-01 --at 65.2"
