"""Files and lines to be analysed: folders walked, text read, every fault with the file and the line it is in."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from json import JSONDecodeError, loads
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from simulator.answer.types import AnswerContext, Level
from simulator.archive.records import Text
from simulator.content.vocabulary import PROBE_FAMILIES
from simulator.errors import BadInput, UsageError

AUDIO = frozenset({".wav", ".flac", ".mp3", ".ogg", ".m4a"})
TEXT = frozenset({".txt"})
LINES = frozenset({".jsonl"})
READABLE = AUDIO | TEXT | LINES
_CLOSED = "See that its name is right and you may read it"
_A_LINE = "Give one object a line"
_LARGEST_TEXT = 2_000_000
"""Bytes of a .txt file: some thirty hours of speech. More is some other kind of file."""


@dataclass(frozen=True, slots=True)
class Given:
    """One text to analyse, with what is known about it."""

    text: str
    context: AnswerContext
    id: str | int | None = None


class _GivenSentence(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: Text


class _GivenLine(BaseModel):
    """A line as given; labels and other keys of a codebook record are not read."""

    model_config = ConfigDict(extra="ignore")
    id: Text | int
    question: Text | None = None
    level: Level | None = None
    company: Text | None = None
    probe: Text | None = None
    text: Text | None = None
    sentences: list[_GivenSentence | Text] | None = None


def find_files(path: Path, kinds: frozenset[str] = READABLE) -> list[Path]:
    """The file itself, or every file of these `kinds` (suffixes) below a folder, in order of name, no hidden ones.

    Raises UsageError for a path that is not there, BadInput for a folder with nothing to read or one that is closed.
    """
    try:
        if not path.exists():
            raise UsageError("no such file or folder", where=str(path), remedy="Look at its name")
        if not path.is_dir():
            return [path]
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in kinds and _is_plain(one, path))
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=str(path), remedy=_CLOSED) from error
    if not found:
        raise BadInput("nothing to read in this folder", where=str(path), remedy=f"It takes {_listed(kinds)}")
    return found


def _is_plain(path: Path, root: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)


def kind_of(path: Path) -> str:
    """The file's suffix in lower case, one of `READABLE`. Raises BadInput for any other."""
    suffix = path.suffix.lower()
    if suffix not in READABLE:
        raise BadInput(
            f"cannot analyse {suffix or 'a file without a suffix'}", where=str(path), remedy=f"Give {_listed(READABLE)}"
        )
    return suffix


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises BadInput when it is unreadable, too large, or has no word in it."""
    try:
        size = path.stat().st_size
        if size > _LARGEST_TEXT:
            raise BadInput(f"{size:,} bytes are no spoken answer", where=str(path), remedy="Give one answer a file")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from error
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=str(path), remedy=_CLOSED) from error
    return _with_words(text, str(path))


def _with_words(text: str, where: str) -> str:
    if not any(character.isalnum() for character in text):
        raise BadInput("there are no words in it", where=where, remedy="Give an answer in words")
    return text


def read_lines(path: Path, known: AnswerContext) -> Iterator[Given | BadInput]:
    """The answers of a .jsonl file, empty lines left out; a bad line comes as its fault, and the others go on.

    `known` is what holds for a line that does not say its question, level or company. Raises BadInput when the file
    itself cannot be read or holds no line.
    """
    empty = True
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    empty = False
                    yield _given(line, f"{path}:{number}", known)
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from error
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=str(path), remedy=_CLOSED) from error
    if empty:
        raise BadInput("there is no line in it", where=str(path), remedy=_A_LINE)


def _given(line: str, where: str, known: AnswerContext) -> Given | BadInput:
    try:
        return _checked(_GivenLine.model_validate(_object(line, where)), where, known)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        return BadInput(f"key '{key}': {first['msg'].lower()}", where=where, remedy="Mend the key")
    except BadInput as fault:
        return fault


def _object(line: str, where: str) -> Any:
    try:
        return loads(line)
    except (JSONDecodeError, RecursionError) as error:
        at = f" at column {error.colno}" if isinstance(error, JSONDecodeError) else ""
        raise BadInput(f"not JSON{at}", where=where, remedy=_A_LINE) from error


def _checked(line: _GivenLine, where: str, known: AnswerContext) -> Given:
    if (line.text is None) == (line.sentences is None):
        raise BadInput("needs either 'text' or 'sentences'", where=where, remedy="Give it one of them")
    if line.probe is not None and line.probe not in PROBE_FAMILIES:
        near = get_close_matches(line.probe, PROBE_FAMILIES, n=1)
        remedy = f"Did you mean '{near[0]}'?" if near else f"One of {', '.join(PROBE_FAMILIES)}"
        raise BadInput(f"key 'probe': no family '{line.probe}'", where=where, remedy=remedy)
    pieces = [one if isinstance(one, str) else one.text for one in line.sentences or []]
    text = line.text if line.text is not None else " ".join(pieces)
    context = AnswerContext(
        question=line.question or known.question,
        level=line.level or known.level,
        company=line.company or known.company,
        probe=line.probe,
    )
    return Given(_with_words(text, where), context, line.id)
