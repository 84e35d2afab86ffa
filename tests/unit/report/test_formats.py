"""Each format is read back by a parser of its own, and tells the same figures."""

import csv
import io
import json

import pytest
from markdown_it import MarkdownIt

from simulator.answer.types import SECTIONS
from simulator.archive.folder import SessionFolder
from simulator.archive.summary import summarise
from simulator.report.as_csv import COLUMNS, render_csv
from simulator.report.as_json import render_json
from simulator.report.markdown import render_markdown
from simulator.report.types import SessionReport
from simulator.review.sessions import sessions_json

pytestmark = pytest.mark.unit


def test_json_has_the_figures_of_the_list(report: SessionReport, folder: SessionFolder) -> None:
    (listed,) = json.loads(sessions_json([summarise(folder)]))
    told = json.loads(render_json(report))
    assert listed == {name: told[name] for name in listed}
    assert told["schema"] == 1


def test_json_has_every_turn_in_order_without_a_gap(report: SessionReport) -> None:
    told = json.loads(render_json(report))
    turns = told["turns"]
    assert [turn["speaker"] for turn in turns] == ["interviewer", "candidate"] * 3
    assert [turn["start_s"] for turn in turns[1:]] == [turn["end_s"] for turn in turns[:-1]]
    assert turns[-1]["end_s"] == told["duration_s"]


def test_json_answers_are_those_of_analyse_with_corrections_applied(report: SessionReport) -> None:
    answer = json.loads(render_json(report))["turns"][1]["answer"]
    assert (answer["schema"], answer["source"], answer["model"]) == (1, "turn-01", "base")
    assert [sentence["section"] for sentence in answer["sentences"]] == ["S", "T", "R", "R"]
    assert sum(answer["timing"]["seconds"].values()) + answer["timing"]["silence_s"] == pytest.approx(
        answer["duration_s"], abs=0.01
    )


def test_json_tells_why_a_follow_up_was_asked(report: SessionReport) -> None:
    asked = json.loads(render_json(report))["turns"][2]
    assert (asked["text"], asked["because"]) == ("What did Anna say to that?", "No number says what Anna thought.")
    assert (asked["quote"], asked["quote_take"]) == ("14 to 2", "turn-01")


def test_csv_is_a_line_an_answer_with_the_seconds_of_the_analysis(report: SessionReport) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(report)), strict=True))
    assert [row["take"] for row in rows] == ["turn-01", "turn-02", "turn-03"]
    assert list(rows[0]) == list(COLUMNS)
    analysis = report.answers[0].analysis
    assert analysis
    columns = ("situation_s", "task_s", "action_s", "result_s", "lesson_s", "other_s")
    assert [float(rows[0][name]) for name in columns] == pytest.approx(
        [analysis.timing.seconds[section] for section in SECTIONS], abs=0.001
    )
    assert (rows[0]["flags"], rows[1]["grade"]) == ("vague", "weak")
    assert sum(len(row["flags"].split()) for row in rows) == report.summary.flags


def test_no_cell_of_csv_is_a_formula(report: SessionReport) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(report))))
    assert rows[2]["text"] == "'=SUM(A1) is what Annabel said."
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_markdown_shows_what_was_said_as_it_was_said(report: SessionReport) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(render_markdown(report))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; desk &amp; nobody" in page
    assert "<script" not in page
    assert "wrote a check | that ran every night, * and I showed anna’s".replace("’", "'") in page
    assert page.count("<h1>") == 1
    assert page.count("<table>") == 3, "the answers, and the sections of two stories"
    assert "=SUM(A1) is what Annabel said." in page


def test_markdown_tells_findings_with_their_quotes_at_the_session_s_time(report: SessionReport) -> None:
    text = render_markdown(report)
    assert "What exactly you did stays open (80% sure)" in text
    assert "0:06 “My task was to find out what broke --> and where.”" in text
    assert "1 pause over 2 s, the longest 2.6 s at 0:19" in text
    assert "**weak** So few words leave the question open. (80% sure)  \n  0:27 “was glad”" in text


def test_markdown_tells_reasons_bookmarks_and_what_was_left_open_once(report: SessionReport) -> None:
    text = render_markdown(report)
    assert "Why: No number says what Anna thought.\n\n0:24 “14 to 2”" in text
    assert "Ask Anna about this" in text
    assert text.count("What could have gone wrong?") == 1
    assert text.index("What could have gone wrong?") > text.index("### Answer: Question 1, follow-up 1")


def test_what_a_follow_up_did_to_its_story_is_in_the_report_under_both(report: SessionReport) -> None:
    steps = [turn["answer"].get("story") for turn in json.loads(render_json(report))["turns"] if turn.get("answer")]
    assert [step is not None for step in steps] == [True, True, False]
    assert steps[0]["now"] == steps[1]["now"]
    assert render_markdown(report).count("The story after this follow-up") == 2
