"""A fresh machine without sound: the real program in a pty, from the first start to a saved story and a plan."""

import json
import os
import stat
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.store import Archive
from tests.fakes.terminal import Terminal, terminal

pytestmark = pytest.mark.fault
PROGRAM = [sys.executable, "-m", "simulator"]
ANSWER = (
    "Every Monday our technicians waited for spare parts, and nobody had asked me to look into it. "
    "I counted for three weeks: it was seven hours a week. I asked the storekeeper for one box, as a trial. "
    "Waiting went from seven hours to one, and the box is still there."
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own, with the model that is assembled already; no sound server can be reached from it."""
    (tmp_path / "cache").symlink_to(paths.cache_dir())
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none"}
    return os.environ | nowhere | {
        "SIMULATOR_HOME": str(tmp_path), "SIMULATOR_INTRODUCED": "false", "TERM": "xterm-256color",
    }  # fmt: skip


def leave(screen: Terminal) -> None:
    screen.press("\x11")
    assert screen.wait() == 0
    assert screen.settings_now == screen.settings_before
    assert b"Traceback" not in screen.raw


def test_the_first_start_leads_to_an_answer_with_its_lane_a_story_made_of_it_and_a_plan_for_tomorrow(
    env: dict[str, str], tmp_path: Path
) -> None:
    tomorrow = date.today() + timedelta(days=1)
    with terminal(PROGRAM, env | {"SIMULATOR_VOICE": "none"}) as screen:
        screen.until("Can you be heard?")
        screen.until("You can type your answers")
        screen.press("\r")
        screen.until("2 of 4")
        screen.press("\r")
        screen.until("The day")
        screen.press("\x1b[C")
        screen.until("‹ senior ›")
        screen.press("\r")
        screen.until("so you type it")
        screen.press("\r")
        screen.until("Question 1 of 1")
        screen.until("F2")
        screen.press(ANSWER)
        screen.until("still there")
        screen.press("\x1bOQ")
        screen.until("Space for the summary")
        screen.press(" ")
        screen.until("Summary")
        screen.until("Situation")
        screen.until("B makes a story of this answer")
        screen.press("b")
        screen.until("A story of this answer")
        assert "“" in screen.until("● Title")
        screen.press("k")
        screen.until("to do, at the end")
        screen.press("\x1b")
        screen.until("B changes it")
        screen.press("q")
        screen.until("Today:")
        screen.press("t")
        screen.until("No date yet")
        screen.press("d")
        screen.until("When is your interview?")
        screen.press("tomorrow\r")
        screen.until("Tomorrow is the day: short and light")
        screen.until(f"{tomorrow:%A}, {tomorrow.day} {tomorrow:%B}:")
        assert "✓ One question aloud" in screen.text
        leave(screen)
    kept = tomllib.loads((tmp_path / "config" / "settings.toml").read_text())
    assert (kept["introduced"], kept["level"], kept["interview"]) == (True, "senior", tomorrow)
    (session,) = Archive(tmp_path / "recordings").list()
    assert (session.state, session.takes) == ("finished", 1)
    (file,) = (tmp_path / "stories").glob("*.toml")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    story = tomllib.loads(file.read_text(encoding="utf-8"))
    (told,) = story["takes"]
    assert story["title"]
    assert "seven hours" in story["number"]
    assert told["take"].startswith(f"{session.id}/")
    assert "number" in told["quotes"]
    assert all(quote in ANSWER for quote in told["quotes"].values())
    said = subprocess.run([*PROGRAM, "today", "--json"], env=env, capture_output=True, text=True, check=True).stdout
    assert json.loads(said)["interview"] == tomorrow.isoformat()


def test_who_leaves_the_first_steps_is_not_asked_again(env: dict[str, str], tmp_path: Path) -> None:
    with terminal(PROGRAM, env) as screen:
        screen.until("Can you be heard?")
        screen.press("\x1b")
        screen.until("Start a session")
        leave(screen)
    assert "introduced = true" in (tmp_path / "config" / "settings.toml").read_text()
