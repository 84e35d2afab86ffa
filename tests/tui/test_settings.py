"""The settings screen, looks that follow it, own keys, the palette and the help of every screen."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from simulator.errors import BadInput
from simulator.settings import Settings
from simulator.settings_file import allowed
from simulator.tui import screens
from simulator.tui.choices import LearnSetup
from simulator.tui.commands.session import AskAgain
from simulator.tui.palette import PLACES, system_commands
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.settings_rows import ELSEWHERE, TITLES, rows
from simulator.tui.widgets.lane import StarLane
from tests.fakes.services import LIBRARY, FakeServices
from tests.tui.conftest import StageMaker

pytestmark = pytest.mark.tui


def wearing(**changes: object) -> FakeServices:
    services = FakeServices()
    services.settings = services.settings.model_copy(update=changes)
    return services


def test_every_setting_has_a_row_or_a_place_of_its_own() -> None:
    assert {*TITLES} | ELSEWHERE == {*Settings.model_fields}
    assert not {*TITLES} & ELSEWHERE


def test_a_row_offers_every_choice_of_its_setting_and_tells_the_default() -> None:
    services = FakeServices()
    for row in rows(services.settings, LIBRARY, (), services.voices()):
        offered = {option.value for option in row.options}
        assert row.value in offered, row.name
        assert {*allowed(Settings.model_fields[row.name])} <= offered or row.name == "voice"
        assert "Default: " in row.about


def test_a_microphone_that_is_not_plugged_in_keeps_its_place() -> None:
    settings = FakeServices().settings.model_copy(update={"microphone": "USB"})
    row = next(row for row in rows(settings, LIBRARY, (), ()) if row.name == "microphone")
    assert [option.name for option in row.options if option.value == "USB"] == ["USB (not here now)"]


async def test_a_change_is_kept_at_once_and_d_gives_the_default_back(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("comma")
        assert "Settings" in seen.words
        assert "The bar you are held to. Default: mid" in seen.words
        await seen.press("right")
        assert seen.services.saved[-1] == {"level": "senior"}
        await seen.press("d")
        assert seen.services.saved[-1] == {"level": "mid"}
        assert "‹ mid ›" in seen.words


async def test_a_file_that_cannot_be_written_is_told(stage: StageMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: FakeServices, changes: object) -> None:
        raise BadInput("settings cannot be saved (No space left on device)", where="/x")

    async with stage() as seen:
        await seen.press("comma")
        monkeypatch.setattr(FakeServices, "save_settings", full)
        await seen.press("right")
        assert "! /x: settings cannot be saved (No space left on device)" in seen.words


async def test_colours_and_motion_follow_at_once(stage: StageMaker) -> None:
    async with stage(size=(100, 40)) as seen:
        await seen.press("comma", *["up"] * 3, "right")
        assert seen.app.theme == "calm-light"
        await seen.press("down", "down", "right")
        assert seen.services.saved[-1] == {"reduced_motion": True}
        assert seen.app.animation_level == "none"


async def test_the_theme_of_the_settings_is_worn_from_the_start(stage: StageMaker) -> None:
    async with stage(wearing(theme="contrast")) as seen:
        assert seen.app.theme == "calm-contrast"


async def test_with_patterns_the_sections_of_a_lane_differ_without_any_colour(stage: StageMaker) -> None:
    async def lane(services: FakeServices) -> str:
        async with stage(services, opening=LearnSetup("sizing"), size=(100, 60)) as seen:
            return seen.app.screen.query(StarLane).first().render_line(0).text

    plain, patterned = await lane(wearing()), await lane(wearing(lanes="patterns"))
    assert "/" not in plain
    assert all(mark in patterned for mark in "/=")
    assert len(plain) == len(patterned)


async def test_own_keys_work_and_are_shown_where_keys_are_told(stage: StageMaker) -> None:
    async with stage(wearing(keys={"show_today": "f5"})) as seen:
        assert "F5 Today" in seen.words
        await seen.press("t")
        assert "Monday, 5 January" not in seen.words
        await seen.press("f5")
        assert "Monday, 5 January" in seen.words
    async with stage() as seen:
        assert "T Today" in seen.words


async def test_a_command_that_does_not_exist_is_named(stage: StageMaker) -> None:
    async with stage(wearing(keys={"fly": "f"})) as seen:
        assert "command fly" in seen.words


def test_command_names_are_those_of_the_settings() -> None:
    assert AskAgain.name() == "ask_again"


# ---- the palette and the help


async def test_the_palette_holds_every_place_and_every_command_of_the_screen(stage: StageMaker) -> None:
    async with stage() as seen:
        offered = {command.title for command in system_commands(seen.app, seen.app.screen, busy=False)}
        assert {name for name, _, _ in PLACES} <= offered
        assert "Today (T)" in offered


async def test_while_a_session_runs_the_palette_leads_nowhere_else(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("down", "enter")
        offered = {command.title for command in seen.app.get_system_commands(seen.app.screen)}
        assert "Past sessions" not in offered
        assert "Light colours" in offered


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[0])
async def test_every_place_of_the_palette_is_there(stage: StageMaker, place: tuple[str, str, object]) -> None:
    async with stage() as seen:
        before = seen.app.screen
        seen.app.post_message(place[2]())  # type: ignore[operator]
        await seen.settle()
        assert seen.app.screen is not before or seen.services.saved, place[0]


def _screens() -> Iterator[type[AppScreen]]:
    for module in pkgutil.iter_modules(screens.__path__):
        found = importlib.import_module(f"{screens.__name__}.{module.name}")
        for name, kind in vars(found).items():
            own = isinstance(kind, type) and issubclass(kind, AppScreen) and kind.__module__ == found.__name__
            if (
                own
                and kind not in (AppScreen, HelpScreen)
                and name not in ("CorrectingScreen", "LookingScreen", "PlayerScreen", "ShelfScreen")
            ):
                yield kind


@pytest.mark.parametrize("kind", list(_screens()), ids=lambda kind: kind.__name__)
def test_every_screen_says_what_it_is_for(kind: type[AppScreen]) -> None:
    assert 40 <= len(kind.ABOUT) <= 260
    assert kind.ABOUT.endswith(".")
    assert kind.COMMANDS_HERE


async def test_the_help_of_a_screen_begins_with_what_it_is_for_and_its_keys(stage: StageMaker) -> None:
    async with stage(size=(100, 40)) as seen:
        await seen.press("t", "question_mark")
        assert "This screen About twenty minutes for today" in seen.words
        assert "D Say when your interview is" in seen.words
