"""Events to journal entries and back."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from simulator.errors import BadInput
from simulator.interview.events import Event

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def event_to_entry(event: Event) -> tuple[str, dict[str, Any]]:
    """The entry's kind and its JSON-ready data."""
    data = asdict(event)
    return data.pop("kind"), data


def event_from_entry(kind: str, data: Mapping[str, Any]) -> Event:
    """Raises BadInput for an entry that is no event of this version."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_python({"kind": kind, **data})
    except ValidationError as error:
        raise BadInput(f"journal entry '{kind}' is not one this version knows", remedy="It is left as it is") from error


@cache
def _adapter() -> "TypeAdapter[Event]":
    """Built at the first use: pydantic is slow to import, and a running session only writes."""
    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])
