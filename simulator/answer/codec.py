"""Analysis ⇄ plain JSON values, exactly: what is read back equals what was written."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from simulator.answer.types import Analysis
from simulator.errors import BadInput

SCHEMA = 1
"""Number of the stored form; a reader refuses a newer one."""


def analysis_to_dict(analysis: Analysis) -> dict[str, Any]:
    """Dicts, lists, strings and numbers only, with the number of the form under "schema"."""
    plain: dict[str, Any] = _adapter().dump_python(analysis, mode="json")
    return {"schema": SCHEMA, **plain}


def analysis_from_dict(stored: dict[str, Any]) -> Analysis:
    """Raises BadInput naming the key where the values are not an analysis, or come from a newer program."""
    schema = stored.get("schema")
    if schema != SCHEMA:
        raise BadInput(f"an analysis of form {schema!r}, this program reads {SCHEMA}", remedy="Update the program")
    try:
        return _adapter().validate_python({key: value for key, value in stored.items() if key != "schema"})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"stored analysis, key '{key}': {first['msg'].lower()}") from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)
