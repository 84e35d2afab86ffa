"""How somebody comes along: six figures over the sessions, what was covered, what is due."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.progress.chart import LEGEND
from simulator.progress.text import empty_line
from simulator.progress.types import ProgressReport
from simulator.progress.words import RULE
from simulator.review.layout import counted
from simulator.tui import progress_panels as panels
from simulator.tui.commands.command import bindings
from simulator.tui.commands.past import PROGRESS
from simulator.tui.screens.looking import LookingScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, plain, warned
from simulator.tui.widgets.line import Line

_MARGINS = 8
_LEAST_WIDTH = 30


class ProgressScreen(LookingScreen[ProgressReport]):
    """Panels to scroll through, in two columns where there is room."""

    ABOUT = (
        "Six figures over your sessions, each with its target. A trend is told only where chance is an unlikely reason."
    )
    COMMANDS_HERE = PROGRESS
    BINDINGS = bindings(*PROGRESS)

    FOCUS = "#panels"

    def __init__(self, services: Services) -> None:
        self._with_demos = False
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Progress", "bold $primary")), id="progress-title")
        yield Line(plain("Looking…", "$quiet"), id="progress-note")
        yield VerticalScroll(id="panels")

    def on_room(self) -> None:
        self.query_one("#panels").focus()

    def find(self) -> ProgressReport:
        return self._services.progress(with_demos=self._with_demos)

    def found(self, fault: str) -> None:
        self.call_later(self._draw, fault)

    def on_shape(self) -> None:
        self.call_later(self._draw, "")

    async def _draw(self, fault: str) -> None:
        report = self._seen
        if report is None or fault:
            if fault:
                self.query_one("#progress-note", Line).show(warned(fault))
            return
        held = f"   over {counted(len(report.sessions), 'session')}" if report.sessions else ""
        self.query_one("#progress-title", Line).show(join(("Progress", "bold $primary"), (held, "$quiet")))
        note = empty_line(report) or LEGEND
        self.query_one("#progress-note", Line).show(plain(note, "$quiet"))
        holder = self.query_one("#panels", VerticalScroll)
        await holder.remove_children()
        await holder.mount_all(Line(panel, classes="panel") for panel in self._panels(report))

    def _panels(self, report: ProgressReport) -> list[Content]:
        width = self._panel_width
        if not report.sessions:
            return [lines(panels.drill_lines(report, width)), panels.left_out_panel(report, width)]
        return [
            *(panels.series_panel(series, width) for series in report.series),
            panels.rubric_panel(report, width),
            panels.follow_ups_panel(report, width),
            panels.families_panel(report, width),
            panels.left_out_panel(report, width),
            lines([join(("How a trend is told", "bold $primary")), panels.said(RULE, width, "$quiet")]),
        ]

    @property
    def _panel_width(self) -> int:
        width = self.app.size.width - _MARGINS
        return max(_LEAST_WIDTH, width // 2 - 3 if self.wide else width)

    def action_demos(self) -> None:
        self._with_demos = not self._with_demos
        self.look()

    def action_drill(self) -> None:
        from simulator.tui import messages

        self.post_message(messages.DrillsWanted())
