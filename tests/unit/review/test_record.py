import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from simulator.answer.analyse import analyse_words
from simulator.answer.types import AnswerContext, Grade, Word
from simulator.review.record import to_record
from simulator.review.service import AnalysisService
from simulator.review.types import Reviewed
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge
from tests.unit.review.conftest import PROBE

pytestmark = pytest.mark.unit

KEYS = (
    "schema source question duration_s model words sentences timing delivery signals flags rubric "
    "grade probes bar answered clashes"
)


def as_json(service: AnalysisService, path: Path, text: str = "") -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    (one,) = service.analyse_path(path)
    assert isinstance(one, Reviewed)
    line = to_record(one).to_json()
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_recording_gives_exactly_the_keys_of_schema_1(service: AnalysisService, tmp_path: Path) -> None:
    found = as_json(service, tmp_path / "a.wav")
    assert " ".join(found) == KEYS
    assert (found["schema"], found["model"], found["question"], found["grade"]) == (1, "base", None, None)
    assert found["words"][0] == {"text": "So,", "start_s": 0.5, "end_s": 0.8, "probability": 0.9}
    assert list(found["sentences"][0]) == ["text", "start_s", "end_s", "section", "confidence"]
    assert list(found["timing"]) == ["seconds", "share", "setup_s", "action_share", "silence_s", "verdicts"]
    assert list(found["timing"]["seconds"]) == ["S", "T", "A", "R", "L", "O"]
    assert found["timing"]["verdicts"][0] == {"rule": "setup", "target": "< 50 s", "value": 1.1, "ok": None}
    counted = ["i_count", "we_count", "passive_share", "hedges", "quantities"]
    said = ["words_per_minute", "fillers", "fillers_per_minute", "pauses", "we_share"]
    assert list(found["delivery"]) == [*said, *counted]
    (signal,) = found["signals"]
    assert signal.pop("why").startswith("You tell how you spotted it")
    assert signal == {"id": "noticed", "quote": "So, I fixed it.", "start_s": 0.5, "confidence": 0.9123}
    assert list(found["flags"][0]) == ["id", "quote", "start_s", "why", "confidence", "repair"]
    assert list(found["rubric"][0]) == ["id", "state", "quote", "start_s", "end_s", "confidence", "value"]
    assert (found["bar"]["level"], found["bar"]["company"]) == ("mid", None)
    assert [item["id"] for item in found["bar"]["items"]] == ["stakeholders", "won_people", "tradeoffs"]
    assert list(found["probes"][0]) == ["family", "id", "text", "because", "quote"]


def test_text_is_marked_as_estimated_and_a_line_repeats_its_id(service: AnalysisService, tmp_path: Path) -> None:
    text = as_json(service, tmp_path / "a.txt", "I did it.")
    assert (text["estimated"], text["model"]) == (True, None)
    assert "id" not in text
    line = as_json(service, tmp_path / "a.jsonl", '{"id": 0, "text": "I did it."}')
    assert line["id"] == 0


def test_a_grade_has_its_reason_and_quote() -> None:
    judge = ScriptedJudge({}, grade=Grade("weak", "no figure", "it was better", 0.8))
    said = ["It", "was", "better", "for", "all", "of", "us", "in", "the", "end."]
    words = [Word(text, at, at + 0.2) for at, text in enumerate(said)]
    analysis = analyse_words(words, 10.0, AnswerContext(probe="impact"), labeller=ListedLabeller("R"), judge=judge)
    record = json.loads(to_record(Reviewed("a.wav", analysis, (PROBE,))).to_json())
    assert record["grade"] == {"value": "weak", "because": "no figure", "quote": "it was better", "confidence": 0.8}
    assert record["rubric"] == record["timing"]["verdicts"] == []


def test_rounded_sections_and_silence_still_make_the_duration(service: AnalysisService, tmp_path: Path) -> None:
    found = as_json(service, tmp_path / "a.txt", "It broke, um. I had to act. I fixed it at once. It works. " * 7)
    timing = found["timing"]
    assert sum(timing["seconds"].values()) + timing["silence_s"] == pytest.approx(found["duration_s"], abs=0.01)
    assert sum(timing["share"].values()) == pytest.approx(1, abs=0.001)
    assert found["delivery"]["fillers"][0] == {"text": "um", "start_s": 0.857}


def test_what_is_counted_is_written_with_its_times(service: AnalysisService, tmp_path: Path) -> None:
    found = as_json(service, tmp_path / "a.txt", "I think I paid forty dollars and we left. " * 3)["delivery"]
    assert [one["text"] for one in found["hedges"]] == ["i think"] * 3
    first = found["quantities"][0]
    assert (first["text"], first["kind"], first["value"]) == ("forty dollars", "money", 40.0)
    assert (found["i_count"], found["we_count"]) == (2, 1)  # of one sentence: the others are no Action


def test_a_value_that_json_cannot_carry_is_refused() -> None:
    analysis = analyse_words([], 1.0, AnswerContext(), labeller=ListedLabeller("S"))
    object.__setattr__(analysis, "duration_s", float("nan"))
    with pytest.raises(ValidationError, match="finite"):
        to_record(Reviewed("a.wav", analysis, ()))
