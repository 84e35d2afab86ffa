import json

import pytest

from simulator.archive.types import SessionSummary
from simulator.review.sessions import sessions_json, sessions_table

pytestmark = pytest.mark.unit

DONE = SessionSummary(
    "2026-01-05T101500-quick-a1b2c3", "2026-01-05T10:15:00+01:00", "Quick session", 182.4, 0.47, 2, 3, "finished"
)
CUT = SessionSummary("2026-01-06T090000-quick-d4e5f6", "2026-01-06T09:00:00+01:00", "", 0.0, None, 0, 1, "cut off")
BAD = SessionSummary(
    "odd", "2026-01-01T00:00:00+00:00", "", 0.0, None, 0, 0, "unreadable", "session.json is \x1b[1mdamaged"
)


def test_each_session_has_its_id_and_its_figures() -> None:
    table = sessions_table([DONE, CUT])
    assert DONE.id in table
    in_one_line = " ".join(table.split())
    assert "2026-01-05 10:15 · Quick session · finished · 3 takes · 3 min 2 s spoken · Action 47% · 2 f" in in_one_line
    assert "2026-01-06 09:00 · cut off · 1 take · 0 s spoken · 0 flags" in table


def test_what_is_wrong_with_a_session_follows_it() -> None:
    assert "! session.json is [1mdamaged" in sessions_table([BAD])
    assert "takes" not in sessions_table([BAD])


def test_no_line_passes_the_width() -> None:
    assert max(map(len, sessions_table([DONE, CUT, BAD], width=50).splitlines())) <= 50


def test_an_empty_archive_says_how_to_begin() -> None:
    assert "simulator session" in sessions_table([])


def test_json_has_the_fields_of_the_summary() -> None:
    first, second = json.loads(sessions_json([DONE, CUT]))
    assert (first["id"], first["action_share"], first["takes"], first["state"]) == (DONE.id, 0.47, 3, "finished")
    assert (first["started"], first["title"], first["seconds"], first["flags"]) == (
        DONE.started,
        "Quick session",
        182.4,
        2,
    )
    assert "seconds_spoken" not in first
    assert second["action_share"] is None
    assert json.loads(sessions_json([])) == []
