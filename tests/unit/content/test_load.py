"""Shipped content and the person's own, as one library."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.content.load import load_library
from simulator.content.models import Library
from simulator.errors import BadInput

pytestmark = pytest.mark.unit

Write = Callable[[str, str | bytes], Path]
Load = Callable[[], Library]
MakeQuestion = Callable[[str, str], str]


def test_no_folder_of_ones_own_is_no_fault(load: Load) -> None:
    library = load()
    assert [one.id for one in library.questions] == ["shipped-one"]
    assert library.warnings == ()


def test_a_question_of_ones_own_comes_after_the_shipped_ones_with_sensible_defaults(
    load: Load, write: Write, question: MakeQuestion
) -> None:
    path = write("user/prompts/mine.toml", question("mine", "What did you hear?"))
    own = load().questions[-1]
    assert (own.id, own.levels, own.companies, own.tests) == ("mine", ("junior", "mid", "senior", "staff"), (), "")
    assert own.source == f"{path}:4"


def test_a_broken_file_is_left_out_with_one_warning_and_the_rest_is_used(
    load: Load, write: Write, question: MakeQuestion
) -> None:
    broken = write("user/prompts/a.toml", question("Bad Id", "") + 'levl = "mid"\n')
    write("user/prompts/b.toml", question("mine", "What did you hear?"))
    library = load()
    assert [one.id for one in library.questions] == ["shipped-one", "mine"]
    (warning,) = library.warnings
    assert warning.startswith(f"Left out {broken}:4: questions[0].id: ")
    assert "(and 2 more)" in warning
    assert "simulator check" in warning


def test_the_warning_names_the_nearest_valid_key(load: Load, write: Write, question: MakeQuestion) -> None:
    write("user/prompts/a.toml", question("mine", "What did you hear?") + 'levl = "mid"\n')
    (warning,) = load().warnings
    assert "a.toml:6: questions[0].levl: unknown key; did you mean “levels”?" in warning


def test_an_id_or_a_text_that_is_shipped_already_leaves_the_persons_file_out(
    load: Load, write: Write, question: MakeQuestion
) -> None:
    write("user/prompts/a.toml", question("shipped-one", "What did you hear?"))
    write("user/prompts/b.toml", question("mine", "what did you see!"))
    library = load()
    assert [one.text for one in library.questions] == ["What did you see?"]
    assert "question id “shipped-one” is already used in noticed.toml:4" in library.warnings[0]
    assert "the same words are already used in noticed.toml:5" in library.warnings[1]


def test_a_file_left_out_does_not_block_another_that_uses_its_id(
    load: Load, write: Write, question: MakeQuestion
) -> None:
    write("user/prompts/a.toml", question("mine", "What did you hear?") + "oops = 1\n")
    write("user/prompts/b.toml", question("mine", "What did you hear?"))
    library = load()
    assert library.question("mine")
    assert len(library.warnings) == 1


def test_own_wordings_are_added_to_the_shipped_family(load: Load, write: Write) -> None:
    write(
        "user/followups/impact.toml",
        'family = "impact"\ntitle = "My impact"\nweak = ["shrugs"]\n'
        '[[wordings]]\nid = "mine"\ntext = "And in money?"\n',
    )
    family = load().family("impact")
    assert [one.id for one in family.wordings] == ["impact-one", "mine"]
    assert (family.title, family.why) == ("My impact", "Because.")
    assert (family.weak, family.strong) == (("vague", "shrugs"), ("a number",))


def test_a_plan_of_ones_own_may_name_questions_of_any_file(load: Load, write: Write, question: MakeQuestion) -> None:
    plan = (
        'id = "p"\ntitle = "P"\nminutes = 5\ndescription = "D"\nquestions = ["shipped-one", "zebra"]\nlevel = "mid"\n'
    )
    write("user/prompts/plans/p.toml", plan)
    write("user/prompts/z.toml", question("zebra", "What did you hear?"))
    library = load()
    assert library.warnings == ()
    read = library.plan("p")
    assert (read.questions, read.count, read.probes, read.prep_s, read.level) == (
        ("shipped-one", "zebra"),
        2,
        2,
        0.0,
        "mid",
    )


def test_a_plan_that_names_a_question_left_out_is_left_out_too(
    load: Load, write: Write, question: MakeQuestion
) -> None:
    plan = 'id = "p"\ntitle = "P"\nminutes = 5\ndescription = "D"\nquestions = ["zebra"]\n'
    write("user/prompts/plans/p.toml", plan)
    write("user/prompts/z.toml", question("zebra", ""))
    library = load()
    assert library.plans == ()
    assert len(library.warnings) == 2
    assert "p.toml:5: questions[0]: unknown question “zebra”" in library.warnings[1]


def test_markup_stays_plain_text(load: Load, write: Write, question: MakeQuestion) -> None:
    write("user/prompts/a.toml", question("mine", "[bold red]What[/] did you hear?"))
    assert load().question("mine").text == "[bold red]What[/] did you hear?"


def test_a_text_over_several_lines_becomes_one_line(load: Load, write: Write) -> None:
    write(
        "user/prompts/a.toml",
        "family = 'influence'\n[[questions]]\nid = 'mine'\ntext = '''\nWhat did\n  you \thear?\n'''\n",
    )
    assert load().question("mine").text == "What did you hear?"


def test_a_file_with_a_name_that_nobody_reads_is_mentioned(load: Load, write: Write) -> None:
    write("user/prompts/mine.yaml", "a: b")
    (warning,) = load().warnings
    assert "mine.yaml: is not read" in warning


def test_a_prompts_folder_that_is_a_file_gives_a_warning(load: Load, write: Write) -> None:
    write("user/prompts", "not a folder")
    library = load()
    assert len(library.questions) == 1
    assert len(library.warnings) == 1


def test_a_broken_shipped_file_stops_with_one_line(load: Load, write: Write) -> None:
    write("shipped/prompts/noticed.toml", "family = ")
    with pytest.raises(BadInput, match=r"noticed\.toml:1: is not valid TOML") as caught:
        load()
    assert "\n" not in str(caught.value)


def test_a_shipped_id_used_twice_stops_with_one_line(load: Load, write: Write, question: MakeQuestion) -> None:
    write("shipped/prompts/z.toml", question("shipped-one", "What else?"))
    with pytest.raises(BadInput, match=r"z\.toml:4: .*already used in noticed\.toml:4"):
        load()


def test_a_shipped_plan_that_names_nothing_stops_with_one_line(load: Load, write: Write) -> None:
    write(
        "shipped/prompts/plans/p.toml",
        'id = "p"\ntitle = "P"\nminutes = 5\ndescription = "D"\nquestions = ["shipped-on"]\n',
    )
    with pytest.raises(BadInput, match="did you mean “shipped-one”"):
        load()


def test_missing_shipped_folders_stop_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="prompts"):
        load_library(tmp_path / "prompts", tmp_path / "followups")


def test_unknown_ids_raise_key_errors(load: Load) -> None:
    library = load()
    for find in (library.question, library.family, library.plan):
        with pytest.raises(KeyError, match="nothing"):
            find("nothing")
