"""A file of marks: when which question was asked. Labels of Audacity, CSV, or lines of a time and a text."""

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from simulator.errors import BadInput
from simulator.importing.types import Mark

_TIME = re.compile(r"(?:(?:(?P<hours>\d+):)?(?P<minutes>\d+):)?(?P<seconds>\d+(?:[.,]\d+)?)")
_LARGEST = 1_000_000
"""Bytes: no list of questions is longer; it is some other file."""
_REMEDY = "Write a line a question: its time (12:30 or 750.5), then the question"


def read_marks(path: Path) -> tuple[Mark, ...]:
    """The marks in `path`, in order of time. Raises BadInput naming the file and the line."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput("is too long for a list of marks", where=str(path), remedy=_REMEDY)
        return parse_marks(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8 text", where=str(path), remedy=_REMEDY) from error
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise BadInput(f"cannot be read: {because}", where=str(path), remedy="See who may read it") from error


def parse_marks(text: str, where: str) -> tuple[Mark, ...]:
    """`where` names the source in errors. Empty lines, # comments and a heading are passed over. Raises BadInput."""
    marks: list[Mark] = []
    headed = False
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith(("#", "\\")):  # Audacity writes frequencies on lines with a backslash
            continue
        mark = _mark(_fields(line))
        if mark is not None:
            marks.append(mark)
        elif headed or marks:
            raise BadInput("does not begin with a time", where=f"{where}:{number}", remedy=_REMEDY)
        headed = True
    if not marks:
        raise BadInput("there is no mark in it", where=where, remedy=_REMEDY)
    marks.sort(key=lambda mark: mark.at_s)
    _check(marks, where)
    return tuple(marks)


def _fields(line: str) -> Sequence[str]:
    for separator in ("\t", ";", ","):
        if separator in line:
            row = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
            if seconds(row[0]) is not None:
                return row
    return line.split(maxsplit=1)


def _mark(fields: Sequence[str]) -> Mark | None:
    at_s = seconds(fields[0])
    if at_s is None:
        return None
    end_s = seconds(fields[1]) if len(fields) > 1 else None
    text = ", ".join(field.strip() for field in fields[1 if end_s is None else 2 :] if field.strip())
    return Mark(at_s, end_s if end_s is not None and end_s > at_s else None, text)


def seconds(text: str) -> float | None:
    """Clock times and numbers such as "1:02:03.5", "12:30" or "750.5" in seconds; None for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    return hours * 3600 + minutes * 60 + float(match["seconds"].replace(",", "."))


def _check(marks: Sequence[Mark], where: str) -> None:
    for mark, following in pairwise(marks):
        if following.at_s < (mark.end_s if mark.end_s is not None else mark.at_s) or following.at_s == mark.at_s:
            raise BadInput(f"two marks overlap at {following.at_s:g} s", where=where, remedy="Mend one of them")
