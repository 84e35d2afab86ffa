"""Tab completes commands and options, in the shells that typer knows; here with a real bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit
in_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has `simulator` on the path, and a home of their own."""
    command = tmp_path / "bin" / "simulator"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m simulator "$@"\n')
    command.chmod(0o755)
    (tmp_path / "home").mkdir()
    return {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "SIMULATOR_HOME": str(tmp_path / "data"),
    }


def said(place: dict[str, str], *command: str, **variables: str) -> str:
    done = subprocess.run(
        command, env={**place, **variables}, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "hooks_in"),
    [
        ("bash", "complete -o default -F _simulator_completion simulator"),
        ("zsh", "compdef _simulator_completion simulator"),
        ("fish", "complete --command simulator"),
    ],
)
def test_a_script_comes_out_for_each_shell(place: dict[str, str], shell: str, hooks_in: str) -> None:
    script = said(place, "simulator", _SIMULATOR_COMPLETE=f"source_{shell}")
    assert hooks_in in script
    assert f"_SIMULATOR_COMPLETE=complete_{shell}" in script


def test_se_is_completed_to_three_commands_with_their_summaries_in_zsh_and_fish(place: dict[str, str]) -> None:
    asked = {"_TYPER_COMPLETE_ARGS": "simulator se", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    fish = said(place, "simulator", _SIMULATOR_COMPLETE="complete_fish", **asked)
    assert [line.split("\t")[0] for line in fish.splitlines()] == ["session", "search", "settings"]
    assert "Hold a session" in fish
    zsh = said(place, "simulator", _SIMULATOR_COMPLETE="complete_zsh", **asked)
    assert '"session":"Hold a session' in zsh
    assert '"search":"Find what was ever said' in zsh


@in_bash
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("sea",), ["search"]),
        (("se",), ["session", "search", "settings"]),
        (("settings", "set", "keep"), ["keep_audio", "keep_days"]),
        (("models", "re"), ["remove"]),
        (("session", "--le"), ["--level"]),
        (("session", "--level", "s"), ["senior", "staff"]),
        (("zz",), []),
    ],
    ids=" ".join,
)
def test_bash_completes_with_the_script_that_the_program_shows(
    place: dict[str, str], typed: tuple[str, ...], offered: list[str]
) -> None:
    lines = (
        'eval "$(simulator --show-completion)"',
        f"COMP_WORDS=(simulator {' '.join(typed)}); COMP_CWORD={len(typed)}",
        "_simulator_completion simulator",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    )
    assert said(place, "bash", "--norc", "-c", "\n".join(lines)).split() == offered


@in_bash
def test_installing_it_adds_to_what_the_shell_reads_at_its_start(place: dict[str, str]) -> None:
    start = Path(place["HOME"]) / ".bashrc"
    start.write_text("alias mine=true\n")
    said(place, "bash", "--norc", "-c", "simulator --install-completion\ntrue")
    assert start.read_text().startswith("alias mine=true\n")
    asked = "complete -p simulator"
    assert "_simulator_completion" in said(place, "bash", "--norc", "-c", f'source "$HOME/.bashrc"\n{asked}')
