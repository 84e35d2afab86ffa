"""The text of a story's file. What a person wrote into it by hand (comments, order, spaces) stays as it is."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, cast

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Item, Table

from simulator.stories.convert import data_of
from simulator.stories.types import Story

_LONG = 80
"""Texts from here on are written over several lines."""


def new_text(story: Story) -> str:
    """A file for `story`, with a comment at each key."""
    template = files("simulator.stories").joinpath("story.toml").read_text(encoding="utf-8")
    return changed_text(template, story)


def changed_text(text: str, story: Story) -> str:
    """`text`, which is valid, with every key that differs from `story` set anew."""
    document: TOMLDocument = tomlkit.parse(text)
    _merge(document, data_of(story))
    return tomlkit.dumps(document)


def _merge(table: TOMLDocument | Table, wanted: Mapping[str, Any], *, whole: bool = False) -> None:
    """`whole`: keys that are not wanted go; else the file has none such, or it would not be valid."""
    now = table.unwrap()
    for key in [key for key in now if whole and key not in wanted]:
        table.remove(key)
    for key, value in wanted.items():
        if now.get(key) == value or (key not in now and not value and not whole):
            continue
        if isinstance(value, dict):
            if key not in now:
                table[key] = tomlkit.table()
            _merge(cast(Table, table[key]), value, whole=key == "competencies")
        elif not value and isinstance(table.get(key), AoT):
            table.remove(key)
        else:
            _put(table, key, _item(value))


def _put(table: TOMLDocument | Table, key: str, item: Item) -> None:
    """In the place of the value before, whose comment it takes over."""
    old = table.get(key)
    if isinstance(old, Item) and not isinstance(item, AoT):
        item.trivia.indent, item.trivia.comment_ws = old.trivia.indent, old.trivia.comment_ws
        item.trivia.comment, item.trivia.trail = old.trivia.comment, old.trivia.trail
    table[key] = item


def _item(value: Any) -> Item:
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        tables = tomlkit.aot()
        for one in value:
            tables.append(_table(one))
        return tables
    if isinstance(value, str) and ("\n" in value or len(value) > _LONG):
        return tomlkit.string(f"{value}\n", multiline=True)
    plain: Item = tomlkit.item(value)
    return plain


def _table(values: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, _table(value) if isinstance(value, dict) else tomlkit.item(value))
    return table
