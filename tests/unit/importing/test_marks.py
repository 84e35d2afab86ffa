from pathlib import Path

import pytest

from simulator.errors import BadInput
from simulator.importing.marks import parse_marks, read_marks
from simulator.importing.types import Mark

pytestmark = pytest.mark.unit


def test_labels_of_audacity_are_read_with_their_ends_and_points_without() -> None:
    text = "0.500000\t12.250000\tWhy?\n\\\t100.0\t200.0\n20.000000\t20.000000\tAnd then?\n"
    assert parse_marks(text, "x") == (Mark(0.5, 12.25, "Why?"), Mark(20.0, None, "And then?"))


def test_csv_takes_quotes_a_heading_and_clock_times() -> None:
    text = 'start,question\n0:05,"Tell me, briefly, why"\n1:02:03.5,skip\n'
    assert parse_marks(text, "x") == (Mark(5.0, None, "Tell me, briefly, why"), Mark(3723.5, None, "skip"))


def test_csv_takes_an_end_and_semicolons() -> None:
    assert parse_marks("5;9,5;Why?", "x") == (Mark(5.0, 9.5, "Why?"),)


def test_plain_lines_are_a_time_and_the_rest_of_the_line_commas_and_numbers_included() -> None:
    text = "# my notes\n\n1:30 Tell me about 2 times, or 3\n0:10\n"
    assert parse_marks(text, "x") == (Mark(10.0, None, ""), Mark(90.0, None, "Tell me about 2 times, or 3"))


def test_a_line_without_a_time_is_named_with_its_number() -> None:
    with pytest.raises(BadInput, match=r"^notes.txt:2: does not begin with a time"):
        parse_marks("0:10 Why?\nsoon And then?\n", "notes.txt")


@pytest.mark.parametrize("text", ["0:10 Why?\n0:10 When?\n", "0:10\t0:30\tWhy?\n0:20\t0:40\tWhen?\n"])
def test_marks_that_overlap_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="overlap at"):
        parse_marks(text, "x")


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "start,question\n"])
def test_a_file_without_a_mark_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="there is no mark in it"):
        parse_marks(text, "x")


def test_files_that_are_no_list_of_marks_are_one_line(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"RIFF\xff\xfe\x00\x80")
    with pytest.raises(BadInput, match="is not UTF-8 text"):
        read_marks(sound)
    with pytest.raises(BadInput, match="no such file"):
        read_marks(tmp_path / "none.txt")
    (tmp_path / "long.txt").write_text("1 a\n" * 300_000)
    with pytest.raises(BadInput, match="too long"):
        read_marks(tmp_path / "long.txt")
