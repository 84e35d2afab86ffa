import threading
from pathlib import Path

import pytest

from simulator.archive.journal import Entry, Journal, inspect, read
from simulator.errors import BadInput

pytestmark = pytest.mark.unit
WALL = "2025-03-01T10:15:00+00:00"


def filled(path: Path, count: int = 3) -> Path:
    journal = Journal(path)
    for number in range(count):
        journal.append(
            "asked", {"turn": f"turn-0{number}", "text": "naïve “quote”\n"}, monotonic_s=number / 4, wall=WALL
        )
    journal.close()
    return path


def test_entries_read_back_as_they_were_written_in_order(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.jsonl")
    assert read(path) == [
        Entry("asked", {"turn": f"turn-0{number}", "text": "naïve “quote”\n"}, number / 4, WALL) for number in range(3)
    ]
    assert inspect(path).dropped == ()


def test_an_entry_is_in_the_file_before_append_returns(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("start", {}, monotonic_s=0.0, wall=WALL)
    assert [entry.kind for entry in read(journal.path)] == ["start"]
    journal.close()


def test_a_journal_cut_at_any_byte_keeps_every_whole_entry_and_says_what_it_dropped(tmp_path: Path) -> None:
    content = filled(tmp_path / "whole.jsonl").read_bytes()
    whole = read(tmp_path / "whole.jsonl")
    ends = [index for index, byte in enumerate(content) if byte == ord("\n")]
    cut = tmp_path / "cut.jsonl"
    for length in range(len(content) + 1):
        cut.write_bytes(content[:length])
        found = inspect(cut)
        complete = sum(end <= length for end in ends)  # the line end itself may be missing
        assert list(found.entries) == whole[:complete], length
        tail = content[:length].rsplit(b"\n", 1)[-1]
        assert len(found.dropped) == (1 if tail and length not in ends else 0), length


def test_a_damaged_line_in_the_middle_costs_only_itself(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.jsonl")
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], b"\xff\x00{" + lines[1], lines[2], b""]))
    found = inspect(path)
    assert [entry.data["turn"] for entry in found.entries] == ["turn-00", "turn-02"]
    assert "line 2" in found.dropped[0]


def test_going_on_after_a_cut_line_loses_no_new_entry(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.jsonl", 2)
    path.write_bytes(path.read_bytes()[:-10])
    journal = Journal(path)
    journal.append("resumed", {}, monotonic_s=9.0, wall=WALL)
    journal.close()
    assert [entry.kind for entry in read(path)] == ["asked", "resumed"]


def test_threads_may_append_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")

    def work(name: str) -> None:
        for number in range(20):
            journal.append(name, {"n": number}, monotonic_s=0.0, wall=WALL)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    found = read(journal.path)
    for name in "abc":
        assert [entry.data["n"] for entry in found if entry.kind == name] == list(range(20))
    journal.close()


def test_a_lone_surrogate_from_a_broken_terminal_is_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("typed", {"text": "a\udc80b"}, monotonic_s=0.0, wall=WALL)
    journal.close()
    assert read(journal.path)[0].data["text"] == "a\udc80b"


def test_a_closed_journal_refuses_in_one_line_and_closing_twice_does_no_harm(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.close()
    journal.close()
    with pytest.raises(BadInput, match="closed"):
        journal.append("late", {}, monotonic_s=0.0, wall=WALL)
