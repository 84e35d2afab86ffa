"""Progress in plain sentences, the same on every screen and page. Pure."""

from collections.abc import Sequence

from simulator.content.vocabulary import STORY_FAMILIES
from simulator.progress.trend import CHANCE, FEWEST, WINDOW, Trend
from simulator.progress.types import Handled, Heard, Measure, Point, Practised, Series
from simulator.review.layout import counted

NO_SESSION = f"No answer yet. After the first session its figures stand here; a trend takes {FEWEST}."
ONLY_DEMOS = "Only demos so far, in which a written candidate answered. Hold a session, and its figures stand here."
RULE = (
    f"A trend is told from {FEWEST} sessions on, over the last {WINDOW} at most: its size is the median slope between "
    "all pairs of sessions (Theil–Sen), and it is told only where a Mann–Kendall test gives pure chance less than "
    f"{CHANCE:.1%}, so that six figures side by side hardly ever show one that is not there."
)
_MANY_LIKELY = 0.001


def figure(value: float, unit: str) -> str:
    """The value with its unit: "43 s", "61 %", "1.5", "142 words a minute"."""
    if unit == "%":
        return f"{value * 100:.0f} %"
    if unit == "s":
        return f"{value:.0f} s"
    return f"{value:.0f}{unit}" if value >= 20 else f"{value:.1f}{unit}"


def latest(series: Series) -> str:
    """The last session's figure, empty without one."""
    return figure(series.points[-1].value, series.measure.unit) if series.points else ""


def inside_line(points: Sequence[Point], last: int = 10) -> str:
    """How many answers of the last sessions lay inside the target; empty without any."""
    recent = points[-last:]
    answers = sum(point.answers for point in recent)
    if not answers:
        return ""
    inside = sum(point.inside for point in recent)
    where = "the last session" if len(recent) == 1 else f"the last {len(recent)} sessions"
    return f"{inside} of {counted(answers, 'answer')} of {where} inside the target."


def series_line(series: Series) -> str:
    """The trend and how often the target was met; without a figure, what it takes to have one."""
    if not series.points:
        needs = series.measure.needs
        return f"No figure yet: it takes {needs}." if needs else "No figure yet."
    return f"{trend_line(series.measure, series.trend)} {inside_line(series.points)}"


def trend_line(measure: Measure, found: Trend) -> str:
    """What can be said of the trend, and what cannot."""
    if found.kind == "too_few":
        has = counted(found.sessions, "session has", "sessions have")
        return f"Too little to tell a trend: {has} this figure, {FEWEST} are needed."
    over = f"over {found.sessions} sessions"
    if found.kind == "none":
        middle = figure(found.middle, measure.unit)
        return f"No trend to rely on {over}, around {middle}: {_chance(found)}"
    start, end = (_possible(measure, value) for value in (found.start, found.end))
    if abs(end - start) < measure.least:
        return f"Steady {over}: it {found.kind}, by less than {figure(measure.least, measure.unit)} in all."
    moved = f"{figure(start, measure.unit)} → {figure(end, measure.unit)}"
    return f"It {found.kind} {over}, {moved} along the fitted line{_towards(measure, start, end)}: {_chance(found)}"


def _possible(measure: Measure, value: float) -> float:
    """A straight line may leave what the figure can be."""
    return min(max(value, 0.0), 1.0) if measure.unit == "%" else max(value, 0.0)


def _towards(measure: Measure, start: float, end: float) -> str:
    before, after = measure.off(start), measure.off(end)
    if abs(before - after) < measure.least:
        return ""
    return ", towards the target" if after < before else ", away from the target"


def _chance(found: Trend) -> str:
    if found.chance < _MANY_LIKELY:
        return "chance alone would do this in fewer than 1 of 1000 cases."
    if found.chance < CHANCE:
        return f"chance alone would do this in {found.chance * 1000:.0f} of 1000 cases."
    return f"chance alone makes as much in {found.chance * 100:.0f} of 100 cases."


def families_line(families: Sequence[Practised]) -> str:
    """How many families of stories were told."""
    stories = [family for family in families if family.id in STORY_FAMILIES]
    return f"{sum(family.answers > 0 for family in stories)} of {len(stories)} families of stories told."


def missing_line(titles: Sequence[str], first: int = 4) -> str:
    """As in "Not yet: a, b, c and 3 more"; empty where nothing is missing."""
    if not titles:
        return ""
    more = f" and {len(titles) - first} more" if len(titles) > first else ""
    return f"Not yet: {', '.join(titles[:first])}{more}."


def never_told(families: Sequence[Practised]) -> list[str]:
    return [family.title for family in families if not family.answers and family.id in STORY_FAMILIES]


def heard_line(rubric: Sequence[Heard]) -> str:
    return f"{sum(item.met > 0 for item in rubric)} of {len(rubric)} items of the rubric met in at least one story."


def heard_row(item: Heard) -> str:
    """As in "3 of 8 stories, 1 unclear"."""
    unclear = f", {item.unclear} unclear" if item.unclear else ""
    return f"{item.met} of {counted(item.of, 'story', 'stories')}{unclear}"


def handled_row(row: Handled) -> str:
    """As in "strong 3 · middling 1 · weak 2"; grades that were never given are left out."""
    grades = (("strong", row.strong), ("middling", row.middling), ("weak", row.weak), ("cannot tell", row.unsure))
    return " · ".join(f"{name} {count}" for name, count in grades if count)
