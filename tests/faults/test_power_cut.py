"""The power goes at any moment of a session: at most a second of sound is lost, and no answer that was over."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes.changes import STRACE, Change
from tests.fakes.power_cut import Course, cuts, disk_after, record

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(
        STRACE is None, reason="strace records what is written; scripts/system-parts.sh test installs it"
    ),
]
MOST_LOST_S = 1.0
SEED = 3


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return record(tmp_path_factory.mktemp("power"))


def test_a_power_cut_costs_a_second_at_most_and_no_answer_that_was_over(course: Course, tmp_path: Path) -> None:
    made = list(cuts(course, tmp_path, SEED, every=12, dice=1))
    assert len(made) > 20
    assert any(cut.finished for cut in made)
    assert [cut for cut in made if cut.finished_lost or cut.faults] == []
    assert max(cut.lost_s for cut in made) <= MOST_LOST_S


def test_when_the_power_goes_after_the_summary_all_of_the_session_is_there(course: Course) -> None:
    end_s = max(change.done_s for change in course.changes)
    disk = disk_after(course.changes, end_s, None)
    names = {name.rpartition("/")[2] for name in disk}
    assert {"session.json", "journal.jsonl", "audio.wav", "transcript.json", "analysis.json"} <= names
    for answer in course.answers:
        assert disk[str(answer.path)] == answer.path.read_bytes()


def change(kind: str, at_s: float, **more: object) -> Change:
    return Change(kind, at_s, at_s + 0.5, **more)  # type: ignore[arg-type]


WRITTEN: Sequence[Change] = (
    change("mkdir", 1.0, path="/r"),
    change("create", 2.0, path="/r/a", file=1),
    change("write", 3.0, file=1, offset=0, data=b"first"),
    change("sync", 4.0, file=1),
    change("write", 5.0, file=1, offset=5, data=b"second"),
    change("sync_folder", 6.0, path="/r"),
    change("sync_folder", 7.0, path="/"),
    change("rename", 8.0, path="/r/a", to="/r/b"),
)


def test_a_simulated_disk_keeps_what_was_synced_and_nothing_else() -> None:
    assert disk_after(WRITTEN, 4.6, None) == {}, "no folder was synced"
    assert disk_after(WRITTEN, 7.1, None) == {"/r/a": b"first"}, "a sync that has not ended"
    assert disk_after(WRITTEN, 9.0, None) == {"/r": None, "/r/a": b"first"}
