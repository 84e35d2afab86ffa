"""The settings file as text: written with a comment and the default for each key, changed without losing a comment.

Pure: text in, text out. TOML has no "nothing", so a setting that is empty stands there as `# key =`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

HEAD = (
    "# Settings of the mock interview simulator. Edit what you like; a line that is removed has its default.\n"
    "# An environment variable SIMULATOR_<KEY> goes before this file.\n"
)
_MARK = "\x7funset\x7f"
"""Stands for a value that is to be emptied, while tomlkit keeps everything around it."""


def fresh(fields: Mapping[str, FieldInfo]) -> str:
    """The file with every setting at its default."""
    return HEAD + "".join(f"\n{_entry(name, field)}" for name, field in fields.items())


def changed(text: str, changes: Mapping[str, object], fields: Mapping[str, FieldInfo]) -> str:
    """`text` with these values, None for empty; comments, order and other keys stay.

    Raises tomlkit's ParseError (a ValueError) for a text that is not TOML.
    """
    for name, value in changes.items():
        text = _empty(text, name) if value is None else _put(text, name, value, fields[name])
    return text


def about(field: FieldInfo) -> str:
    """What may stand there, in words: the names to choose from, the smallest and largest number, the form of a day."""
    if date in get_args(field.annotation):
        return "A day such as 2026-12-05"
    if choices := allowed(field):
        return "One of: " + ", ".join(choices)
    bounds = {name: getattr(limit, name) for limit in field.metadata for name in ("ge", "le") if hasattr(limit, name)}
    return f"{bounds['ge']} to {bounds['le']}" if bounds.keys() == {"ge", "le"} else ""


def allowed(field: FieldInfo) -> tuple[str, ...]:
    """The names that a setting may have; empty for one that is no choice of names."""
    kinds = [field.annotation, *get_args(field.annotation)]
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())


def _entry(name: str, field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    if isinstance(default, dict):
        return f"# {_description(field, 'none')}\n[{name}]\n"
    shown = _literal(default) if default is not None else "empty"
    line = f"{name} = {shown}" if default is not None else f"# {name} ="
    return f"# {_description(field, shown)}\n{line}\n"


def _description(field: FieldInfo, default: str) -> str:
    parts = (f"{field.description or ''}.", f"{about(field)}." if about(field) else "", f"Default: {default}")
    words = " ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _literal(value: object) -> str:
    import tomlkit

    return str(tomlkit.item(value).as_string())


def _put(text: str, name: str, value: object, field: FieldInfo) -> str:
    import tomlkit

    document: Any = tomlkit.parse(text)
    if name not in document:
        emptied = re.compile(rf"^#\s*{name}\s*=.*$", re.M)
        line = f"{name} = 0"
        text = emptied.sub(line, text, count=1) if emptied.search(text) else _added(text, _entry(name, field))
        document = tomlkit.parse(text)
    document[name] = value
    return str(tomlkit.dumps(document))


def _added(text: str, entry: str) -> str:
    """`text` with an entry that it has not: before the first table, for what follows a table belongs to it."""
    entry = re.sub(r"^# (\w+) =$", r"\1 = 0", entry, flags=re.M)
    table = re.search(r"^(?:#.*\n)*\[", text, re.M)
    at = table.start() if table and not entry.rstrip().endswith("]") else len(text)
    before = text[:at] if text[:at].endswith("\n") or not text[:at] else text[:at] + "\n"
    return f"{before}\n{entry}\n{text[at:]}" if text[at:] else f"{before}\n{entry}"


def _empty(text: str, name: str) -> str:
    import tomlkit

    document: Any = tomlkit.parse(text)
    if name not in document:
        return text
    document[name] = _MARK
    marked = re.compile(rf"^{name}\s*=\s*{re.escape(_literal(_MARK))}", re.M)
    return marked.sub(f"# {name} =", str(tomlkit.dumps(document)))
