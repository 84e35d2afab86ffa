"""One content file from disk to a checked document, or to the problems in it. Never raises for what a file holds."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.content.locate import Location, line_of
from simulator.content.plaintext import printable
from simulator.content.problems import Problem, key_name
from simulator.content.vocabulary import nearest

MAX_BYTES = 100_000
"""Four hundred questions. The largest file that comes with the program has 8 kB."""
MAX_ROWS = 500
"""Entries of a list, keys of a table."""
_MAX_DOTS = 64
"""In one line: a key of thousands of parts takes the TOML reader minutes."""
_MAX_ALL_DOTS = 5_000
"""A dot in 20 characters: prose has a third of that."""
_MAX_PROBLEMS = 50
"""Told of one file: who has more of them has one slip that makes the rest."""

Document = TypeVar("Document", bound=BaseModel)
Data = Mapping[str, Any]

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_OF_KEY = "[key]"
"""How pydantic ends the place of a key that is wrong itself."""
_PLAIN_WORDS = {
    "string_type": "must be text in quotation marks",
    "int_type": "must be a whole number",
    "list_type": "must be a list in [ ]",
    "model_type": "must be a table with keys",
    "bool_type": "must be true or false",
    "dict_type": "must be a table with keys",
    "missing": "is missing",
    "too_short": "must not be empty",
}


@dataclass(frozen=True, slots=True)
class Reading(Generic[Document]):
    """A file as read. `document` is None when there is any problem."""

    path: Path
    text: str
    document: Document | None
    problems: tuple[Problem, ...] = ()

    def problem(self, location: Location, what: str, near: str = "", value: str = "") -> Problem:
        """A further problem at `location` of this file."""
        return Problem(self.path, line_of(self.text, location, value), key_name(location), what, near)


def read_document(path: Path, model_for: Callable[[Data], type[Document]]) -> Reading[Document]:
    """Read, parse and check `path`; `model_for` says by its keys what the file should be."""
    text, problem = _read_text(path)
    if problem:
        return Reading(path, "", None, (problem,))
    return check_text(path, text, model_for)


def check_text(path: Path, text: str, model_for: Callable[[Data], type[Document]]) -> Reading[Document]:
    """Parse and check what is in `path`, or is about to be."""
    if problem := _too_dotted(path, text):
        return Reading(path, text, None, (problem,))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Reading(path, text, None, (_toml_problem(path, text, error),))
    if (place := _too_long(data)) is not None:
        what = f"has over {MAX_ROWS} entries: split the file"
        return Reading(path, text, None, (Problem(path, line_of(text, place), key_name(place), what),))
    model = model_for(data)
    try:
        return Reading(path, text, model.model_validate(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        told = [_schema_problem(path, text, model, detail) for detail in details[:_MAX_PROBLEMS]]
        if more := len(details) - len(told):
            told.append(Problem(path, 0, "", f"has {more} more problems like these"))
        return Reading(path, text, None, tuple(told))


def _read_text(path: Path) -> tuple[str, Problem | None]:
    try:
        if not path.is_file():
            return "", Problem(path, 0, "", "is not a file" if path.exists() else "no such file or folder")
        if (size := path.stat().st_size) > MAX_BYTES:
            return "", Problem(
                path, 0, "", f"is {size / 1e6:.1f} MB; a content file has at most {MAX_BYTES / 1e6:g} MB: split it"
            )
        raw = path.read_bytes()
    except OSError as error:
        return "", Problem(path, 0, "", f"cannot be read ({error.strerror or error})")
    try:
        # utf-8-sig: some editors on Windows put a byte order mark first, which TOML does not know.
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", Problem(path, line, "", "is not UTF-8 text; save it again with the encoding UTF-8")


def _too_dotted(path: Path, text: str) -> Problem | None:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MAX_DOTS:
            return Problem(path, number, "", f"has over {_MAX_DOTS} dots in one line")
    if text.count(".") > _MAX_ALL_DOTS:
        return Problem(path, 0, "", f"has over {_MAX_ALL_DOTS:,} dots")
    return None


def _too_long(value: Any, location: Location = ()) -> Location | None:
    """Where the first list or table with too many entries is; None when there is none."""
    if not isinstance(value, dict | list):
        return None
    if len(value) > MAX_ROWS:
        return location
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    found = (_too_long(inner, (*location, key)) for key, inner in entries)
    return next((place for place in found if place is not None), None)


def _toml_problem(path: Path, text: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return Problem(path, 1, "", "is nested too deeply")
    message = str(error)
    last = text.rstrip("\n").count("\n") + 1
    place = _TOML_PLACE.search(message)
    line = int(place.group(1)) if place and place.group(1) else last if place else 1
    what = printable(_TOML_PLACE.sub("", message), limit=200)
    return Problem(path, line, "", f"is not valid TOML: {what}")


def _schema_problem(path: Path, text: str, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    location, kind = tuple(part for part in detail["loc"] if part != _OF_KEY), detail["type"]
    value = detail["input"] if isinstance(detail["input"], str) else ""
    near = str(detail.get("ctx", {}).get("nearest", ""))
    what = _PLAIN_WORDS.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    if kind == "extra_forbidden":
        what, near, value = "unknown key", nearest(str(location[-1]), _keys_at(model, location[:-1])), ""
    return Problem(path, line_of(text, location, value), key_name(location), what, near)


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that the table at `location` may have."""
    here = model
    for part in location:
        if isinstance(part, str) and part in here.model_fields:
            annotation = here.model_fields[part].annotation
            inner = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)]
            here = next((kind for kind in inner if issubclass(kind, BaseModel)), here)
    return list(here.model_fields)
