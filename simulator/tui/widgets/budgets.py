"""Two bars while somebody speaks: the setup against its budget, the Action against its target band."""

from textual.content import Content

from simulator.answer.delivery import FAST_WPM, SLOW_WPM
from simulator.answer.guideline import setup_limit_s
from simulator.answer.timing import told_s
from simulator.answer.types import Guideline, Timing
from simulator.tui.text import percent
from simulator.tui.widgets.line import Line

_LABEL = 8


def live_limit_s(guideline: Guideline, told: float) -> float:
    """The setup allowed while the answer still grows: nobody knows its length yet, so a good length is taken."""
    return setup_limit_s(guideline, max(told, guideline.ideal_end_s))


def setup_bar(timing: Timing, guideline: Guideline, cells: int) -> Content:
    """The time spent on Situation and Task; the bar is full at the budget."""
    limit_s = live_limit_s(guideline, told_s(timing))
    share = timing.setup_s / limit_s if limit_s > 0 else 0.0
    full = min(cells, round(share * cells))
    over = timing.setup_s >= limit_s
    colour = "$error" if over else "$warning" if share > 0.8 else "$success"
    words = f"{timing.setup_s:.0f} s of {limit_s:.0f} s" + (" · over" if over else "")
    return Content.assemble(
        ("Setup".ljust(_LABEL), "$quiet"),
        ("━" * full, colour),
        ("─" * (cells - full), "$quiet 50%"),
        "  ",
        (words, colour if over else "$foreground"),
    )


def action_bar(timing: Timing, guideline: Guideline, cells: int) -> Content:
    """The share of the answer spent on Action, with the band to land in."""
    low, high = guideline.action_target - guideline.action_band, guideline.action_target + guideline.action_band
    enough = told_s(timing) >= guideline.judge_from_s
    inside = low <= timing.action_share <= high
    colour = "$success" if inside else "$warning"
    full = round(timing.action_share * cells)
    band = range(round(low * cells), round(high * cells))
    pieces = [("Action".ljust(_LABEL), "$quiet")]
    for cell in range(cells):
        in_band = cell in band
        if cell < full:
            pieces.append(("━", colour))
        else:
            pieces.append(("═", "$success 70%") if in_band else ("─", "$quiet 50%"))
    figure = percent(timing.action_share) if told_s(timing) > 0 else "–"
    pieces.append((f"  {figure}", colour if enough else "$foreground"))
    pieces.append((f" · aim {low * 100:.0f}–{high * 100:.0f} %", "$quiet"))
    return Content.assemble(*pieces)


def pace(words_per_minute: float | None) -> Content:
    if words_per_minute is None:
        return Content.styled("pace –", "$quiet")
    slow, fast = words_per_minute < SLOW_WPM, words_per_minute > FAST_WPM
    note = " · slow" if slow else " · fast" if fast else ""
    return Content.styled(f"{words_per_minute:.0f} words/min{note}", "$warning" if note else "$quiet")


class Budgets(Line):
    """The bars, one a line, and the pace."""

    def show_pace(self, words_per_minute: float | None) -> None:
        """For an answer that the timing of a story is not asked of."""
        note = Content.styled("Not held against the timing of a story: answer what was asked.", "$quiet italic")
        self.show(Content("\n").join([note, pace(words_per_minute)]), layout=False)

    def show_timing(self, timing: Timing, guideline: Guideline, words_per_minute: float | None) -> None:
        width = max(self.size.width, 40)
        words = pace(words_per_minute)
        cells = max(8, min(60, width - _LABEL - 24 - words.cell_length - 2))
        setup, action = setup_bar(timing, guideline, cells), action_bar(timing, guideline, cells)
        gap = width - action.cell_length - words.cell_length
        if gap >= 2:
            action = Content.assemble(action, " " * gap, words)
        self.show(Content("\n").join([setup, action]), layout=False)
