import stat
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.errors import BadInput, UsageError
from tests.fakes.archive_samples import PROBE, an_analysis
from tests.unit.archive.conftest import NOW

pytestmark = pytest.mark.unit
ENDED = "2025-03-01T10:40:00+00:00"


def test_a_new_archive_is_empty_and_private(archive: Archive) -> None:
    assert archive.list() == ()
    assert stat.S_IMODE(archive.root.stat().st_mode) == 0o700


def test_an_open_data_folder_is_made_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Archive(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_sessions_are_listed_newest_first(archive: Archive) -> None:
    made = [archive.create(f"n{hours}", {}, {}, {}, {}, NOW + timedelta(hours=hours)) for hours in (2, 0, 1)]
    assert [summary.title for summary in archive.list()] == ["n2", "n1", "n0"]
    assert [summary.title for summary in archive.list(limit=2)] == ["n2", "n1"]
    for folder in made:
        folder.close()


def test_two_sessions_of_the_same_second_and_title_are_two(archive: Archive) -> None:
    first, second = (archive.create("t", {}, {}, {}, {}, NOW) for _ in range(2))
    assert first.id != second.id
    first.close()
    second.close()


def test_the_summary_counts_the_last_take_of_each_turn(archive: Archive, session: SessionFolder) -> None:
    session.save_analysis("turn-01", an_analysis(action_s=1.0, other_s=9.0, flags=5), [PROBE])
    session.save_analysis("turn-01-take-2", an_analysis(action_s=6.0, other_s=4.0, flags=2), [PROBE])
    session.save_analysis("turn-02", an_analysis(action_s=0.0, other_s=10.0, probe="impact", flags=1), [])
    session.end_session(ENDED)
    (summary,) = archive.list()
    assert (summary.takes, summary.seconds_spoken, summary.flags) == (3, 20.0, 3)
    assert summary.action_share == pytest.approx(0.6)  # of the story; an answer to a probe has no arc
    assert summary.state == "finished"


def test_a_session_without_an_analysis_has_no_action_share(archive: Archive, session: SessionFolder) -> None:
    assert archive.list()[0].action_share is None


def test_a_session_being_recorded_is_in_use_and_afterwards_cut_off_or_finished(
    archive: Archive, session: SessionFolder
) -> None:
    assert [archive.list()[0].state, len(archive.unfinished())] == ["in use", 0]
    session.close()
    assert [archive.list()[0].state, len(archive.unfinished())] == ["cut off", 1]
    session.end_session(ENDED)
    assert [archive.list()[0].state, len(archive.unfinished())] == ["finished", 0]


def test_an_opened_session_is_the_one_that_was_made(archive: Archive, session: SessionFolder) -> None:
    assert archive.open(session.id).load_session() == session.load_session()


@pytest.mark.parametrize("session_id", ["../recordings", "/etc", "", "..", "no-such-session"])
def test_an_unknown_or_dangerous_id_is_a_wrong_call(archive: Archive, session_id: str) -> None:
    for attempt in (archive.open, archive.delete):
        with pytest.raises(UsageError, match="simulator list"):
            attempt(session_id)


def test_a_folder_renamed_by_hand_goes_by_its_new_name(archive: Archive, session: SessionFolder) -> None:
    session.close()
    session.path.rename(archive.root / "my-best-story")
    assert [summary.id for summary in archive.list()] == ["my-best-story"]
    assert archive.open("my-best-story").load_session().title == "Ownership, first try"


def test_a_folder_renamed_to_no_id_is_listed_with_what_is_wrong(archive: Archive, session: SessionFolder) -> None:
    session.close()
    session.path.rename(archive.root / "my best story")
    (summary,) = archive.list()
    assert summary.state == "unreadable"
    assert "letters, digits" in summary.problem


def test_a_link_out_of_the_data_folder_is_neither_followed_nor_deleted(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (archive.root / "link").symlink_to(tmp_path / "elsewhere")
    assert archive.list()[0].state == "unreadable"
    for attempt in (archive.open, archive.delete):
        with pytest.raises(UsageError):
            attempt("link")
    assert (tmp_path / "elsewhere").is_dir()


def test_files_and_hidden_folders_beside_the_sessions_are_no_sessions(archive: Archive) -> None:
    (archive.root / "README.md").write_text("hello")
    (archive.root / ".git").mkdir()
    assert archive.list() == ()


def test_a_deleted_session_leaves_nothing(archive: Archive, session: SessionFolder) -> None:
    session.take_path("turn-01").write_bytes(b"RIFF")
    session.close()
    archive.delete(session.id)
    assert list(archive.root.iterdir()) == []


def test_a_session_in_use_is_not_deleted(archive: Archive, session: SessionFolder) -> None:
    with pytest.raises(BadInput, match="in use"):
        archive.delete(session.id)
    assert session.load_session().title


def test_a_deletion_that_was_cut_off_is_finished_at_the_next_start(archive: Archive, session: SessionFolder) -> None:
    session.close()
    session.path.rename(archive.root / f".deleted-{session.id}")
    Archive(archive.root)
    assert list(archive.root.iterdir()) == []


def test_a_program_that_starts_meanwhile_may_remove_the_rest_of_a_deleted_session(
    archive: Archive, session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.close()
    monkeypatch.setattr(archive.index, "forget", lambda _: Archive(archive.root))
    archive.delete(session.id)
    assert list(archive.root.iterdir()) == []
