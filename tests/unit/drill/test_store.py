"""The drill's memory on disk: private, whole, and never thrown away."""

import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from simulator.archive import records
from simulator.drill.store import LOCK_FILE, DrillStore
from simulator.drill.types import Card, Entry
from simulator.errors import BadInput
from tests.fakes.drilling import TODAY, attempt, entry

pytestmark = pytest.mark.unit
CARD = Card(2.3, 5.1, TODAY + timedelta(days=2), TODAY)


@pytest.fixture
def store(tmp_path: Path) -> DrillStore:
    return DrillStore(tmp_path / "recordings")


def test_what_is_kept_reads_back_the_same_with_the_offset_of_the_place(store: DrillStore) -> None:
    at = datetime(2026, 1, 5, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    kept = Entry(at, None, (attempt("weak"), attempt("unsure", "turn-01-take-2")), "s1", "ward", "w")
    store.keep("impact", CARD, kept)
    progress = store.load()
    assert progress.of("impact").card == CARD
    assert progress.of("impact").entries == (kept,)
    assert progress.of("impact").entries[0].day == TODAY
    assert (progress.notice, progress.read_only) == ("", False)


def test_nobody_else_can_read_it(store: DrillStore) -> None:
    store.keep("impact", CARD, entry(TODAY))
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in store.path.parent.iterdir()} == {"drill.json", LOCK_FILE}
    assert (store.path.parent / LOCK_FILE).stat().st_mode & 0o777 == 0o600


def test_a_second_grade_of_the_same_drill_takes_the_place_of_the_first(store: DrillStore) -> None:
    store.keep("impact", CARD, entry(TODAY, "easy", session_id="one"))
    store.keep("impact", CARD, entry(TODAY, "hard", session_id="one"))
    store.keep("impact", CARD, entry(TODAY, "good", session_id="two"))
    store.keep("risks", CARD, entry(TODAY))
    assert [one.own for one in store.load().of("impact").entries] == ["hard", "good"]
    assert len(store.load().of("risks").entries) == 1


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema": 1}', b'{"schema": 1, "families": {"x": 3}}', b"\xff"]
)
def test_a_damaged_file_is_set_aside_in_one_line_and_not_deleted(store: DrillStore, content: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    progress = store.load()
    assert progress.families == {}
    assert not progress.read_only
    assert "drill-damaged-1.json" in progress.notice
    assert "\n" not in progress.notice
    assert (store.path.parent / "drill-damaged-1.json").read_bytes() == content
    assert store.load().notice == ""


def test_a_second_damaged_file_does_not_replace_the_first(store: DrillStore) -> None:
    store.path.parent.mkdir()
    for content in ("first", "second"):
        store.path.write_text(content)
        store.load()
    names = [store.path.parent / f"drill-damaged-{number}.json" for number in (1, 2)]
    assert [name.read_text() for name in names] == ["first", "second"]


def test_damage_between_two_grades_loses_neither_the_file_nor_the_new_grade(store: DrillStore) -> None:
    store.keep("impact", CARD, entry(TODAY))
    store.path.write_text("torn")
    store.keep("risks", CARD, entry(TODAY))
    assert (store.path.parent / "drill-damaged-1.json").read_text() == "torn"
    assert store.load().of("risks").card == CARD


@pytest.mark.parametrize("families", ["known", "of another shape"])
def test_a_file_of_a_newer_version_is_read_where_it_can_be_and_never_written(store: DrillStore, families: str) -> None:
    store.keep("impact", CARD, entry(TODAY))
    data = json.loads(store.path.read_text())
    newer = {**data, "schema": 2, "mood": "new"}
    if families != "known":
        newer["families"] = ["impact"]
    store.path.write_text(json.dumps(newer))
    before = store.path.read_bytes()
    progress = store.load()
    assert progress.read_only
    assert "newer version" in progress.notice
    assert (progress.of("impact").card == CARD) == (families == "known")
    with pytest.raises(BadInput, match="newer version"):
        store.keep("impact", CARD, entry(TODAY))
    assert store.path.read_bytes() == before


def test_a_disk_that_refuses_is_one_line_and_the_old_file_stays(
    store: DrillStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep("impact", CARD, entry(TODAY))
    before = store.path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(BadInput, match="No space left"):
        store.keep("impact", CARD, entry(TODAY, "easy"))
    assert store.path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_left_where_it_is(store: DrillStore) -> None:
    store.path.mkdir(parents=True)
    progress = store.load()
    assert progress.read_only
    assert "drill.json" in progress.notice
    assert store.path.is_dir()


def test_two_that_keep_grades_at_once_lose_neither(store: DrillStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is held just before it writes; a second that did not wait would be overwritten."""
    before_write, go_on = threading.Event(), threading.Event()
    save = records.save

    def held(path: Path, record: records.Record) -> None:
        if not before_write.is_set():
            before_write.set()
            go_on.wait(10)
        save(path, record)

    monkeypatch.setattr(records, "save", held)
    both = [
        threading.Thread(target=store.keep, args=("impact", CARD, entry(TODAY, session_id=name)))
        for name in ("first", "second")
    ]
    both[0].start()
    assert before_write.wait(10)
    both[1].start()
    both[1].join(0.3)
    go_on.set()
    for one in both:
        one.join(10)
    assert [one.session_id for one in store.load().of("impact").entries] == ["first", "second"]


def test_a_deleted_session_leaves_its_days_and_grades_and_nothing_that_leads_to_it(store: DrillStore) -> None:
    told, drilled = "2026-01-01T1000-my-secret-1a2b3c", "2026-01-02T1000-drill-4d5e6f"
    store.keep("impact", CARD, replace(entry(TODAY, "good", session_id=drilled), story=f"{told}/turn-01"))
    store.keep("risks", CARD, replace(entry(TODAY, "hard", session_id=told), story="ward"))
    store.keep("risks", CARD, entry(TODAY, "easy", session_id="other"))
    assert store.forget(told) == (drilled,)
    assert told not in store.path.read_text()
    progress = store.load()
    assert [one.own for one in progress.of("risks").entries] == ["hard", "easy"]
    assert (progress.of("impact").card, progress.of("impact").entries[0].session_id) == (CARD, drilled)
    assert store.forget(drilled) == ()
    assert drilled not in store.path.read_text()


def test_forgetting_what_it_does_not_know_changes_nothing(store: DrillStore) -> None:
    assert store.forget("nothing") == ()
    store.keep("impact", CARD, entry(TODAY))
    before = store.path.stat()
    assert store.forget("nothing") == ()
    assert store.path.stat() == before


def test_a_file_of_a_newer_version_says_that_it_still_knows_a_session(store: DrillStore) -> None:
    store.keep("impact", CARD, entry(TODAY, session_id="gone"))
    store.path.write_text(json.dumps({**json.loads(store.path.read_text()), "schema": 2}))
    with pytest.raises(BadInput, match=r"newer version.* stays there"):
        store.forget("gone")
