"""Every sort of broken content file gives one clear problem at the right line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.content.check import check, content_paths
from simulator.content.load import load_library
from simulator.content.plaintext import unsafe_character

pytestmark = pytest.mark.unit

Write = Callable[[str, str | bytes], Path]

GOOD = """\
family = "noticed_first"

[[questions]]
id = "one"
text = "What did you see?"

[[questions]]
id = "two"
text = "What did you hear?"
levels = ["junior", "mid"]
"""
FOLLOWUP = """\
family = "impact"

[[wordings]]
id = "impact-mine"
text = "By how much?"
"""
BY_HOW_MUCH = 'text = "By how much?"'
PLAN = """\
id = "mine"
title = "Mine"
minutes = 5
description = "Short."

[[pick]]
count = 1
"""


def edited(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


Made = tuple[str, str | bytes]


def q(old: str, new: str) -> Made:
    """The good question file with one edit."""
    return "prompts/a.toml", edited(GOOD, old, new)


def more(line: str) -> Made:
    return "prompts/a.toml", GOOD + line + "\n"


def whole(content: str | bytes) -> Made:
    return "prompts/a.toml", content


def f(old: str, new: str) -> Made:
    return "followups/a.toml", edited(FOLLOWUP, old, new)


def p(old: str, new: str) -> Made:
    return "prompts/plans/a.toml", edited(PLAN, old, new)


HEARD = "What did you hear?"
PICK = "[[pick]]\ncount = 1\n"
TEXT, LEVELS, PROBE = "questions[1].text", "questions[1].levels", "wordings[0].text"

# name, (file, content), line, key, part of what is said, nearest
BROKEN: list[tuple[str, Made, int, str, str, str]] = [
    ("unknown key", q("levels", "level"), 10, "questions[1].level", "unknown key", "levels"),
    ("unknown key at the top", whole("famly = 1\n" + GOOD), 1, "famly", "unknown key", "family"),
    ("number for a text", q(f'"{HEARD}"', "7"), 9, TEXT, "must be text", ""),
    ("text for a list", q('["junior", "mid"]', '"mid"'), 10, LEVELS, "must be a list", ""),
    ("text for a table", whole('family = "influence"\nquestions = ["x"]'), 2, "questions[0]", "must be a table", ""),
    ("truth for a number", p("= 5", "= true"), 3, "minutes", "whole number", ""),
    ("unknown family", q("noticed_first", "noticed-frist"), 1, "family", "unknown family", "noticed_first"),
    ("missing family", q('family = "noticed_first"\n', ""), 1, "family", "is missing", ""),
    ("unknown level", q('"mid"', '"boss"'), 10, LEVELS + "[1]", "unknown level “boss”", ""),
    ("misspelt level", q('"junior"', '"juinor"'), 10, LEVELS + "[0]", "unknown level", "junior"),
    ("level twice", q('"mid"', '"junior"'), 10, LEVELS, "“junior” twice", ""),
    ("no level at all", q('"junior", "mid"', ""), 10, LEVELS, "not be empty", ""),
    ("company", more('companies = ["amazn"]'), 11, "questions[1].companies[0]", "unknown company", "amazon"),
    ("skill", more('competencies = ["owner"]'), 11, "questions[1].competencies[0]", "unknown comp", "ownership"),
    ("unknown probe", f("impact", "own-part"), 1, "family", "unknown probe family", "own_part"),
    ("tone", f("text", 'tone = "barraiser"\ntext'), 5, "wordings[0].tone", "unknown tone", "bar_raiser"),
    ("empty text", q(HEARD, "  "), 9, TEXT, "is empty", ""),
    ("no questions", whole('family = "influence"\nquestions = []\n'), 2, "questions", "not be empty", ""),
    ("same id twice", q('"two"', '"one"'), 8, "questions[1].id", "already used in a.toml:4", ""),
    ("same words twice", q(HEARD, "what did you see"), 9, TEXT, "already used in a.toml:5", ""),
    ("id with a blank", q('"two"', '"no 2"'), 8, "questions[1].id", "lower-case", ""),
    ("escape", q("hear", "\\u001b[2Jhear"), 9, TEXT, "U+001B", ""),
    ("bare escape", q("hear", "\x1b[2Jhear"), 9, "", "is not valid TOML", ""),
    ("bidi", q("hear", "\u202ehear"), 9, TEXT, "U+202E RIGHT-TO-LEFT OVERRIDE", ""),
    ("zero-width", q("hear", "\u200bhear"), 9, TEXT, "U+200B", ""),
    ("slot in a question", q("hear", "{quote}"), 9, TEXT, "no slots", ""),
    ("other slot", f("By", "“{name}”. By"), 5, PROBE, "unknown slot {name}", "{quote}"),
    ("lone brace", f("By", "{ By"), 5, PROBE, "unknown slot {", "{quote}"),
    ("slot twice", f("By", "“{quote}”. “{quote}”. By"), 5, PROBE, "twice", ""),
    ("slot without quotes", f("By", "{quote}. By"), 5, PROBE, "quotation marks", ""),
    ("too long", q("hear", "hear " * 200), 9, TEXT, "at most 400", ""),
    ("bad TOML", q('"two"', "two"), 8, "", "is not valid TOML", ""),
    ("key twice", q('id = "two"', 'id = "two"\nid = "three"'), 9, "", "is not valid TOML", ""),
    ("open string", more("trap = '''\nnever ends"), 12, "", "is not valid TOML", ""),
    ("not UTF-8", whole(GOOD.replace("hear", "h\u00f6r").encode("latin-1")), 9, "", "is not UTF-8", ""),
    ("UTF-16", whole(GOOD.encode("utf-16")), 1, "", "is not UTF-8", ""),
    ("10 MB", whole(GOOD + "#" * 10_000_000), 0, "", "10.0 MB", ""),
    ("nested too deeply", whole("a = " + "[" * 50_000), 1, "", "nested too deeply", ""),
    ("key of many parts", whole("a" + ".a" * 40_000 + " = 1"), 1, "", "has over 64 dots in one line", ""),
    ("too many rows", whole("x = 1\nquestions = [" + "1," * 501 + "]"), 2, "questions", "has over 500 entries", ""),
    ("number of 5000 digits", whole("a = " + "9" * 5000), 1, "", "is not valid TOML", ""),
    ("empty file", whole(""), 1, "family", "is missing", ""),
    ("wrong ending", ("prompts/a.tml", GOOD), 0, "", "ends in .toml", ""),
    ("question nobody has", p(PICK, 'questions = [\n  "x",\n]'), 7, "questions[0]", "unknown question “x”", ""),
    ("pick of none", p("count = 1", "count = 0"), 7, "pick[0].count", "greater than or equal to 1", ""),
    (
        "quote of nobody",
        f(BY_HOW_MUCH, BY_HOW_MUCH + '\nquotes = ["notised"]'),
        6,
        "wordings[0].quotes[0]",
        "“notised”",
        "noticed",
    ),
    ("quotes, no slot", f(BY_HOW_MUCH, BY_HOW_MUCH + '\nquotes = ["noticed"]'), 3, "wordings[0]", "has no {quote}", ""),
    ("plan without questions", p(PICK, ""), 1, "", "asks nothing", ""),
]


@pytest.mark.parametrize(
    ("made", "line", "key", "what", "near"), [case[1:] for case in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_a_fault_is_named_with_its_line_key_and_remedy(
    write: Write, tmp_path: Path, made: Made, line: int, key: str, what: str, near: str
) -> None:
    path = write(*made)
    problems = check([tmp_path])
    assert [(one.file, one.line, one.key) for one in problems[:1]] == [(path, line, key)], problems
    assert what in problems[0].what
    assert problems[0].nearest == near
    assert unsafe_character(str(problems[0])) == ""


@pytest.mark.parametrize(("file", "text"), [("prompts/a", GOOD), ("followups/a", FOLLOWUP), ("prompts/plans/a", PLAN)])
def test_the_files_that_the_faults_were_made_from_are_good(write: Write, tmp_path: Path, file: str, text: str) -> None:
    write(file + ".toml", text)
    assert check([tmp_path]) == []


def test_every_fault_of_a_file_is_listed_in_one_go(write: Write, tmp_path: Path) -> None:
    write("prompts/a.toml", edited(edited(GOOD, '"mid"', '"midd"'), "noticed_first", "nowhere"))
    assert [(one.line, one.key) for one in check([tmp_path])] == [(1, "family"), (10, "questions[1].levels[1]")]


def test_an_id_used_in_two_files_is_reported_in_the_second(write: Write, tmp_path: Path) -> None:
    write("prompts/a.toml", GOOD)
    second = write("prompts/b.toml", edited(edited(GOOD, "see", "smell"), "hear", "taste"))
    problems = check([tmp_path])
    assert [(one.file, one.line) for one in problems] == [(second, 4), (second, 8)]
    assert "a.toml:4" in problems[0].what


def test_a_path_that_is_not_there_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    (problem,) = check([tmp_path / "nothing.toml"])
    assert problem.what == "no such file or folder"


def test_a_file_given_by_itself_is_known_by_its_keys(write: Write) -> None:
    paths = [write("q.toml", GOOD), write("f.toml", FOLLOWUP), write("p.toml", PLAN)]
    assert check(paths) == []


def test_a_file_named_twice_is_checked_once(write: Write, tmp_path: Path) -> None:
    path = write("prompts/a.toml", GOOD)
    assert check([tmp_path, path]) == []


def test_notes_hidden_files_and_backups_are_passed_over(write: Write, tmp_path: Path) -> None:
    write("prompts/a.toml", GOOD)
    for name in ("README.md", "notes.txt", ".a.toml.swp", "a.toml~"):
        write(f"prompts/{name}", b"\xff\xfe")
    assert check([tmp_path]) == []


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write: Write, tmp_path: Path) -> None:
    write("prompts/a.toml", b"\xef\xbb\xbf" + edited(GOOD, "see", "smell").replace("\n", "\r\n").encode())
    assert check([tmp_path]) == []


def test_escapes_in_a_key_or_a_file_name_do_not_reach_the_message(write: Write, tmp_path: Path) -> None:
    write("prompts/a\x1b[31m.toml", GOOD + '"\\u001b[2J" = 1\n')
    (problem,) = check([tmp_path])
    assert unsafe_character(str(problem)) == ""
    assert "unknown key" in problem.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    os.mkfifo(tmp_path / "prompts" / "a.toml")
    (problem,) = check([tmp_path])
    assert problem.what == "is not a file"


def test_a_folder_with_a_content_name_and_a_link_to_itself_are_refused(tmp_path: Path) -> None:
    (tmp_path / "prompts" / "a.toml").mkdir(parents=True)
    (tmp_path / "prompts" / "b.toml").symlink_to(tmp_path / "prompts" / "b.toml")
    problems = check([tmp_path])
    assert [one.file.name for one in problems] == ["a.toml", "b.toml"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "prompts").mkdir(exist_ok=True)
    (tmp_path / "prompts" / "a.toml").write_bytes(raw)
    assert [one for one in check([tmp_path]) if unsafe_character(str(one))] == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([GOOD, FOLLOWUP, PLAN]), st.data())
def test_no_slip_of_the_finger_raises_or_points_outside_the_file(
    tmp_path: Path, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    typed = data.draw(st.text(alphabet="\"'[]{}=#\n\\ax1.\x1b\u202e", max_size=4))
    changed = text[:start] + typed + text[end:]
    path = tmp_path / "a.toml"
    path.write_text(changed, encoding="utf-8")
    for problem in check([path]):
        assert 1 <= problem.line <= changed.count("\n") + 1
        assert unsafe_character(str(problem)) == ""


def test_the_paths_to_check_are_the_shipped_folders_and_the_persons_own_where_there_are_any(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    assert [path.name for path in content_paths()] == ["prompts", "followups"]
    own = write("config/prompts/a.toml", GOOD).parent
    assert content_paths()[2:] == [own]
    assert check(content_paths()) == []


def test_a_file_is_held_against_the_library_but_not_against_itself(write: Write, tmp_path: Path) -> None:
    path = write("prompts/a.toml", GOOD)
    write("followups/f.toml", FOLLOWUP)
    library = load_library(tmp_path / "prompts", tmp_path / "followups")
    assert check([path, tmp_path / "followups" / "f.toml"], against=library) == []
    (copied_id, copied_text) = check([write("copy.toml", GOOD.split('[[questions]]\nid = "two"')[0])], against=library)
    assert "already used in" in copied_id.what
    assert "the same words" in copied_text.what


def test_a_plan_held_against_the_library_may_name_its_questions(write: Write, tmp_path: Path) -> None:
    write("prompts/a.toml", GOOD)
    write("followups/f.toml", FOLLOWUP)
    library = load_library(tmp_path / "prompts", tmp_path / "followups")
    plan = write("mine.toml", edited(PLAN, PICK, 'questions = ["two", "tow"]\n'))
    (problem,) = check([plan], against=library)
    assert (problem.key, problem.nearest) == ("questions[1]", "two")
