"""The real program on a real terminal: what bad input and hostile words make it write there, byte by byte."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from simulator.archive.store import Archive
from simulator.paths import cache_dir
from tests.fakes.terminal import terminal
from tests.fuzz import corpus
from tests.fuzz.harness import OF_THE_BAR, Tally, assert_harmless, nothing_written_but_in
from tests.fuzz.kinds_told import COMMANDS, session_with
from tests.fuzz.spoiling import HOSTILE

_PROGRAM = (sys.executable, "-m", "simulator")
_SIGN = "\x1b]0;mine\x07"
_ALL = "".join((_SIGN, *HOSTILE[:-1]))

Run = tuple[str | Path, ...]


def on_a_terminal(runs: int, folder: Path) -> Tally:
    """The first `runs` calls of a list that has some of each sort among its first."""
    tally = Tally("on a terminal")
    home, inbox = folder / "home", folder / "in"
    inbox.mkdir()
    for name, content in (("a\x1b[31mb.mp3", b"text"), ("a\x9b31mb.zip", b"PK"), ("a\u202eb.txt", b"")):
        (inbox / name).write_bytes(content)
    env = _home(home)
    session_id = session_with(Archive(home / "recordings"), _ALL).id
    with nothing_written_but_in(home, around=folder):
        for _, run in zip(range(runs), _runs(session_id, inbox), strict=False):
            with terminal([*_PROGRAM, *map(str, run)], env) as screen:
                code = screen.wait(60)
                said = screen.close_and_read()
            assert code in (0, 1, 2), (run, code, said)
            assert "Traceback" not in said
            assert "A fault in the program" not in said, said
            assert_harmless(OF_THE_BAR.sub("", said.replace("\r\n", "\n")))
            tally.ends[f"exit code {code}"] += 1
    return tally


def app_on_a_terminal(folder: Path) -> Tally:
    """A past session whose every text steers, looked at in the app: its own controls are there, and none of those."""
    tally = Tally("the app on a terminal")
    home = folder / "home"
    env = _home(home)
    session_id = session_with(Archive(home / "recordings"), _ALL).id
    with terminal([*_PROGRAM, "replay", session_id], env) as screen:
        screen.until("noticed")
        screen.press("\x11")
        assert screen.wait(30) == 0
        said = screen.close_and_read()
    assert _SIGN not in said
    assert "\x9b" not in said
    assert "\u202e" not in said
    assert "Traceback" not in said
    tally.ends["shown"] += 1
    return tally


def _home(home: Path) -> dict[str, str]:
    home.mkdir()
    (home / "cache").symlink_to(cache_dir())
    return os.environ | {"SIMULATOR_HOME": str(home), "TERM": "xterm-256color"}


def _runs(session_id: str, inbox: Path) -> Iterator[Run]:
    kept = corpus.FOLDER
    yield "list", "--json"
    yield "import", inbox / "a\x1b[31mb.mp3"
    yield "check", kept / "content" / "escape.toml"
    yield "report", session_id
    yield "import", kept / "zips" / "way-up.zip"
    yield "analyse", inbox / "a\u202eb.txt"
    yield "import", inbox / "a\x9b31mb.zip"
    for command in COMMANDS:
        yield tuple(session_id if word == "ID" else word for word in command)
    yield from (("session", "--plain", "--mic", path) for path in corpus.paths("sound"))
    yield from (("check", path) for path in corpus.paths("content"))
    yield from (("import", path) for path in corpus.paths("zips"))
    yield from (("analyse", path) for path in corpus.paths("texts"))
    for text in HOSTILE[:-1]:
        if "\0" not in text:
            yield from (("delete", "--", text), ("report", "--", text), ("search", "--", text), (text,))
