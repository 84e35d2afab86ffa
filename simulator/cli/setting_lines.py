"""The settings as rows and lines: value, where it comes from, what may stand there. Pure but for looking where from."""

from collections.abc import Iterator, Sequence
from typing import Any

from simulator.content.plaintext import without_controls
from simulator.review.layout import wrapped
from simulator.settings import Settings, origin
from simulator.settings_file import about

_FROM = {"variable": "from the environment", "file": "from the file", "default": "default"}


def setting_rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """One object a setting, for JSON too; `from` is variable, file or default."""
    for name, field in Settings.model_fields.items():
        yield {
            "key": name,
            "value": getattr(settings, name),
            "default": field.get_default(call_default_factory=True),
            "from": origin(name),
            "about": field.description or "",
            "may_be": about(field),
        }


def setting_lines(rows: Sequence[dict[str, Any]], width: int = 80) -> Iterator[str]:
    wide = max(len(row["key"]) for row in rows)
    for row in rows:
        yield f"{row['key']:<{wide}}  {printed(row['value']) or 'empty'}  ({_FROM[row['from']]})"
        may = f" {row['may_be']}." if row["may_be"] else ""
        about, indent = f"{row['about'][:1].upper()}{row['about'][1:]}.{may}", " " * (wide + 2)
        yield from wrapped(about, width, first=indent, rest=indent)


def printed(value: object) -> str:
    """As `simulator settings set` takes it; "" where it is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}"
        case dict():
            return "; ".join(f"{name} = {keys}" for name, keys in value.items())
    return without_controls(str(value))
