"""Which story fits a question that is being asked, as a notice over the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError
from simulator.tui.commands.summary import TellStory
from simulator.tui.story_words import fits_text

if TYPE_CHECKING:
    from textual.screen import Screen

    from simulator.interview.plan import Prompt
    from simulator.tui.services import Services

SHOWN_S = 12.0
NO_STORY_ASKED = "This asks for no new story: stay with the one you told, or say what you think."


def none_fits() -> str:
    return f"None of your stories fits it. After the answer, {TellStory.key_shown()} in the summary makes one of it."


def show_fitting(screen: Screen[None], services: Services, prompt: Prompt, session_id: str) -> None:
    """From a worker: the bank is read for it."""
    if prompt.is_story and prompt.family:
        screen.run_worker(partial(_look, screen, services, prompt, session_id), thread=True, group="fitting")
    else:
        screen.notify(NO_STORY_ASKED, markup=False)


def _look(screen: Screen[None], services: Services, prompt: Prompt, session_id: str) -> None:
    asked = next((one for one in services.library.questions if one.id == prompt.id), None)
    competencies = asked.competencies if asked else ()
    try:
        fits = services.stories.fitting(prompt.family, competencies=competencies, told_in=session_id)
        told = fits_text(fits) or none_fits()
    except SimulatorError as error:
        told = str(error)
    screen.app.call_from_thread(screen.notify, told, title="Stories that fit", timeout=SHOWN_S, markup=False)
