"""Services that are opened when the first screen asks."""

from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from simulator.errors import BadInput
from simulator.settings import Settings
from simulator.wiring.late import LateServices
from simulator.wiring.services import RealServices

pytestmark = pytest.mark.unit


class Real:
    """Stands for `RealServices`."""

    opened = 0

    def __init__(self, fault: Exception | None = None) -> None:
        self.calls: list[str] = []
        self.settings = Settings()
        self._fault = fault

    def catch_up(self) -> None:
        self.calls.append("catch up")
        if self._fault:
            raise self._fault

    def close(self) -> None:
        self.calls.append("close")

    def unfinished(self) -> list[str]:
        return ["one"]


class Door:
    def __init__(self, real: Real) -> None:
        self.real, self.opened = real, 0

    def __call__(self, settings: Settings) -> RealServices:
        self.opened += 1
        self.real.settings = settings
        return cast("RealServices", self.real)


def test_nothing_is_opened_before_a_screen_asks() -> None:
    door = Door(Real())
    late = LateServices(Settings(), door)
    late.catch_up()
    late.close()
    assert (door.opened, door.real.calls) == (0, [])


def test_the_settings_are_there_at_once_and_later_those_that_were_changed() -> None:
    real = Real()
    door = Door(real)
    late = LateServices(Settings(theme="light"), door)
    assert (late.settings.theme, door.opened) == ("light", 0)
    late.unfinished()
    real.settings = Settings(theme="contrast")
    assert late.settings.theme == "contrast"


def test_they_are_opened_once_however_many_ask_and_catch_up_begins() -> None:
    door = Door(Real())
    late = LateServices(Settings(), door)
    with ThreadPoolExecutor(8) as asking:
        answers = list(asking.map(lambda _: late.unfinished(), range(8)))
    assert answers == [["one"]] * 8
    assert (door.opened, door.real.calls) == (1, ["catch up"])
    late.close()
    assert door.real.calls == ["catch up", "close"]


def test_what_keeps_it_from_catching_up_is_left_to_the_screens() -> None:
    assert LateServices(Settings(), Door(Real(BadInput("no folder")))).unfinished() == ["one"]
