"""A report in the format that is asked for."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from simulator.errors import UsageError
from simulator.report.as_csv import render_csv
from simulator.report.as_json import render_json
from simulator.report.captions import render_srt, render_vtt
from simulator.report.markdown import render_markdown
from simulator.report.page.page import render_html
from simulator.report.types import Format, SessionReport

RENDERERS: Mapping[Format, Callable[[SessionReport], str]] = {
    "md": render_markdown,
    "srt": render_srt,
    "vtt": render_vtt,
    "json": render_json,
    "csv": render_csv,
}
"""The formats that are made of the report alone."""
_ENDINGS: Mapping[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".markdown": "md",
    **{f".{name}": name for name in RENDERERS},
}


def render(report: SessionReport, name: Format, sound: bytes | None = None) -> str:
    """`sound` is for HTML alone: MP3 in the times of the report, None for a page without a player."""
    return render_html(report, sound) if name == "html" else RENDERERS[name](report)


def format_of(path: PurePath) -> Format:
    """The format that a file's ending stands for. Raises UsageError for any other ending."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise UsageError("the ending tells no format", where=str(path), remedy="Add --format, such as --format html.")
    return found
