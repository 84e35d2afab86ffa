"""Takes side by side: figures, what came and went, how far the follow-ups went; as text and as JSON."""

import json
from collections.abc import Callable

import pytest

from simulator.answer.types import Grade
from simulator.archive.store import Archive
from simulator.comparing.questions import answered_questions
from simulator.comparing.record import compare_json, questions_json
from simulator.comparing.table import table_rows
from simulator.comparing.text import compare_text, questions_text
from simulator.comparing.types import SideBySide
from simulator.errors import BadInput
from simulator.probing.types import ProbeChoice
from simulator.tui.compare_words import lane_head
from tests.fakes.holding import Held
from tests.fakes.practice import Asked
from tests.fakes.told import asked, story

pytestmark = pytest.mark.unit
Compared = Callable[..., SideBySide]
PROBE = ProbeChoice("impact", "impact-1", "What changed?", "", "", 0.0)
STRONG = story("What changed?", setup_s=2, action_s=20, probe="impact", grade=Grade("strong", "A number.", "", 0.9))


def cells(compared: SideBySide) -> dict[str, tuple[str, ...]]:
    return {row.title: row.cells for row in table_rows(compared)}


def test_each_figure_of_every_take_stands_in_a_row(hold: Held, compared: Compared) -> None:
    first = hold(story(setup_s=60, action_s=30, flags=["vague"], fillers=5, wpm=170))
    second = hold(story(setup_s=20, action_s=70, signals=["noticed", "sized"], rubric={"sized": "met"}))
    found = cells(compared(first.id, second.id))
    assert found["Situation"] == ("60 s  60%", "20 s  20%")
    assert found["Action"] == ("30 s  30%", "70 s  70%")
    assert found["Setup (S and T)"] == ("60 s", "20 s")
    assert found["Pace"] == ("170 a min", "140 a min")
    assert found["Fillers"] == ("5, 3.0 a min", "0, 0.0 a min")
    assert (found["Signals"], found["Flags"], found["Rubric met"]) == (("0", "2"), ("1", "0"), ("–", "1 of 1"))
    assert "Lesson" not in found


def test_what_was_gained_and_lost_is_told_from_each_take_to_the_next(hold: Held, compared: Compared) -> None:
    first = hold(story(flags=["vague"], signals=["noticed"], fillers=4))
    second = hold(story(signals=["sized"], fillers=1))
    third = hold(story(flags=["vague"], fillers=1))
    changes = compared(first.id, second.id, third.id).changes
    told = [(one.before, one.after, one.found.gained, one.found.lost) for one in changes]
    assert told == [
        (
            0,
            1,
            ("Put a number on the problem first", "no more “What exactly you did stays open”", "3 fillers fewer"),
            ("Noticed what others had missed",),
        ),
        (1, 2, (), ("Put a number on the problem first", "new flag: “What exactly you did stays open”")),
        (0, 2, ("3 fillers fewer",), ("Noticed what others had missed",)),
    ]


def test_a_typed_take_is_not_held_against_a_spoken_one_for_pace_and_fillers(hold: Held, compared: Compared) -> None:
    first, second = hold(story(fillers=9)), hold(story(typed=True))
    found = compared(first.id, second.id)
    assert found.changes[0].found.gained == ()
    assert cells(found)["Pace"] == ("140 a min", "–")
    assert cells(found)["Length"] == ("120 s", "~120 s")
    assert "~ typed: these seconds are estimates" in compare_text(found)


def test_the_length_at_the_lane_of_a_typed_take_is_called_an_estimate(hold: Held, compared: Compared) -> None:
    spoken, typed = hold(story()), hold(story(typed=True))
    found = compared(spoken.id, typed.id)
    lanes = [line.split()[-1] for line in compare_text(found).splitlines() if line.endswith("2:00")]
    assert lanes == ["2:00", "~2:00"]
    heads = [str(lane_head(number, side)) for number, side in enumerate(found.sides, start=1)]
    assert [head.split(" · ")[-1] for head in heads] == ["2:00", "~2:00"]
    assert json.loads(compare_json(found))["takes"][1]["words_per_minute"] is None


