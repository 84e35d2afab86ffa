"""Learning in the app: the pages, an example that is heard, the cards."""

from datetime import timedelta

import pytest

from simulator.errors import BadInput, MissingPart
from simulator.learning.load import load_pages
from simulator.tui.choices import LearnSetup
from simulator.tui.widgets.lane import StarLane
from tests.fakes.services import FakeServices
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui
PAGES = load_pages()
OPEN = LearnSetup()


def said(seen: Stage) -> str:
    """The whole page, also what is out of sight."""
    return " ".join(" ".join(str(line.content) for line in seen.app.screen.query("#page Line")).split())


async def test_it_opens_from_the_first_screen_with_the_first_page_marked(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press(*["down"] * 6, "enter")
        assert f"0 of {len(PAGES)} pages read, no card due today" in seen.words
        await seen.press("enter")
        assert PAGES[0].title in seen.words


async def test_a_page_has_both_answers_with_their_lanes_and_what_is_found(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup("sizing"), size=(100, 30)) as seen:
        assert "Signal 2: sized before solved" in seen.words
        told = said(seen)
        assert "A good answer" in told
        assert "A weak answer to the same question" in told
        assert "✓ Put a number on the problem first" in told
        assert "▲ Not one number" in told
        assert "– Not heard: a number on the result" in told
        assert "Repair: Find the number that moved" in told
        assert "Times are estimated" in told
        assert [len(lane.parts) > 2 for lane in seen.app.screen.query(StarLane)] == [True, True]


async def test_g_and_b_speak_the_two_answers_and_s_stops(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup("noticing")) as seen:
        page = next(page for page in PAGES if page.id == "noticing")
        await seen.press("g")
        assert "S stops it" in seen.words
        await seen.press("b")
        assert seen.services.spoken == [page.good.text, page.bad.text]
        before = seen.services.stopped
        await seen.press("s")
        assert seen.services.stopped == before + 1
        assert "S stops it" not in seen.words


async def test_without_a_voice_the_page_says_why_and_can_still_be_read(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup("noticing")) as seen:
        seen.services.fault = MissingPart("no voice works here (x)", remedy="Run: simulator voices")
        await seen.press("g")
        assert "Run: simulator voices" in seen.words
        assert "A good answer" in said(seen)


async def test_the_pages_follow_one_another_and_end(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup(PAGES[-2].id)) as seen:
        await seen.press("n")
        assert PAGES[-1].title in seen.words
        await seen.press("n")
        assert "That was the last page" in seen.words
        await seen.press("left")
        assert PAGES[-2].title in seen.words


async def test_the_cards_of_a_page_are_asked_answered_and_noted_and_the_page_is_read(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup(PAGES[0].id)) as seen:
        card = PAGES[0].cards[0]
        await seen.press("c")
        assert "card 1 of 2" in seen.words
        assert card.ask in seen.words
        assert card.answer[:30] not in seen.words, "the answer is hidden until it is asked for"
        await seen.press("3")
        assert "Your own answer first" in seen.words
        assert "card 1 of 2" in seen.words
        await seen.press("space")
        assert card.answer[:30] in seen.words
        await seen.press("3")
        assert "Noted: good. It comes again" in seen.words
        await seen.press("space", "1")
        assert "That was the last card" in seen.words
        await seen.press("escape", "escape")
        assert f"1 of {len(PAGES)} pages read" in seen.words


async def test_cards_that_are_due_come_first_also_on_the_drills_list(stage: StageMaker) -> None:
    services = FakeServices()
    for card in PAGES[0].cards:
        services.learning.grade(card, "again")
    services.day += timedelta(days=1)
    async with stage(services) as seen:
        assert "2 cards due today" in seen.words
        await seen.press(*["down"] * 4, "enter")
        assert "Check yourself: 2 cards due today" in seen.words
        await seen.press("home", "enter")
        assert "card 1 of 2" in seen.words


async def test_a_grade_that_cannot_be_kept_is_told(stage: StageMaker) -> None:
    async with stage(opening=LearnSetup(PAGES[0].id)) as seen:
        await seen.press("c", "space")
        seen.services.learning.fault = BadInput("the disk is full")
        await seen.press("3")
        assert "This grade could not be kept: the disk is full" in seen.words


async def test_a_memory_that_cannot_be_read_is_one_line(stage: StageMaker) -> None:
    services = FakeServices()
    services.learning.fault = BadInput("cannot use the data folder", where="/x")
    async with stage(services, opening=OPEN) as seen:
        assert "! /x: cannot use the data folder" in seen.words
        await seen.press("c", "enter")
        assert "Learn" in seen.words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (200, 50)])
async def test_no_line_of_a_page_is_wider_than_the_screen(stage: StageMaker, size: tuple[int, int]) -> None:
    async with stage(opening=LearnSetup("quadrants"), size=size) as seen:
        for line in seen.app.screen.query("#page Line"):
            assert line.size.width <= size[0]
        await seen.resize(70, 20)
        assert "A good answer" in said(seen)
