"""What lines from a keyboard or a pipe do to a session."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.interview import events as ev
from simulator.plain.keys import drive_spoken, drive_typed
from tests.fakes.house import PLAN, House, open_house

pytestmark = pytest.mark.unit


def typed(tmp_path: Path, lines: list[str]) -> House:
    """A typed session of two questions without follow-ups, driven to the end of `lines`."""
    house = open_house(tmp_path, replace(PLAN, typed=True, probes_per_question=0))
    house.session.start()

    drive_typed(house.session, lines, house.until, print)
    house.until(lambda view: view.phase == "finished")
    house.session.leave_and_close()
    return house


def answers(house: House) -> list[str]:
    return [" ".join(word.text for word in record.words) for record in house.session.view().records if record.kept]


def test_lines_are_the_answer_until_a_full_stop_alone(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, ["I wrote", "a check", ".", "", "It runs", "."])) == ["I wrote a check", "It runs"]


def test_the_next_answer_may_follow_without_an_empty_line(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, ["I wrote", ".", "It runs", "."])) == ["I wrote", "It runs"]


def test_an_answer_that_ends_with_the_lines_still_counts(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, ["I wrote a check"])) == ["I wrote a check"]


def test_an_answer_can_be_begun_again(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, ["I wro", "/r", "I wrote a check", "."])) == ["I wrote a check"]


def test_nothing_is_typed_before_the_session_can_take_it(tmp_path: Path) -> None:
    house = open_house(tmp_path, replace(PLAN, typed=True, probes_per_question=0))
    begin, seen = house.session._ears.begin, []

    def begin_and_look(take_id: str, path: Path) -> None:
        seen.append(house.session.view().phase)
        begin(take_id, path)

    house.session._ears.begin = begin_and_look  # type: ignore[method-assign]
    house.session.start()
    house.listening()
    house.session.leave_and_close()
    assert seen == ["opening"]


def test_an_answer_typed_after_one_that_was_silent_reaches_the_next_question(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, [".", "I wrote", "."])) == ["", "I wrote"]


def test_lines_after_a_silent_last_answer_end_the_session(tmp_path: Path) -> None:
    assert answers(typed(tmp_path, ["I wrote", ".", "", ".", "never asked for", "."])) == ["I wrote", ""]


def test_leaving_in_mid_answer_ends_the_session(tmp_path: Path) -> None:
    house = typed(tmp_path, ["I wrote", "/q", "never read"])
    assert house.archive.list()[0].state == "finished"


def test_enter_alone_ends_a_spoken_answer_and_letters_are_commands(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.session.start()
    house.listening()
    drive_spoken(house.session, ["p\n"], print)
    house.until(lambda view: view.phase == "paused")
    drive_spoken(house.session, ["P"], print)
    house.listening()
    drive_spoken(house.session, ["\n"], print)
    house.until(lambda view: view.probe_number == 1)
    house.session.leave_and_close()


def test_an_answer_that_the_last_line_ends_is_read_before_the_session_is_left(tmp_path: Path) -> None:
    house = open_house(tmp_path, replace(PLAN, typed=True, probes_per_question=0))
    send, left_in = house.session.send, []

    def look(event: ev.Command) -> None:
        if isinstance(event, ev.Leave):
            left_in.append(house.session.view().phase)
        send(event)

    house.session.send = look  # type: ignore[method-assign]
    house.session.start()
    drive_typed(house.session, ["I wrote a check", "."], house.until, print)
    house.session.leave_and_close()
    assert left_in[0] == "between"


def test_a_folder_can_be_named_to_save_the_session_in_and_the_answer_goes_on(tmp_path: Path) -> None:
    house, told = open_house(tmp_path), list[str]()
    house.session.start()
    house.listening()
    drive_spoken(house.session, [f"w {tmp_path / 'stick'}\n", "w /dev/null/x\n"], told.append)
    assert told[0] == f"Saved in {tmp_path / 'stick' / house.session.session_id}"
    assert (tmp_path / "stick" / house.session.session_id / "session.json").is_file()
    assert "cannot save the session: Not a directory" in told[1]
    assert house.session.view().phase == "listening"
    house.session.leave_and_close()


def test_a_typed_session_is_saved_elsewhere_by_a_command_too(tmp_path: Path) -> None:
    house = typed(tmp_path, ["I wrote a check", f"/w {tmp_path / 'stick'}", "It runs", "."])
    assert answers(house)[0] == "I wrote a check It runs"
    assert (tmp_path / "stick" / house.session.session_id / "journal.jsonl").is_file()
