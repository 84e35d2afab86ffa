"""The story bank: a list, where each story stands, and what to prepare next."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.review.layout import counted
from simulator.stories.fields import tidy
from simulator.tui import story_words as words
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.stories import STORIES, STORIES_BAR
from simulator.tui.screens.note_box import NoteBox
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.screens.shelf import ShelfScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, plain, shorten, warned
from simulator.tui.widgets.line import Line

_MARGINS = 10


class StoriesScreen(ShelfScreen):
    """Enter opens the marked story."""

    ABOUT = "What you have to tell, one file a story, and what to prepare next."
    COMMANDS_HERE = STORIES
    KEYS_SHOWN = STORIES_BAR
    BINDINGS: ClassVar[list[BindingType]] = list_bindings(*STORIES)

    def __init__(self, services: Services) -> None:
        self._added = ""
        """The id of a story that was just begun: it is to be marked."""
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Stories", "bold $primary")), id="stories-title")
        yield Line(plain("Looking…", "$quiet"), id="stories-note")
        yield OptionList(id="stories", markup=False)
        yield Line(id="stories-next")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_room(self) -> None:
        self.query_one(OptionList).focus()

    def draw(self) -> None:
        shelf, listed = self._shelf, self.query_one(OptionList)
        width = max(30, self.app.size.width - _MARGINS)
        notes = [plain(words.standing_line(shelf) if shelf.stories else words.empty_bank(), "$quiet")]
        notes += [warned(str(problem)) for problem in shelf.problems]
        self.query_one("#stories-note", Line).show(lines(notes))
        before = self._added or (listed.highlighted_option.id if listed.highlighted_option else "") or ""
        self._added = ""
        ids = [story.id for story in shelf.stories]
        listed.set_options(
            Option(words.story_row(story, shelf.remarks(story), width), id=story.id) for story in shelf.stories
        )
        if ids:
            listed.highlighted = ids.index(before) if before in ids else 0
        self.query_one("#stories-next", Line).show_or_hide(words.next_line(shelf))

    # ---- commands -----------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option.id or "")

    def _open(self, story_id: str) -> None:
        from simulator.tui.screens.story import StoryScreen

        self.app.push_screen(StoryScreen(self._services, story_id))

    def action_new_story(self) -> None:
        def named(title: str | None) -> None:
            if title:
                self.do(lambda: self._add(tidy(title)))

        self.app.push_screen(NoteBox("A few words by which you know the story", ""), named)

    def _add(self, title: str) -> None:
        self._added = self._services.stories.add(title).id

    def action_coverage(self) -> None:
        from simulator.tui.screens.story_coverage import StoryCoverageScreen

        self.app.push_screen(StoryCoverageScreen(self._services))

    def action_write_page(self) -> None:
        self._write_page()

    @work(thread=True)
    def _write_page(self) -> None:
        from simulator.tui.screens.story_coverage import written

        self.app.call_from_thread(self.app.push_screen, written(self._services))

    def action_delete(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self._shelf.stories):
            return
        story = self._shelf.stories[at]

        def answered(yes: bool | None) -> None:
            if yes:
                self.do(lambda: self._services.stories.delete(story.id))

        takes = f" It was told {counted(len(story.told), 'time')}; those takes stay." if story.told else ""
        about = f"{shorten(story.title, 60)}: its file goes for good.{takes}"
        self.app.push_screen(QuestionBox("Delete this story?", about, "delete", "keep"), answered)
