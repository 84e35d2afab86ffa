"""A terminal or pipe that speaks another encoding, or ends too soon: no session ends by it, no call fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.store import Archive
from tests.fakes.terminal import terminal

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "simulator")
TYPED = ("session", "--typed", "--questions", "1", "--probes", "0", "--voice", "none")
NO_TEXT = "\udcff\udce4"
"""Two bytes of another encoding, as a terminal that is not set to UTF-8 sends for letters with marks."""


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    return os.environ | {paths.HOME_VARIABLE: str(home), "TERM": "xterm-256color"}


def run(env: dict[str, str], encoding: str, *arguments: str, typing: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [*PROGRAM, *arguments], cwd=ROOT, env=env | {"PYTHONIOENCODING": encoding}, input=typing, capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_an_answer_typed_with_bytes_that_are_no_text_is_kept_but_for_them(env: dict[str, str]) -> None:
    typing = b"I did \xff\xe4 this myself.\nIt runs every night.\n.\n\n"
    code, out, errors = run(env, "utf-8:strict", *TYPED, "--plain", typing=typing)
    assert (code, errors) == (0, "")
    assert "Summary: 1 answer" in out
    assert "I did \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} this myself." in out


def test_the_app_lives_on_when_its_terminal_sends_bytes_that_are_no_text(env: dict[str, str], home: Path) -> None:
    with terminal((*PROGRAM, *TYPED), env) as screen:
        screen.until("Type your answer")
        screen.press(f"before {NO_TEXT} after")
        screen.until("after")
        screen.press("\x11")
        assert screen.wait(20) == 0
        assert b"Traceback" not in screen.raw
    (summary,) = Archive(home / "recordings").list()
    assert summary.state == "finished"


@pytest.mark.parametrize("arguments", [("learn",), ("learn", "the-arc")])
def test_letters_that_an_output_does_not_have_are_written_as_escapes(
    env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    code, out, errors = run(env, "ascii", *arguments)
    assert (code, errors) == (0, "")
    assert out.isascii()


@pytest.mark.parametrize("command", ["list", "today", "learn", "check"])
def test_a_reader_that_has_gone_is_no_fault(env: dict[str, str], command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, command], cwd=ROOT, env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
