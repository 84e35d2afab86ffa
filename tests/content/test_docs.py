"""The pages of docs/ and the README: their links lead somewhere, their commands exist, their examples work."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from simulator.cli.commands import app
from simulator.content.check import check
from simulator.content.load import load_library
from simulator.content.models import Library

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`(simulator [^`]+)`")
LINE = re.compile(r"^(?: {4}|\$ )?(simulator \S.*)$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
FIGURE = re.compile(r"\b0\.\d{2,}\b")
"""As the tables write a share."""
EXAMPLE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)


def calls(text: str) -> Iterator[str]:
    """Calls of the program that a page names, without what a column beside them says of them."""
    for call in [*SPAN.findall(text), *LINE.findall(text)]:
        words = re.split(r"\s{2,}", call.strip())[0].removeprefix("simulator").strip()
        if words:
            yield words


def complaint(call: str) -> str:
    """What is wrong with a call as in `stories list --json`, or nothing."""
    command = get_command(app)
    words = re.sub(r"[^\w\s-].*", "", call).split()
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        name = words.pop(0)
        if name.isupper():  # COMMAND stands for any of them
            return ""
        if name not in command.commands:
            return f"there is no command {name}"
        command = command.commands[name]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "--version"}
    return next((f"there is no {option}" for option in OPTION.findall(call) if option not in known), "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = [link.split("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    files = [link for link in links if link and "://" not in link]
    assert [link for link in files if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    named = list(calls(page.read_text(encoding="utf-8")))
    assert {call: complaint(call) for call in named if complaint(call)} == {}


@pytest.mark.parametrize("call", ["rehearse", "session --loudly", "stories sell"])
def test_a_command_that_is_not_there_would_be_noticed(call: str) -> None:
    assert list(calls(f"Run `simulator {call}`.\n\n    simulator {call}    and see")) == [call, call]
    assert complaint(call)


def test_commands_are_looked_for_in_the_pages_at_all() -> None:
    assert len([call for page in PAGES for call in calls(page.read_text(encoding="utf-8"))]) > 30


@pytest.mark.parametrize("name", ["star-timing.md", "findings-and-follow-ups.md"])
def test_a_measured_figure_on_a_page_stands_in_a_page_of_figures_that_it_links_to(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    linked = {link for link in LINK.findall(page) if link.startswith("figures/")}
    measured = set(FIGURE.findall("".join((ROOT / "docs" / link).read_text(encoding="utf-8") for link in linked)))
    assert sorted(set(FIGURE.findall(page)) - measured) == []


def test_the_examples_of_writing_content_pass_the_check_and_load_as_a_persons_own_files(
    shipped: Library, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "writing-content.md").read_text(encoding="utf-8")
    examples = dict(EXAMPLE.findall(page))
    assert len(examples) == page.count("```toml") == 3
    for name, text in examples.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert check([tmp_path], against=shipped) == []
    library = load_library(ROOT / "prompts", ROOT / "followups", tmp_path)
    assert library.warnings == ()
    assert library.plan("my-plan").questions == ("my-spreadsheet",)
    assert "my-landing-quote" in {one.id for one in library.family("landing").wordings}


def test_the_fault_that_writing_content_shows_is_what_the_check_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "writing-content.md").read_text(encoding="utf-8")
    question = dict(EXAMPLE.findall(page))["prompts/my-questions.toml"]
    file = tmp_path / "my-questions.toml"
    file.write_text(question.replace("trap =", "trpa ="), encoding="utf-8")
    (problem,) = check([file])
    assert str(problem).removeprefix(f"{tmp_path}/") in page
