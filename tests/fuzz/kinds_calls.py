"""What a person types: ids that lead elsewhere, and settings of every wrong type, in the file and around the call."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import SimulatorError, UsageError
from simulator.settings import Settings, change_settings, load_settings, override, settings_file
from simulator.wiring.archive import open_archive
from tests.fakes.replaying import past_session
from tests.fuzz import corpus
from tests.fuzz.harness import (
    Tally,
    assert_clear,
    assert_harmless,
    assert_one_line,
    assert_refused,
    call,
    drawing,
    nothing_written_but_in,
    one_of,
)
from tests.fuzz.kinds_content import as_toml
from tests.fuzz.spoiling import HOSTILE

_IDS = (
    "", ".", "..", "../x", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "./a", "a/..", "~", "~root", "a b", "a\0b",
    "-rf", "--yes", "*", "$HOME", "x" * 5000, "é", *HOSTILE,
)  # fmt: skip
_COMMANDS = (
    ("delete", "--yes", "--", "ID"),
    ("report", "--", "ID"),
    ("report", "--format", "html", "--no-audio", "--", "ID"),
    ("export", "-o", "out.zip", "--", "ID"),
    ("replay", "--", "ID"),
    ("replay", "SESSION", "--take=ID"),
    ("import", "--", "ID"),
    ("import", "--marks=ID", "good.wav"),
)
_SLOW_COMMANDS = (
    ("compare", "--", "ID"),
    ("compare", "--", "SESSION/ID"),
    ("session", "--plain", "--typed", "--plan=ID"),
    ("session", "--plain", "--typed", "--question=ID"),
    ("analyse", "--", "ID"),
    ("check", "--", "ID"),
)
"""They read all content first, and load models."""
_TAKING_PATHS = ("analyse", "import", "check")
_VALUES: tuple[Any, ...] = (
    None, True, 7, -1, 1.5, 1e308, float("nan"), float("inf"), 10**30, "", "x", [], ["x"], {}, {"x": 1}, "a" * 5000,
    *HOSTILE[:-1],
)  # fmt: skip


def bad_ids(examples: int, folder: Path) -> Tally:
    """Every id to every command that takes one; drawn ones to the archive itself."""
    tally = Tally("ids")
    home = folder / "home"
    session = past_session(home / "recordings")
    archive = open_archive()

    def refused(wanted: str) -> None:
        try:
            archive.open(wanted)
        except UsageError as error:
            assert_clear(error)
            assert_harmless(str(error))
            tally.ends["refused"] += 1
        else:
            assert wanted == session.id
            tally.ends["taken"] += 1

    @drawing(examples)
    @given(st.text(max_size=30) | st.from_regex(r"[A-Za-z0-9_./\\-]{1,20}"))
    def drawn(wanted: str) -> None:
        refused(wanted)

    before = Path.cwd()
    (folder / "in").mkdir()
    os.chdir(folder / "in")
    try:
        with nothing_written_but_in(home, around=folder):
            for number, wanted in enumerate(_IDS):
                refused(wanted)
                for command in (*_COMMANDS, _SLOW_COMMANDS[number % len(_SLOW_COMMANDS)]):
                    if command[0] in _TAKING_PATHS and _is_there(wanted):
                        continue
                    words = [word.replace("SESSION", session.id).replace("ID", wanted) for word in command]
                    said = call(*words)
                    assert said.code in (0, 1, 2), (words, said)
                    tally.ends[f"exit code {said.code}"] += 1
            drawn()
        assert archive.open(session.id).load_session().title == "Quick round"
    finally:
        os.chdir(before)
    return tally


def _is_there(name: str) -> bool:
    """As a path, which such a command is then right to follow."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def bad_settings(examples: int, folder: Path) -> Tally:
    """Each key with each wrong value, in settings.toml, as a variable, as a choice of a call, and to be kept."""
    tally = Tally("settings")
    home = folder / "home"
    path = settings_file()
    path.parent.mkdir(parents=True)

    def one(content: bytes, *, by_hand: bool = False) -> None:
        path.write_bytes(content)
        try:
            load_settings()
        except SimulatorError as error:
            assert_clear(error, "settings.toml")
            if by_hand or one_of(10, content):
                assert_refused(call("analyse", "x"), "settings.toml")
            tally.ends["refused"] += 1
        else:
            assert not by_hand, content[:200]
            tally.ends["taken"] += 1

    def choice(key: str, value: Any) -> None:
        for try_it in (lambda: override(**{key: value}), lambda: change_settings(load_settings(), {key: value})):
            try:
                try_it()
            except SimulatorError as error:
                assert_one_line(error)
                tally.ends["refused"] += 1
            else:
                tally.ends["taken"] += 1
            path.unlink(missing_ok=True)

    def variable(key: str, value: str) -> None:
        with mock.patch.dict(os.environ, {f"SIMULATOR_{key.upper()}": value}):
            try:
                load_settings()
            except SimulatorError as error:
                assert_clear(error, f"SIMULATOR_{key.upper()}")
                tally.ends["refused"] += 1
            else:
                tally.ends["taken"] += 1

    good = "".join(f"{line}\n" for line in ('plan = "quick"', "probes = 1", 'cues = "off"', "prep_s = 20.5"))
    keys = st.sampled_from(sorted(Settings.model_fields))

    @drawing(examples)
    @given(st.binary(max_size=8), st.integers(0, len(good)), st.integers(0, 8))
    def spoilt(typed: bytes, at: int, gone: int) -> None:
        one(good[:at].encode() + typed + good[at + gone :].encode())

    @drawing(examples)
    @given(keys, st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12))
    def drawn(key: str, value: str) -> None:
        variable(key, value)

    with nothing_written_but_in(home, around=folder):
        for _, content in corpus.files("settings"):
            one(content, by_hand=True)
        for content in _too_much():
            one(content, by_hand=True)
        for key in Settings.model_fields:
            for value in _VALUES:
                if value is not None:
                    one(as_toml({key: value}).replace("NaN", "nan").replace("Infinity", "inf").encode())
                choice(key, value)
            one(as_toml({key[:-1] + "q": 1}).encode())
        path.unlink()
        spoilt()
        path.unlink()
        drawn()
    return tally


def _too_much() -> Iterator[bytes]:
    yield b'plan = "h\xf6ren"\n'
    yield 'plan = "quick"\n'.encode("utf-16")
    yield b"\xef\xbb\xbf" + b"probes = = 1\n"
    yield b"a = " + b"[" * 100_000
    yield b"a" + b".a" * 30_000 + b" = 1\n"
    yield b"#" * 10_000_000
    yield b"probes = " + b"9" * 5000 + b"\n"
    yield b"\0" * 1000
    yield b'"\\u001b[2J\\u009b" = 1\n'
    yield b'plan = "quick"\nplan = "full"\n'
