"""`simulator drill` from a pipe: answers by typing or from files, the end of the input, calls that cannot work."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import Call

pytestmark = pytest.mark.fault
SPEECH = Path(__file__).resolve().parents[1] / "data" / "audio" / "jfk.flac"
WEAK = "It was fine, everybody was happy, and we all did our best.\n"
STRONG = (
    "I counted for a week before I touched it. Six people lost twenty minutes a day, so it was ten hours a week.\n"
    "Had it been one hour I would have left it alone.\n"
)


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "drill")


def entries(home: Path, family: str) -> list[dict[str, object]]:
    data = json.loads((home / "recordings" / "drill.json").read_text())
    return list(data["families"][family]["entries"])


def sessions(home: Path) -> list[Path]:
    return sorted(path for path in (home / "recordings").iterdir() if path.is_dir())


def test_a_family_that_is_not_there_is_a_wrong_call_that_names_the_nearest(call: Call, home: Path) -> None:
    code, out, errors = call("--family", "impct", "--typed", "--plain")
    assert (code, out) == (2, "")
    assert errors == "simulator: impct: no such family of follow-ups. Did you mean impact?\n"
    assert not (home / "recordings").exists()


def test_a_family_like_no_other_names_those_there_are(call: Call) -> None:
    code, _, errors = call("--family", "zzzz")
    assert code == 2
    assert "There are motive, own_part, convince" in errors


def test_a_recording_that_is_not_there_is_a_wrong_call(call: Call) -> None:
    code, _, errors = call("--mic", "nowhere.wav")
    assert code == 2
    assert "nowhere.wav: no such file" in errors


def test_typed_tried_again_and_graded(call: Call, home: Path) -> None:
    typing = f"{WEAK}.\nwhat?\nr\n{STRONG}.\n3\n"
    code, out, errors = call("--family", "cost", "--typed", "--plain", "--voice", "none", typing=typing)
    assert (code, errors) == (0, "")
    assert "Drill: What it was costing" in out
    assert out.index("Try 1: ") < out.index("The difference: ") < out.index("Try 2: ") < out.index("Noted: good")
    assert out.count("The difference: ") == 1
    assert re.search(r"Grade \w+( \w+)? → (strong|middling|cannot tell)", out)
    assert "a number: " in out
    (entry,) = entries(home, "cost")
    assert entry["own"] == "good"
    assert len(entry["attempts"]) == 2  # type: ignore[arg-type]
    (folder,) = sessions(home)
    assert "happy" in (folder / "turn-01" / "transcript.json").read_text()
    assert "twenty" in (folder / "turn-01-take-2" / "transcript.json").read_text()


def test_grades_in_a_pipe_go_from_one_due_family_to_the_next(call: Call, home: Path) -> None:
    typing = f"{WEAK}.\n1\n{STRONG}.\ngood\n"
    code, out, _ = call("--typed", "--plain", "--voice", "none", "--seed", 4, typing=typing)
    assert code == 0
    assert "4 follow-ups due today. No day in a row yet." in out
    assert out.count("Noted: ") == 2
    assert out.rstrip().endswith("2 follow-ups due today. 1 day in a row.")
    assert [entry["own"] for family in ("motive", "own_part") for entry in entries(home, family)] == ["again", "good"]


def test_the_end_of_the_input_in_mid_answer_keeps_and_judges_it(call: Call, home: Path) -> None:
    code, out, _ = call("--family", "cost", "--typed", "--plain", "--voice", "none", typing=STRONG)
    assert code == 0
    assert "Try 1: " in out
    assert "No grade of yours: what was heard counts" in out
    assert [entry["own"] for entry in entries(home, "cost")] == [None]


def test_no_input_at_all_ends_at_once_and_notes_nothing(call: Call, home: Path) -> None:
    code, out, _ = call("--typed", "--plain", "--voice", "none")
    assert code == 0
    assert "Try 1" not in out
    assert not (home / "recordings" / "drill.json").exists()


def test_the_same_seed_tells_the_same_story_in_the_same_words(call: Call) -> None:
    heard = [call("--family", "risks", "--typed", "--plain", "--voice", "none", "--seed", 9)[1] for _ in range(2)]
    assert heard[0] == heard[1]


def test_the_history_shows_every_family_and_why_there_is_a_drill(call: Call) -> None:
    call("--family", "cost", "--typed", "--plain", "--voice", "none", typing=f"{STRONG}.\n4\n")
    code, out, _ = call("--history")
    assert code == 0
    assert sum("(" in line and "): " in line for line in out.splitlines()) == 19
    assert "you: easy" in out
    assert "A follow-up is where an interview is won or lost" in out


def test_a_damaged_memory_is_one_line_and_set_aside(call: Call, home: Path) -> None:
    (home / "recordings").mkdir()
    (home / "recordings" / "drill.json").write_text("{ torn")
    code, out, _ = call("--history")
    assert code == 0
    assert "Note: The drill's memory was damaged. It is kept as drill-damaged-1.json" in out
    assert (home / "recordings" / "drill-damaged-1.json").read_text() == "{ torn"


def test_a_memory_of_a_newer_version_lets_one_drill_and_says_that_nothing_is_noted(call: Call, home: Path) -> None:
    (home / "recordings").mkdir()
    (home / "recordings" / "drill.json").write_text('{"schema": 2, "families": {}}')
    code, out, _ = call("--family", "cost", "--typed", "--plain", "--voice", "none", typing=f"{STRONG}.\n3\n")
    assert code == 0
    assert "Note: " in out
    assert "the grade could not be kept: " in out
    assert (home / "recordings" / "drill.json").read_text() == '{"schema": 2, "families": {}}'
    assert "twenty" in (sessions(home)[0] / "turn-01" / "transcript.json").read_text()


def test_a_recording_is_the_answer_and_the_drill_ends_with_it(call: Call, home: Path) -> None:
    code, out, errors = call("--plain", "--voice", "none", "--family", "motive", "--mic", SPEECH)
    assert (code, errors) == (0, "")
    assert "Ask not" in out or "ask not" in out
    assert "Try 1: " in out
    assert "No grade of yours: what was heard counts" in out
    (entry,) = entries(home, "motive")
    (attempt,) = entry["attempts"]  # type: ignore[misc]
    assert 10.5 < attempt["seconds"] < 12  # type: ignore[call-overload]
    (folder,) = sessions(home)
    assert (folder / "turn-01" / "audio.wav").stat().st_size > 16_000 * 2 * 10
    assert (home / "recordings" / "drill.json").stat().st_mode & 0o777 == 0o600
