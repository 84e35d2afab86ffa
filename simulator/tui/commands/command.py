"""What a command is, its keys for a screen, and keys of one's own."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

_own_keys: dict[str, str] = {}
"""Keys that a person has chosen, by the name of the command."""


class Command:
    """A thing a person can do. The docstring is its help."""

    keys: ClassVar[str]
    """Key names of Textual, comma-separated."""
    shown: ClassVar[str]
    """The keys as a person calls them."""
    label: ClassVar[str]
    """Two words at most."""
    action: ClassVar[str]
    """The screen's action, `action_…`."""

    @classmethod
    def name(cls) -> str:
        """What it is called in the settings, as in `ask_again`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def key_shown(cls) -> str:
        """The keys as a person calls them: their own, or ours."""
        own = own_keys(cls)
        return key_name(own.split(",")[0]) if own else cls.shown

    @classmethod
    def help(cls) -> str:
        return " ".join((cls.__doc__ or "").split())


def bindings(*commands: type[Command]) -> list[BindingType]:
    """The keys of `commands` for a screen. The footer is drawn by `widgets.key_bar`, so none is shown by itself."""
    return [
        Binding(command.keys, command.action, command.label, show=False, tooltip=command.help(), id=command.name())
        for command in commands
        if command.keys
    ]


def own_keys(command: type[Command]) -> str:
    """The keys that a person has chosen for it, comma-separated; empty: ours."""
    return _own_keys.get(command.name(), "")


def key_name(key: str) -> str:
    """A key of Textual as a person calls it."""
    return key.strip().replace("_", " ").title()


def use_keys(keys: Mapping[str, str]) -> None:
    """Show these keys instead of ours; Textual's keymap lets them work."""
    _own_keys.clear()
    _own_keys.update(keys)


def unknown_keys(keys: Mapping[str, str]) -> Iterator[str]:
    """Names in `keys` that no command has."""
    if not keys:  # the first paint does not wait for the commands of every screen
        return
    from simulator.tui.commands import (  # noqa: F401 - so that the commands of every screen are known
        correcting,
        drill,
        everywhere,
        home,
        learn,
        past,
        replay,
        session,
        set_up,
        stories,
        summary,
    )

    known = {command.name() for command in _kinds(Command) if command.keys}
    yield from (name for name in keys if name not in known)


def _kinds(command: type[Command]) -> Iterator[type[Command]]:
    for kind in command.__subclasses__():
        yield kind
        yield from _kinds(kind)