def test_how_far_the_follow_ups_went_is_told_for_each_take(hold: Held, compared: Compared) -> None:
    folder = hold(
        answers=[
            Asked(asked("First?"), [story("First?"), story("First?")], [(PROBE, STRONG)]),
            Asked(asked("Second?"), [story("Second?")], [(PROBE, STRONG), (PROBE, STRONG)]),
        ]
    )
    found = compared(f"{folder.id}/turn-01", f"{folder.id}/turn-01-take-2", f"{folder.id}/turn-03")
    asked_of = [None if side.follow_ups is None else [one.grade for one in side.follow_ups] for side in found.sides]
    assert asked_of == [None, ["strong"], ["strong", "strong"]]
    text = compare_text(found)
    assert "1  redone before any follow-up was asked" in text
    assert "2  What changed: strong" in text


def test_the_lanes_are_to_one_scale(hold: Held, compared: Compared) -> None:
    first, second = hold(story(setup_s=30, action_s=60, result_s=10)), hold(story(setup_s=15, action_s=30, result_s=5))
    lanes = [line.split()[1] for line in compare_text(compared(first.id, second.id)).splitlines() if "SSS" in line]
    assert [len(lane) for lane in lanes] == [68, 34]


def test_takes_of_different_questions_can_be_compared_and_each_question_is_shown(
    hold: Held, compared: Compared
) -> None:
    first, second = hold(story("First?")), hold(story("Second?"))
    text = compare_text(compared(first.id, second.id))
    assert text.startswith("Answers to different questions")
    assert text.index("First?") < text.index("Second?")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_many_takes_keep_to_the_width_in_blocks(hold: Held, compared: Compared, width: int) -> None:
    for fillers in range(7):
        hold(story("What \x1b[31mwas it [bold]?", fillers=fillers), title="A title that is as long as a title can be")
    text = compare_text(compared(hold.folders[0].id), width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert "  7" in text


def test_a_take_without_words_or_analysis_is_one_line(hold: Held, compared: Compared, archive: Archive) -> None:
    first, second = hold(story()), hold(story(), story())
    (second.path / "turn-01" / "analysis.json").unlink()
    from simulator.comparing.side_by_side import side_by_side
    from simulator.comparing.types import TakeName
    from simulator.replay.load import load_replay
    from tests.fakes.minds import StoredMind

    for take_id in ("turn-01", "turn-09"):
        with pytest.raises(BadInput, match="nothing to compare") as error:
            side_by_side(
                [TakeName(first.id, "turn-01"), TakeName(second.id, take_id)],
                lambda session_id: load_replay(archive.open(session_id), StoredMind),
                {},
            )
        assert "\n" not in str(error.value)


def test_json_has_every_take_and_every_change(hold: Held, compared: Compared) -> None:
    first, second = hold(story(flags=["vague"])), hold(story(signals=["sized"]))
    data = json.loads(compare_json(compared(first.id, second.id)))
    assert data["question"] == "Tell me about a time."
    assert [take["take"] for take in data["takes"]] == [f"{first.id}/turn-01", f"{second.id}/turn-01"]
    assert (data["takes"][0]["seconds"]["A"], data["takes"][0]["flags"]) == (80.0, ["vague"])
    assert data["changes"][0]["gained"] == [
        "Put a number on the problem first",
        "no more “What exactly you did stays open”",
    ]


def test_the_list_names_takes_as_they_are_to_be_written(hold: Held, archive: Archive) -> None:
    folder = hold(story("First?"), story("First?"))
    hold(story("Second?"))
    questions = answered_questions(archive.glances())
    text = questions_text(questions)
    assert "First? (2 takes)" in text
    assert f"{folder.id}/turn-01-take-2" in text
    assert "Second?" not in text
    assert json.loads(questions_json(questions)) == [
        {"question": "First?", "story": False, "takes": [f"{folder.id}/turn-01", f"{folder.id}/turn-01-take-2"]}
    ]


def test_a_length_in_the_list_is_rounded_as_in_the_figures(hold: Held, archive: Archive) -> None:
    hold(story("First?", setup_s=9.8, action_s=70.0, result_s=9.9), story("First?"))
    assert "1:30 · Action" in questions_text(answered_questions(archive.glances()))


def test_where_nothing_was_answered_twice_the_list_says_how_to(archive: Archive) -> None:
    assert "No question was answered more than once yet" in questions_text(answered_questions(archive.glances()))
