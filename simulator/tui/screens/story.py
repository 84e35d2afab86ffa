"""One story: its parts to change one by one, what speaks against it, and the takes in which it was told."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.stories.fields import CHECK, Field, because_of, fields_of, value_of, with_value
from simulator.stories.types import Story
from simulator.stories.vocabulary import CHECKS
from simulator.tui import messages
from simulator.tui import story_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.stories import STORY
from simulator.tui.screens.choice_box import ChoiceBox, SeveralBox
from simulator.tui.screens.note_box import LONGEST, NoteBox
from simulator.tui.screens.passage_box import PassageBox
from simulator.tui.screens.shelf import ShelfScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, plain, shorten, warned
from simulator.tui.widgets.line import Line

_MARGINS = 11
_ASIDE = 46
_TAKE, _REMARK, _DRAFT = "take:", "remark:", "draft"
_WRITTEN = ("line", "passage")
"""What was written into these comes up again where it cannot be kept: nothing is lost."""
_OPEN = ("", "leave it open")
Value = str | Sequence[str]


class StoryScreen(ShelfScreen):
    """Enter changes the marked part. What is to do stands beside the parts where there is room, else after them."""

    ABOUT = "One story: its beats, where it lies, what it shows, and what outweighs it. Each part can be changed."
    COMMANDS_HERE = STORY
    BINDINGS: ClassVar[list[BindingType]] = bindings(*STORY)

    def __init__(self, services: Services, story_id: str) -> None:
        self._story_id = story_id
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(id="story-title")
        yield Line(plain("Looking…", "$quiet"), id="story-note")
        yield Container(
            OptionList(id="story-parts", markup=False),
            VerticalScroll(Line(id="story-todo-text"), id="story-todo", can_focus=False),
            id="story-middle",
        )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_room(self) -> None:
        self.query_one(OptionList).focus()

    @property
    def story(self) -> Story | None:
        return self._shelf.find(self._story_id)

    # ---- drawing ------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        story = self.story
        if story is None:
            problem = next((one for one in self._shelf.problems if one.file.stem == self._story_id), None)
            told = str(problem) if problem else "This story is no longer there."
            self.query_one("#story-note", Line).show(warned(told))
            self.query_one(OptionList).clear_options()
            self.query_one("#story-todo-text", Line).show(plain(""))
            return
        said = self._shelf.remarks(story)
        self.query_one("#story-title", Line).show(
            join((shorten(story.title, self.app.size.width - 8), "bold $primary"))
        )
        self.query_one("#story-note", Line).show(words.head_line(story, said, pointing=not self.wide))
        aside = _ASIDE if self.wide else 0
        listed, width = self.query_one(OptionList), max(30, self.app.size.width - _MARGINS - aside)
        marked = listed.highlighted or 0
        options = self._options(story, width)
        if not aside:
            options += [Option(words.remark_row(one, width), id=f"{_REMARK}{at}") for at, one in enumerate(said)]
        listed.set_options(options)
        listed.highlighted = min(marked, len(options) - 1)
        todo = [join(("To do", "bold $primary")), *(words.remark_row(one, _ASIDE - 4) for one in said)]
        self.query_one("#story-todo-text", Line).show(lines(todo if said else [join(("Nothing is open.", "$quiet"))]))

    def _options(self, story: Story, width: int) -> list[Option]:
        options = [Option(words.field_row(story, field, width), id=field.id) for field in fields_of(story)]
        options.append(Option(words.draft_row(story, width), id=_DRAFT))
        return options + [Option(words.take_row(one, width), id=f"{_TAKE}{one.take}") for one in story.told]

    # ---- changing -----------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        name = event.option.id or ""
        if name == _DRAFT:
            self.action_draft()
        elif name.startswith(_TAKE):
            session_id, _, take_id = name.removeprefix(_TAKE).partition("/")
            self.post_message(messages.ReplayWanted(session_id, take_id=take_id))
        elif not name.startswith(_REMARK) and (story := self.story) is not None:
            self._ask(story, next(field for field in fields_of(story) if field.id == name))

    def _ask(self, story: Story, field: Field) -> None:
        value = value_of(story, field)
        choices = tuple((field.options or {}).items())
        if isinstance(value, tuple):
            self.app.push_screen(SeveralBox(field.asks, choices, value), lambda chosen: self._keep(field, chosen))
        elif field.kind == "choice":
            box = ChoiceBox(field.asks, (*choices, _OPEN), value)
            self.app.push_screen(box, lambda chosen: self._chosen(field, chosen))
        else:
            self._write(field, value)

    def _write(self, field: Field, text: str) -> None:
        short = field.kind == "line" and len(text) <= LONGEST
        box: NoteBox | PassageBox = NoteBox(field.asks, text) if short else PassageBox(field.title, field.asks, text)
        self.app.push_screen(box, lambda written: self._keep(field, written))

    def _chosen(self, field: Field, chosen: str | None) -> None:
        """After the answer to a reality check, its reason."""
        self._keep(field, chosen)
        if chosen and field.id.startswith(CHECK) and (story := self.story) is not None:
            check = next(name for name in CHECKS if field.id == f"{CHECK}{name}")
            because = because_of(check)
            self._write(because, str(value_of(story, because)))

    def _keep(self, field: Field, value: Value | None) -> None:
        if value is None or (field.id == "title" and not value):
            return
        stories = self._services.stories
        again = partial(self._write, field, value) if isinstance(value, str) and field.kind in _WRITTEN else None
        self.do(lambda: stories.change(self._story_id, lambda story: with_value(story, field, value)), again)

    def action_draft(self) -> None:
        from simulator.tui.screens.draft import DraftScreen

        if (story := self.story) is not None:
            self.app.push_screen(DraftScreen(self._services, story))

    def action_best_take(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        take = (option.id or "").removeprefix(_TAKE) if option and (option.id or "").startswith(_TAKE) else ""
        if take:
            self.do(lambda: self._services.stories.mark_best(self._story_id, take))
        else:
            self.notify("Mark one of the takes in which it was told; they stand below the draft.", markup=False)
