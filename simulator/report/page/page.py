"""A report as one HTML file that needs nothing else: no network, no other file, no permission. Pure but for its parts.

What was said is text wherever it stands, and a Content-Security-Policy lets only the page's own script and style run.
"""

import base64
import hashlib
from pathlib import Path

from simulator.report.page.answers import anchor, at, table, turns
from simulator.report.page.markup import Html, el
from simulator.report.tables import ANSWER_COLUMNS, answer_rows, facts
from simulator.report.types import Part, SessionReport
from simulator.review.layout import file_size, length

_HERE = Path(__file__).parent


def render_html(report: SessionReport, sound: bytes | None = None) -> str:
    """`sound`: MP3 in the times of the report; None makes a page to read."""
    style = _HERE.joinpath("report.css").read_text(encoding="utf-8")
    script = _HERE.joinpath("report.js").read_text(encoding="utf-8") if sound else ""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{report.title}: report"),
        el("link", rel="icon", href="data:,"),
        el("style", Html(style)),
    )
    body = el(
        "body",
        el("a", "Skip to the answers", class_="skip", href="#answers"),
        _header(report, sound),
        _player(sound) if sound else Html(""),
        el("main", *_overview(report, sound=bool(sound)), *turns(report, sound=bool(sound)), id="answers"),
        el("script", Html(script)) if script else Html(""),
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _policy(style: str, script: str) -> str:
    allowed = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script) if script else "'none'",
        "media-src": "data: blob:" if script else "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _header(report: SessionReport, sound: bytes | None) -> Html:
    size = f"{length(report.duration_s)} of sound are inside this page: MP3, {file_size(len(sound))}." if sound else ""
    notes = [el("p", line, class_="note") for line in (*report.notices, *report.problems)]
    told = el("p", " · ".join(facts(report)), class_="facts")
    return el("header", el("h1", report.title), told, *([el("p", size, class_="size")] if size else []), *notes)


def _player(sound: bytes) -> Html:
    source = "data:audio/mpeg;base64," + base64.b64encode(sound).decode()
    speeds = [el("option", f"{speed}×", value=str(speed), selected=speed == 1) for speed in (0.75, 1, 1.25, 1.5, 2)]
    return el(
        "section",
        el("audio", controls=True, preload="none", src=source, aria_label="The sound of the whole session"),
        el(
            "p",
            el("label", "Speed ", el("select", *speeds, id="speed")),
            el("label", el("input", type="checkbox", id="follow", checked=True), " Follow the sound"),
            class_="controls",
        ),
        class_="player",
        aria_label="Player",
    )


def _overview(report: SessionReport, *, sound: bool) -> list[Html]:
    rows = list(answer_rows(report))
    if not report.parts:
        return [el("p", "Nothing was recorded in this session.")]
    if not rows:
        return []
    cells = [(_link(part, name, sound), *figures) for part, (name, *figures) in rows]
    figures = table("The answers in figures", ANSWER_COLUMNS, cells)
    wide = el("div", figures, class_="wide", tabindex="0", role="region", aria_label="The answers in figures")
    return [el("h2", "Answers"), wide]


def _link(part: Part, name: str, sound: bool) -> Html:
    play = at(part.start_s, part.end_s, sound=sound, what=part.name)
    return el("span", play, " ", el("a", name, href=f"#{anchor(part)}"))
