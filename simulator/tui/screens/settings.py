"""Every setting, each with its default and a line about it; a change is kept at once, in the file with its comments."""

from collections.abc import Iterable, Sequence

from textual import work
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from simulator.errors import SimulatorError
from simulator.settings import Settings, settings_file
from simulator.tui import messages
from simulator.tui.choices import MicrophoneChoice
from simulator.tui.commands.command import bindings
from simulator.tui.commands.set_up import SETTINGS
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.settings_rows import TEXT_SIZE, SettingRow, rows
from simulator.tui.text import join, plain, shown_path, warned
from simulator.tui.widgets.choice_row import ChoiceRow
from simulator.tui.widgets.line import Line


class SettingsScreen(AppScreen):
    """One line a setting; Left and Right change it."""

    ABOUT = (
        "A change is kept at once, in a file that you may also edit: its comments tell every choice and "
        'default. Your own keys go there too, under [keys], such as finish = "f5,space".'
    )
    COMMANDS_HERE = SETTINGS
    BINDINGS = bindings(*SETTINGS)

    class Found(Message):
        def __init__(self, microphones: Sequence[MicrophoneChoice]) -> None:
            self.microphones = tuple(microphones)
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rows: dict[str, SettingRow] = {}
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(
            join(("Settings", "bold $primary"), (f"   {shown_path(settings_file())}", "$quiet")), id="settings-title"
        )
        yield VerticalScroll(id="settings")
        yield Line(id="settings-about")
        yield Line(plain(TEXT_SIZE, "$quiet"), id="settings-size")

    async def on_mount(self) -> None:
        await self._fill(())
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        self.post_message(self.Found(self._services.microphones()))

    async def on_settings_screen_found(self, message: Found) -> None:
        row = next(iter(rows_by_name(self._services, message.microphones, ("microphone",)).values()))
        self._rows["microphone"] = row
        self.query_one("#set-microphone", ChoiceRow).offer(row.options, row.value)

    async def _fill(self, microphones: Sequence[MicrophoneChoice]) -> None:
        self._rows = rows_by_name(self._services, microphones)
        holder = self.query_one("#settings", VerticalScroll)
        holder.can_focus = False
        await holder.mount_all(
            ChoiceRow(row.title, row.options, row.value, id=f"set-{name.replace('_', '-')}")
            for name, row in self._rows.items()
        )
        self.query(ChoiceRow).first().focus()

    def on_descendant_focus(self) -> None:
        if row := self._marked():
            self.query_one("#settings-about", Line).show(plain(row.about, "$quiet italic"), layout=True)

    def _marked(self) -> SettingRow | None:
        focused = self.focused
        return self._rows.get(_name_of(focused)) if isinstance(focused, ChoiceRow) else None

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        self._save(_name_of(message.row), message.row.value)

    def action_to_default(self) -> None:
        row, focused = self._marked(), self.focused
        if row and isinstance(focused, ChoiceRow):
            default = Settings.model_fields[row.name].default
            focused.offer(row.options, default)
            self._save(row.name, default)

    def _save(self, name: str, value: object) -> None:
        try:
            self._services.save_settings({name: value})
        except SimulatorError as error:
            self.query_one("#settings-about", Line).show(warned(str(error)))
        else:
            self.post_message(messages.SettingsChanged())


def rows_by_name(
    services: Services, microphones: Sequence[MicrophoneChoice], names: Sequence[str] = ()
) -> dict[str, SettingRow]:
    """All rows, or those of `names`."""
    found = rows(services.settings, services.library, microphones, services.voices())
    return {row.name: row for row in found if not names or row.name in names}


def _name_of(row: Widget) -> str:
    return (row.id or "").removeprefix("set-").replace("-", "_")
