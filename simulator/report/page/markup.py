"""HTML that is escaped unless it was made here. Pure."""

import html

from simulator.review.layout import clean

_VOID = frozenset(("meta", "link", "input", "br"))

Attribute = str | float | bool | None


class Html(str):
    """Markup that is safe to put into a page as it is."""

    __slots__ = ()


def el(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element. Children that are not Html are text.

    Of attributes `class_` is "class" and `data_s` is "data-s"; True stands alone, False and None are left out.
    """
    head = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(head if name in _VOID else f"{head}{join(*children)}</{name}>")


def join(*children: str) -> Html:
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children))


def text(plain: str) -> Html:
    """`plain` as text on a page, without control characters; spaces at its ends stay."""
    if plain.isspace():
        return Html(" ")
    before, after = (" " if plain[at : at + 1 or None].isspace() else "" for at in (0, -1))
    return Html(html.escape(f"{before}{clean(plain)}{after}"))


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(_written(value))}"'


def _written(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else format(value, ".3f").rstrip("0").rstrip(".")
