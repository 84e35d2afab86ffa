"""The HTML report in a real browser: it plays, follows, is reachable for everybody, and asks for nothing."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from simulator.report.types import Part, SessionReport
from tests.fakes.chromium import Opened, opened

pytestmark = pytest.mark.browser
NEAR_S = 0.05


def start_of(part: Part, text: str) -> float:
    return part.start_s + next(word.start_s for word in part.turn.words if word.text == text)


def violations(page: Opened) -> list[str]:
    found = Axe().run(page.page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_a_click_on_a_word_plays_from_there(page: Opened, report: SessionReport) -> None:
    page.page.get_by_text("backups.", exact=True).first.click()
    page.until("!document.querySelector('audio').paused")
    page.page.evaluate("document.querySelector('audio').pause()")
    word_s = start_of(report.answers[0], "backups.")
    assert word_s - NEAR_S <= page.time_s < word_s + 1.0
    assert page.current() in ("backups.", "My")


def test_the_word_that_sounds_is_marked_wherever_the_player_is_moved_to(page: Opened, report: SessionReport) -> None:
    for part in report.answers:
        for word in (part.turn.words[0], part.turn.words[-1]):
            page.page.evaluate("at => document.querySelector('audio').currentTime = at", part.start_s + word.start_s)
            page.until("text => document.querySelector('.w.now')?.textContent === text", word.text)
            assert page.page.locator(".w.now").count() == 1


@pytest.mark.parametrize("follow", [True, False])
def test_the_transcript_scrolls_with_the_sound_unless_it_is_told_not_to(
    browser: Browser, with_sound: Path, report: SessionReport, follow: bool
) -> None:
    with opened(browser, with_sound, viewport={"width": 900, "height": 500}, reduced_motion="reduce") as page:
        page.has_sound()
        page.page.get_by_label("Follow the sound").set_checked(follow)
        page.page.evaluate("document.querySelector('audio').play()")
        last = report.answers[-1]
        page.page.evaluate("at => document.querySelector('audio').currentTime = at", start_of(last, "what"))
        page.until("['what', 'Annabel'].includes(document.querySelector('.w.now')?.textContent)")
        assert page.page.evaluate(_IN_VIEW) is follow
        assert (page.page.evaluate("scrollY") > 0) is follow


_IN_VIEW = """() => {
    const line = document.querySelector('.here').getBoundingClientRect();
    return line.top >= document.querySelector('.player').getBoundingClientRect().bottom && line.bottom <= innerHeight;
}"""


def test_a_quote_is_played_by_the_keyboard_and_ends_with_its_last_word(page: Opened, report: SessionReport) -> None:
    told = report.answers[0].turn.lines[1]
    button = page.page.get_by_role("button", name="Play the quote at 0:06").first
    button.focus()
    page.page.keyboard.press("Enter")
    page.until("!document.querySelector('audio').paused")
    page.page.evaluate("at => document.querySelector('audio').currentTime = at", report.answers[0].start_s + 9.3)
    page.until("document.querySelector('audio').paused")
    assert page.time_s == pytest.approx(report.answers[0].start_s + told.end_s + 0.15, abs=0.5)


def test_the_player_has_a_name_to_those_who_cannot_see_it(page: Opened) -> None:
    assert page.page.locator("audio").get_attribute("aria-label") == "The sound of the whole session"
    assert page.page.get_by_role("region", name="Player").count() == 1


def test_the_speed_can_be_chosen(page: Opened) -> None:
    page.page.get_by_label("Speed").select_option("1.5")
    assert page.page.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_the_timeline_shows_where_the_sound_is(page: Opened, report: SessionReport) -> None:
    part = report.answers[0]
    page.page.evaluate("at => document.querySelector('audio').currentTime = at", (part.start_s + part.end_s) / 2)
    page.page.wait_for_selector("svg.timeline.playing")
    assert float(page.page.locator(".playing .head").get_attribute("x1").rstrip("%")) == pytest.approx(50, abs=1)  # type: ignore[union-attr]


def test_nothing_is_asked_of_anybody_and_nothing_is_complained_of(page: Opened, with_sound: Path) -> None:
    page.page.get_by_role("button").first.click()
    page.until("!document.querySelector('audio').paused")
    elsewhere = [url for url in page.requests if url != with_sound.as_uri() and not url.startswith(("data:", "blob:"))]
    assert (elsewhere, page.complaints) == ([], [])


def test_what_was_said_is_text_and_never_a_tag(page: Opened) -> None:
    assert page.page.get_by_text("<script>alert(1)</script>", exact=True).count() > 0
    assert page.page.locator("script").count() == 1


def test_a_script_that_got_in_all_the_same_does_not_run(page: Opened) -> None:
    page.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.got = 1';"
        " document.body.append(one);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"got = 2\">'); }"
    )
    page.page.wait_for_timeout(50)
    assert page.page.evaluate("window.got") is None
    assert any("Content Security Policy" in line for line in page.complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_labels_roles_and_contrast_are_without_fault(
    browser: Browser, with_sound: Path, scheme: str, width: int
) -> None:
    with opened(browser, with_sound, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.has_sound()
        page.page.evaluate("document.querySelector('audio').currentTime = 8")
        page.page.wait_for_selector(".w.now")
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_without_sound_is_without_fault_and_has_nothing_to_press(
    browser: Browser, without_sound: Path, scheme: str
) -> None:
    with opened(browser, without_sound, color_scheme=scheme) as page:
        assert page.page.locator("audio, button, script").count() == 0
        assert page.page.get_by_text("nobody owned the backups.").count() > 0
        assert violations(page) == []
        assert page.complaints == []


def test_a_phone_shows_all_of_it_without_scrolling_sideways(browser: Browser, with_sound: Path) -> None:
    with opened(browser, with_sound, viewport={"width": 360, "height": 740}) as page:
        assert page.page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_there_is_the_transcript_and_no_player(page: Opened) -> None:
    page.page.emulate_media(media="print", color_scheme="dark")
    assert not page.page.locator(".player").is_visible()
    assert page.page.locator("ol.said").first.is_visible()
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_scripts_it_can_still_be_read_and_the_sound_is_there(browser: Browser, with_sound: Path) -> None:
    with opened(browser, with_sound, java_script_enabled=False) as page:
        assert page.page.get_by_text("backups.", exact=True).first.is_visible()
        source = page.page.locator("audio").get_attribute("src") or ""
        assert source.startswith("data:audio/mpeg;base64,")
