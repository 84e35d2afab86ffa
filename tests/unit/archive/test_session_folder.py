import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.answer.types import Word
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from simulator.errors import UsageError
from tests.fakes.archive_samples import PROBE, WORDS, an_analysis
from tests.unit.archive.conftest import NOW

pytestmark = pytest.mark.unit


def test_what_a_session_was_reads_back(session: SessionFolder) -> None:
    meta = session.load_session()
    assert (meta.title, meta.started, meta.ended) == ("Ownership, first try", "2025-03-01T10:15:00+00:00", None)
    assert (meta.plan, meta.settings, meta.versions, meta.models) == (
        {"questions": ["q1"]},
        {"voice": "hibari"},
        {"app": "0.1"},
        {},
    )


def test_ending_a_session_keeps_all_else(session: SessionFolder) -> None:
    before = session.load_session()
    session.end_session("2025-03-01T10:40:00+00:00")
    assert session.load_session() == replace(before, ended="2025-03-01T10:40:00+00:00")


def test_every_file_carries_the_schema_number(session: SessionFolder) -> None:
    session.save_transcript("turn-01", WORDS, model="base", heard="live")
    session.add_correction("turn-01", Correction(0.4, 1.2, "R"))
    session.save_analysis("turn-01", an_analysis(), [PROBE])
    found = list(session.path.rglob("*.json"))
    assert len(found) == 5
    assert {json.loads(path.read_text())["schema"] for path in found} == {1}


def test_live_words_read_back(session: SessionFolder) -> None:
    session.save_transcript("turn-01", WORDS, model="tiny.en", heard="live")
    stored = session.load_transcript("turn-01")
    assert stored is not None
    assert (stored.words, stored.model, stored.heard) == (WORDS, "tiny.en", "live")


def test_the_full_pass_replaces_the_transcript_and_leaves_the_live_words(session: SessionFolder) -> None:
    better = (Word("We", 0.41, 0.5), *WORDS)
    session.save_transcript("turn-01", WORDS, model="tiny.en", heard="live")
    session.save_transcript("turn-01", better, model="base", heard="full")
    best, live = session.load_transcript("turn-01"), session.load_transcript("turn-01", live=True)
    assert best is not None
    assert live is not None
    assert (best.words, best.heard) == (better, "full")
    assert (live.words, live.heard) == (WORDS, "live")


def test_live_words_that_come_late_do_not_replace_the_full_pass(session: SessionFolder) -> None:
    session.save_transcript("turn-01", (), model="base", heard="full")
    session.save_transcript("turn-01", WORDS, model="tiny.en", heard="live")
    best = session.load_transcript("turn-01")
    assert best is not None
    assert best.heard == "full"


def test_an_analysis_and_its_probes_read_back(session: SessionFolder) -> None:
    analysis = an_analysis(probe="impact")
    session.save_analysis("turn-01", analysis, [PROBE])
    stored = session.load_analysis("turn-01")
    assert stored is not None
    assert stored.analysis == analysis
    assert stored.probes == (PROBE,)


def test_a_new_analysis_keeps_the_probes_with_the_live_quotes_that_caused_them(session: SessionFolder) -> None:
    session.save_analysis("turn-01", an_analysis(), [PROBE])
    session.save_analysis("turn-01", an_analysis(action_s=9.0))
    stored = session.load_analysis("turn-01")
    assert stored is not None
    assert stored.analysis.timing.seconds["A"] == 9.0
    assert stored.probes == (PROBE,)


def test_what_was_never_saved_is_none(session: SessionFolder) -> None:
    assert session.load_transcript("turn-09") is None
    assert session.load_analysis("turn-09") is None
    assert session.audio("turn-09") is None
    assert session.load_corrections("turn-09") == ()
    assert not (session.path / "turn-09").exists()


def test_corrections_gather_beside_the_machine_labels_and_can_be_taken_back(session: SessionFolder) -> None:
    session.save_analysis("turn-01", an_analysis(), [])
    before = (session.path / "turn-01" / "analysis.json").read_bytes()
    first, second = Correction(0.4, 1.2, "R"), Correction(2.0, 3.5, "A")
    session.add_correction("turn-01", first)
    session.add_correction("turn-01", second)
    assert session.load_corrections("turn-01") == (first, second)
    session.save_corrections("turn-01", [first])
    assert session.load_corrections("turn-01") == (first,)
    assert (session.path / "turn-01" / "analysis.json").read_bytes() == before


def test_takes_are_listed_in_order_whatever_else_is_there(session: SessionFolder) -> None:
    for take in ("turn-02", "turn-01-take-2", "turn-01"):
        session.take_path(take)
    (session.path / "notes.txt").write_text("mine")
    (session.path / "turn-03").symlink_to("/tmp")
    assert session.takes() == ("turn-01", "turn-01-take-2", "turn-02")


@pytest.mark.parametrize("take", ["../turn-01", "a/b", "", "..", "turn 1"])
def test_a_take_id_that_could_leave_the_folder_is_refused(session: SessionFolder, take: str) -> None:
    for attempt in (session.take_path, session.audio, session.load_transcript, session.load_corrections):
        with pytest.raises(UsageError):
            attempt(take)


def test_a_word_with_a_lone_surrogate_is_stored_with_a_question_mark(session: SessionFolder) -> None:
    session.save_transcript("turn-01", (Word("a\udc80", 0.0, 1.0),), model="typed", heard="live")
    stored = session.load_transcript("turn-01")
    assert stored is not None
    assert stored.words[0].text == "a?"


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_whatever_the_umask_folders_are_0700_and_files_0600(tmp_path: Path, umask: int) -> None:
    archive = Archive(tmp_path / "a" / "b")
    session = archive.create("t", {}, {}, {}, {}, NOW)
    session.journal.append("start", {}, monotonic_s=0.0, wall="")
    session.take_path("turn-01")
    session.save_transcript("turn-01", WORDS, model="m", heard="full")
    session.add_correction("turn-01", Correction(0, 1, "A"))
    session.close()
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    modes[tmp_path / "a"] = stat.S_IMODE((tmp_path / "a").stat().st_mode)
    assert {path.name: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert len(modes) == 9
