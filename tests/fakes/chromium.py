"""Headless Chromium of the system: pages are opened as a person would, and all that they ask for is noted."""

import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

_PATIENCE_S = 15.0
_NAMES = ("chromium", "chromium-browser", "google-chrome")


class ChromiumMissing(AssertionError):
    """No Chromium is installed. A failure, not a skip: without it nobody knows whether the report can be used."""


def chromium_path() -> str:
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise ChromiumMissing("browser tests need Chromium: make test installs it (apt-get install chromium)")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. Root has no sandbox there, and pages here are our own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """A page from disk, what it asked for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def time_s(self) -> float:
        return float(self.page.evaluate("document.querySelector('audio').currentTime"))

    def has_sound(self) -> None:
        """Wait until the sound can be played from anywhere."""
        self.until("document.querySelector('audio').readyState >= 3")

    def until(self, holds: str, argument: object = None) -> None:
        """Wait until an expression, or a function of `argument`, is true.

        Playwright's own way evaluates strings inside the page, which the page's policy rightly forbids.
        """
        give_up = time.monotonic() + _PATIENCE_S
        while not self.page.evaluate(holds, argument):
            assert time.monotonic() < give_up, f"this never came true: {holds}"
            self.page.wait_for_timeout(20)

    def current(self) -> str:
        return str(self.page.evaluate("document.querySelector('.w.now')?.textContent ?? ''"))


@contextlib.contextmanager
def opened(browser: Browser, path: Path, **context: Any) -> Iterator[Opened]:
    """`path` in a fresh, offline profile; `context` is what Playwright's new_context takes."""
    profile = browser.new_context(offline=True, **context)
    page = profile.new_page()
    seen = Opened(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.goto(path.as_uri())
    try:
        yield seen
    finally:
        profile.close()
