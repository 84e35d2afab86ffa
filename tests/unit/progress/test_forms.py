"""Progress as text, as a page, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from simulator.answer.types import Guideline
from simulator.progress.chart import chart_rows
from simulator.progress.measures import measures
from simulator.progress.page import progress_page
from simulator.progress.tables import progress_csv, progress_json
from simulator.progress.text import progress_text
from simulator.progress.types import Handled, Point, ProgressReport
from tests.fakes.holding import Held
from tests.fakes.told import story

pytestmark = pytest.mark.unit
Report = Callable[..., ProgressReport]
SETUP, ACTION, FLAGS = measures(Guideline())[:3]
EVIL = "=1+1 <script>alert(1)</script> \x1b[31m & [bold]"


def points(*values: float, on_target: bool = True) -> list[Point]:
    return [Point("s", "2026-01-02T18:00:00+00:00", value, on_target, 1, 1) for value in values]


class Reader(HTMLParser):
    """What a page holds: tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_chart_shows_each_session_at_its_height_with_the_band_behind() -> None:
    assert chart_rows(ACTION, [*points(0.6), *points(0.4, on_target=False)], 40, 3) == [
        "  60 % │·●··",
        "       │",
        "  40 % │   ○",
    ]


def test_the_chart_keeps_to_its_width_with_the_newest_sessions() -> None:
    rows = chart_rows(SETUP, points(*range(200)), 30)
    assert max(map(len, rows)) <= 30
    assert rows[0].startswith(" 199 s")
    assert sum(row.count("●") for row in rows) == 22


def test_the_chart_of_equal_figures_and_of_none_does_no_harm() -> None:
    assert sum(row.count("●") for row in chart_rows(FLAGS, points(0, 0, 0), 40)) == 3
    assert chart_rows(FLAGS, [], 40) == []
    assert chart_rows(FLAGS, points(1), 5) == []


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_the_text_passes_the_width(hold: Held, report: Report, width: int) -> None:
    for day in range(9):
        hold(story(setup_s=30 + day), title=EVIL)
    lines = progress_text(report(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert "\x1b" not in "".join(lines)


def test_the_page_needs_no_network_no_script_and_escapes_what_people_wrote(hold: Held, report: Report) -> None:
    hold(story(EVIL), title=EVIL)
    handled = (Handled("own", EVIL, weak=1),)
    page = progress_page(replace(report(), problems=(EVIL,), follow_ups=handled))
    found = Reader(page)
    assert "script" not in [tag for tag, _ in found.tags]
    assert page.count("&lt;script&gt;") == 2
    assert "\x1b" not in page
    assert not [name for _, attributes in found.tags for name in attributes if name in ("src", "href")]
    policy = next(attributes["content"] for _, attributes in found.tags if "http-equiv" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_charts_of_the_page_can_be_read_aloud(hold: Held, report: Report) -> None:
    hold(story(setup_s=60))
    hold(story(setup_s=20))
    charts = [attributes for tag, attributes in Reader(progress_page(report())).tags if tag == "svg"]
    assert charts[0]["role"] == "img"
    assert charts[0]["aria-label"] == (
        "Setup: Situation and Task, 2 sessions, from 60 s to 20 s. Filled dots are on target."
    )


def test_an_empty_page_says_how_figures_come_about(report: Report) -> None:
    assert "No answer yet." in progress_page(report())
    assert "<svg" not in progress_page(report())


def test_csv_has_a_row_a_session_and_nothing_that_a_spreadsheet_would_carry_out(hold: Held, report: Report) -> None:
    hold(story(setup_s=60), title="=HYPERLINK(1)")
    hold(story(typed=True))
    rows = list(csv.DictReader(io.StringIO(progress_csv(report()))))
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1)", "Quick round"]
    assert [row["setup_s"] for row in rows] == ["60", ""]
    assert [row["typed"] for row in rows] == ["0", "1"]


def test_json_has_points_trends_and_what_was_left_out(hold: Held, report: Report) -> None:
    hold(story(setup_s=60, typed=False))
    hold(story(), synthetic=True)
    data = json.loads(progress_json(report()))
    setup = data["measures"][0]
    assert (setup["id"], setup["points"][0]["value"], setup["trend"]["kind"]) == ("setup_s", 60.0, "too_few")
    assert data["sessions"][0]["setup_s"] == 60.0
    assert data["left_out"] == ["1 demo left out: a written candidate answered, not you."]
