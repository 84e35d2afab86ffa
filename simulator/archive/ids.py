"""Names of session and take folders. Nothing else may become part of a path inside the archive."""

import re
import secrets
import unicodedata
from datetime import datetime

from simulator.errors import UsageError

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_TAKE = re.compile(r"(?P<turn>.+)-take-(?P<number>[0-9]+)")
_SLUG_LENGTH = 40
_LONGEST = 120
"""Well under the 255 bytes that file systems allow for one name."""


def new_session_id(title: str, now: datetime) -> str:
    """`YYYY-MM-DDTHHMMSS-<slug>-<6 hex>`, e.g. `2025-03-01T101500-first-session-1f09ac`."""
    return f"{now:%Y-%m-%dT%H%M%S}-{slug(title)}-{secrets.token_hex(3)}"


def slug(title: str) -> str:
    """`title` in small ASCII letters, digits and hyphens, at most 40 characters; "session" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "session"


def is_valid(name: str) -> bool:
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None


def checked(name: str, kind: str) -> str:
    """`name` itself, or UsageError when it could lead out of the data folder. `kind` is "session" or "take"."""
    if is_valid(name):
        return name
    raise UsageError(
        f"not a {kind} id: ids have letters, digits, hyphens and underscores only",
        where=repr(name[:_LONGEST]),
        remedy="`simulator list` shows the ids there are.",
    )


def turn_of(take_id: str) -> str:
    """The turn that a take answers: `turn-01` for `turn-01` and for `turn-01-take-2`."""
    match = _TAKE.fullmatch(take_id)
    return match["turn"] if match else take_id


def order_of(take_id: str) -> tuple[str, int]:
    """Sort key: by turn, then by take, so that take 10 comes after take 2."""
    match = _TAKE.fullmatch(take_id)
    return (match["turn"], int(match["number"])) if match else (take_id, 1)
