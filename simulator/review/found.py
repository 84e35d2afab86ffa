"""What a search has found, as text and as JSON."""

import json
from itertools import groupby

from simulator.archive.types import Found, Hit
from simulator.review.layout import WIDTH, clean, clock, counted, wrapped

_NAMES = {"said": "", "asked": "asked: ", "noted": "your note: "}


def found_text(found: Found, width: int = WIDTH) -> str:
    """A block an answer: session, question, and the sentences with the found words between asterisks."""
    if not found.hits:
        return "Nothing found. All words must be in one answer; fewer or shorter words find more.\n"
    lines: list[str] = []
    for _, answer in groupby(found.hits, key=lambda hit: (hit.session_id, hit.take_id)):
        lines += [*_answer(list(answer), width), ""]
    shown = len({(hit.session_id, hit.take_id) for hit in found.hits})
    places = f"{counted(found.answers, 'answer')} in {counted(len(found.sessions), 'session')}"
    more = f", the newest {shown} shown; --limit shows more" if shown < found.answers else ""
    return "\n".join([*lines, f"Found in {places}{more}.", ""])


def _answer(hits: list[Hit], width: int) -> list[str]:
    first = hits[0]
    lines = wrapped(f"{_when(first)} · {clean(first.title)}", width)
    if first.question:
        lines += wrapped(f"{first.take_id}: {clean(first.question)}", width, first="  ", rest="    ")
    for hit in hits:
        if hit.where != "asked":  # the question is there already, unless it is what was found
            lines += wrapped(_NAMES[hit.where] + marked(hit), width, first=f"  {clock(hit.at_s):>5}  ")
        else:
            lines[1:] = wrapped(f"{hit.take_id}: {marked(hit)}", width, first="  ", rest="    ")
    return [*lines, f"  {opening(first)}"]


def marked(hit: Hit) -> str:
    """The sentence with *asterisks* around what was found."""
    text = hit.text
    for begin, end in reversed(hit.marks):
        text = f"{text[:begin]}*{text[begin:end]}*{text[end:]}"
    return text


def opening(hit: Hit) -> str:
    """The call that plays it."""
    return f"simulator replay {hit.session_id} --take {hit.take_id} --at {hit.at_s:.1f}"


def _when(hit: Hit) -> str:
    return hit.started.replace("T", " ")[:16]


def found_json(found: Found) -> str:
    """One array, an object a sentence: `marks` are pairs of places in `text`, `at_s` seconds into the take's audio."""
    return json.dumps([_as_object(hit) for hit in found.hits], ensure_ascii=False, indent=2) + "\n"


def _as_object(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.session_id,
        "started": hit.started,
        "title": hit.title,
        "take_id": hit.take_id,
        "question": hit.question,
        "where": hit.where,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "at_s": hit.at_s,
        "open": opening(hit),
    }
