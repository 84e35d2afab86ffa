"""Content files: every wrong key and type, spoilt bytes, too large, too deep, steering the terminal."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from simulator.content.check import check
from simulator.content.read import MAX_BYTES
from simulator.content.schema import (
    ContentFile,
    ContextFile,
    FollowupFile,
    PickEntry,
    PlanFile,
    PromptFile,
    QuestionEntry,
    SketchEntry,
    WordingEntry,
)
from simulator.paths import content_dir
from tests.fuzz import corpus
from tests.fuzz.harness import Tally, assert_harmless, call, drawing, nothing_written_but_in, one_of

_MOST_LINES = 60
_HOSTILE = ("\x1b[2Jx", "\x9b31mx", "a\u202eb", "[/x]", "[bold red]x", "{quote}", "\x00", "\x7f", "../../x", "x" * 5000)
_WRONG: tuple[Any, ...] = (7, -1, 1.5, True, "", "x", [], [1], ["", ""], [[]], {}, {"x": 1}, [{}], 10**30, *_HOSTILE)

_QUESTION = {"id": "one", "text": "What did you see?"}
_WORDING = {"id": "impact-mine", "text": "By how much?"}
_GOOD: Mapping[str, tuple[type[ContentFile], dict[str, Any]]] = {
    "prompts/a.toml": (PromptFile, {"family": "noticed_first", "questions": [_QUESTION]}),
    "followups/a.toml": (FollowupFile, {"family": "impact", "wordings": [_WORDING]}),
    "followups/contexts/a.toml": (
        ContextFile,
        {"id": "mine", "title": "Mine", "profession": "Nurse", "story": "I saw it.", "families": ["impact"]},
    ),
    "prompts/plans/a.toml": (
        PlanFile,
        {"id": "mine", "title": "Mine", "minutes": 5, "description": "Short.", "pick": [{"count": 1}]},
    ),
}
_ROWS: Mapping[str, tuple[type[BaseModel], dict[str, Any]]] = {
    "questions": (QuestionEntry, _QUESTION),
    "wordings": (WordingEntry, _WORDING),
    "sketches": (SketchEntry, {"weak": "a", "strong": "b", "difference": "c"}),
    "pick": (PickEntry, {"count": 1}),
}


def bad_content(examples: int, folder: Path) -> Tally:
    """`check` reads every file; some of them go through the command too."""
    tally = Tally("content files")
    home, own = folder / "home", folder / "own"

    def one(name: str, content: bytes, *, by_hand: bool = False) -> int:
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        lines = [str(problem) for problem in check([path])]
        assert len(lines) <= _MOST_LINES
        assert_harmless("".join(lines))
        assert not any("\n" in line or str(path) not in line for line in lines), lines
        if by_hand or one_of(100, content):
            said = call("check", path)
            assert said.code == int(bool(said.out.startswith(str(path)))), said
            assert path.name in said.out or not lines
        tally.ends["refused" if lines else "taken"] += 1
        path.unlink()
        return len(lines)

    shipped = [*sorted(content_dir("prompts").rglob("*.toml")), *sorted(content_dir("followups").rglob("*.toml"))]
    places = {path: f"{path.parent.name}/{path.name}" for path in shipped}
    typed = st.sampled_from(
        (b"\x1b[2J", b"\xff", b"\x9b", b"\0", b"[/x]", b'"', b"'''", b"[[", b"]", b"=", b"\n", b"{")
    )

    @drawing(examples)
    @given(st.sampled_from(shipped), st.data())
    def spoilt(path: Path, data: st.DataObject) -> None:
        content = path.read_bytes()
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 20)))
        one(places[path], content[:start] + data.draw(typed | st.binary(max_size=6)) + content[end:])

    @drawing(examples)
    @given(st.sampled_from(shipped), st.data())
    def cut(path: Path, data: st.DataObject) -> None:
        content = path.read_bytes()
        one(places[path], content[: data.draw(st.integers(0, len(content)))])

    with nothing_written_but_in(home, own, around=folder):
        for name, content in [*corpus.files("content"), *too_much()]:
            assert one(name, content, by_hand=True), name
        for name, document in _wrong():
            one(name, as_toml(document).encode())
        spoilt()
        cut()
    return tally


def _wrong() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of every file with every wrong value, without it, and misspelt."""
    for name, (model, good) in _GOOD.items():
        for key, value in _changes(model, good):
            yield name, _with(good, key, value)
        for rows, (row, good_row) in _ROWS.items():
            if rows in model.model_fields:
                for key, value in _changes(row, good_row):
                    yield name, {**good, rows: [_with(good_row, key, value)]}


_GONE = object()


def _changes(model: type[BaseModel], good: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in model.model_fields:
        yield from ((key, wrong) for wrong in _WRONG)
        yield key, _GONE
        yield key[:-1] + "q", good.get(key, "x")


def _with(table: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {name: one for name, one in {**table, key: value}.items() if one is not _GONE}


def as_toml(table: Mapping[str, Any]) -> str:
    """A document of one line a key; what JSON and TOML write differently is taken care of."""
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value).replace("\x7f", "\\u007f")


def too_much() -> Iterator[tuple[str, bytes]]:
    good = as_toml(_GOOD["prompts/a.toml"][1]).encode()
    yield "prompts/10-mb.toml", good + b"#" * 10_000_000
    most = MAX_BYTES - 200
    yield "prompts/deep-lists.toml", b"a = " + b"[" * most
    yield "prompts/deep-tables.toml", b"a = " + b"{a=" * (most // 3)
    yield "prompts/deep-keys.toml", b"a" + b".a" * (most // 2) + b" = 1\n"
    yield "prompts/deep-headers.toml", b"[a" + b".a" * (most // 2) + b"]\n"
    yield (
        "prompts/dotted-keys.toml",
        b"".join(b"k%d" % number + b".a" * 60 + b" = 1\n" for number in range(most // 130)),
    )
    yield "prompts/many-wrong-rows.toml", b'family = "influence"\n' + b"[[questions]]\n" * (most // 14)
    yield "prompts/many-unknown-keys.toml", b"".join(b"k%d = 1\n" % number for number in range(most // 11))
    yield "prompts/long-list.toml", b"questions = [" + b"1," * (most // 2) + b"]\n"
    yield "prompts/long-text.toml", b'family = "' + b"x" * most + b'"\n'
    yield "prompts/long-key.toml", b"x" * most + b" = 1\n"
    yield "prompts/many-digits.toml", b"a = " + b"9" * most + b"\n"
    yield "prompts/quotes.toml", b'"""' * (most // 3)
    yield "prompts/braces.toml", good.replace(b"see", b"{" * most)
    yield "prompts/brackets.toml", b"[" * (most // 2) + b"x" + b"\n[ " * (most // 6)
    yield "prompts/wrong-in-500-rows.toml", b'family = "influence"\n' + b"[[questions]]\nx=1\ny=2\nz=3\n" * 499
    yield "prompts/utf-16.toml", good.decode().encode("utf-16")
    yield "prompts/latin-1.toml", good + "# höre".encode("latin-1")
