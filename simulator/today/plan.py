"""The plan of a day: a pure function of where the person stands. About twenty minutes, each thing with its reason.

Speaking comes first: what is not said aloud is not practised. Then what would be forgotten (follow-ups, cards), then
what is new, and new things end when the day comes near.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from simulator.review.layout import counted
from simulator.today.findings import Weakness, lesson_for, weakness
from simulator.today.types import Ahead, DayPlan, Item, Kind, Stage, Standing

BUDGET_MIN = 20
AFTER_A_BREAK_MIN = 12
MISSED_FROM = 2
"""Days without practice that are worth a word."""
REHEARSAL_MIN = 35
"""A full mock interview: the one thing that may go beyond the budget."""
QUESTION_MIN, FOLLOW_UP_MIN, PAGE_MIN, STORY_MIN = 7, 2, 4, 5
MOST_FOLLOW_UPS = {"open": 3, "building": 3, "practising": 4, "rehearsing": 4, "eve": 2, "day": 1, "over": 3}
_AHEAD = 3
_NEW_THINGS: tuple[Stage, ...] = ("open", "building", "practising", "over")
_OUTLINES: dict[Kind, str] = {
    "practise": "speak", "drill": "follow-ups", "cards": "cards", "learn": "a page", "story": "a story", "date": "",
}  # fmt: skip


def plan_day(standing: Standing) -> DayPlan:
    """Today's plan, with an outline of the days after it."""
    stage = stage_of(standing.today, standing.interview)
    return DayPlan(
        today=standing.today,
        interview=standing.interview,
        stage=stage,
        headline=_headline(standing, stage),
        note=_note(standing, stage),
        items=_items(standing, stage),
        ahead=tuple(_ahead(standing)),
    )


def stage_of(today: date, interview: date | None) -> Stage:
    if interview is None:
        return "open"
    left = (interview - today).days
    if left < 0:
        return "over"
    bounds: tuple[tuple[int, Stage], ...] = ((0, "day"), (1, "eve"), (3, "rehearsing"), (14, "practising"))
    return next((stage for most, stage in bounds if left <= most), "building")


def missed_days(standing: Standing) -> int:
    """Whole days without practice before today."""
    return 0 if standing.last_active is None else max(0, (standing.today - standing.last_active).days - 1)


# ---- what to do


def _items(standing: Standing, stage: Stage) -> tuple[Item, ...]:
    """What is done stays on the list; of the rest as much as the day holds."""
    budget = AFTER_A_BREAK_MIN if missed_days(standing) >= MISSED_FROM else BUDGET_MIN
    if stage == "rehearsing":
        budget += REHEARSAL_MIN - QUESTION_MIN
    taken: list[Item] = []
    for item in _wanted(standing, stage):
        if not taken or item.done or sum(one.minutes for one in taken) + item.minutes <= budget:
            taken.append(item)
    return tuple(taken)


def _wanted(standing: Standing, stage: Stage) -> Iterator[Item]:
    """First things first."""
    found = weakness(standing.answers)
    if stage == "over":
        yield Item("date", "Set the next date", 1, "The day of your interview has passed.", "simulator today --date")
    yield _practise(standing, stage, found)
    if drill := _drill(standing, stage):
        yield drill
    if cards := _cards(standing):
        yield cards
    if stage in _NEW_THINGS:
        yield from _new_things(standing, found)


def _practise(standing: Standing, stage: Stage, found: Weakness | None) -> Item:
    done = standing.done.get("practise", 0) > 0
    if stage == "rehearsing":
        why = "Two or three days before, once as on the day itself: every question, every follow-up, no pause."
        return Item("practise", "A full interview", REHEARSAL_MIN, why, "simulator session --plan full", "full", done)
    call, plan = "simulator session --plan one-question", "one-question"
    if stage == "day":
        why = "Only to warm up your voice: a story that you know well. Nothing new today."
        return Item("practise", "One answer aloud", 4, why, call, plan, done)
    if stage == "eve":
        why = "One answer, so that tomorrow is not the first time. Then leave it be."
        return Item("practise", "One question aloud", QUESTION_MIN, why, call, plan, done)
    return Item("practise", "One question aloud", QUESTION_MIN, _why_practise(standing, found), call, plan, done)


def _why_practise(standing: Standing, found: Weakness | None) -> str:
    if not standing.answers and standing.done.get("practise"):
        return "Done for today. Told as a story of a minute or more, it shows where your time goes."
    if not standing.answers:
        return "Nothing of yours was heard yet: one answer aloud shows where your time goes."
    if found:
        return f"{found.why} {found.repair}"
    if sum(bool(answer.little_action) for answer in standing.answers[-5:]) >= 2:
        return "Your last stories spend less on the Action than the guideline wants: say more of what you did."
    return "Nothing comes back in your last stories: take a question that you have not answered yet."


def _drill(standing: Standing, stage: Stage) -> Item | None:
    done = standing.done.get("drill", 0)
    count = min(len(standing.follow_ups), max(0, MOST_FOLLOW_UPS[stage] - done))
    if not count:
        why = "Done for today."
        return Item("drill", counted(done, "follow-up"), 0, why, "simulator drill", done=True) if done else None
    named = "; ".join(title[:1].lower() + title[1:] for title in standing.follow_ups[:count])
    more = len(standing.follow_ups) - count
    rest = f" {more} more can wait." if more else ""
    why = f"Their day has come: {named}.{rest}"
    return Item("drill", counted(count, "follow-up"), FOLLOW_UP_MIN * count, why, "simulator drill")


def _cards(standing: Standing) -> Item | None:
    if not standing.cards:
        if done := standing.done.get("cards", 0):
            title = counted(done, "self-check card")
            return Item("cards", title, 0, "Done for today.", "simulator learn --cards", done=True)
        return None
    minutes = min(4, 1 + standing.cards // 3)
    title = counted(standing.cards, "self-check card")
    why = "You are about to forget them: a few seconds each keeps them."
    return Item("cards", title, minutes, why, "simulator learn --cards")


def _new_things(standing: Standing, found: Weakness | None) -> Iterator[Item]:
    """A page one day, a story the next: what does not fit today comes first tomorrow."""
    things = [_page(standing, found), _story(standing)]
    if standing.today.toordinal() % 2:
        things.reverse()
    yield from filter(None, things)


def _page(standing: Standing, found: Weakness | None) -> Item | None:
    """One a day, first the one that repairs what was heard."""
    if done := standing.done.get("learn", 0):
        return Item("learn", counted(done, "page") + " read", 0, "Done for today.", "simulator learn", done=True)
    repair = lesson_for(found.flag, standing.lessons) if found else None
    unread = next((lesson for lesson in standing.lessons if not lesson.read), None)
    lesson = repair if repair and (not repair.read or unread is None) else unread or repair
    if lesson is None:
        return None
    why = found.why if found and lesson is repair else "The next page; its two cards come back when you need them."
    title = f"{'Read again' if lesson.read else 'Read'}: {lesson.title}"
    return Item("learn", title, PAGE_MIN, why, f"simulator learn {lesson.id}", lesson.id)


def _story(standing: Standing) -> Item | None:
    """One a day: whatever was written of a story, or told and linked to it, counts."""
    if done := standing.done.get("story", 0):
        title = counted(done, "story", "stories") + " worked on"
        return Item("story", title, 0, "Done for today.", "simulator stories", done=True)
    gap = next(iter(standing.gaps), None)
    return Item("story", gap.what, STORY_MIN, gap.why, "simulator stories coverage") if gap else None


# ---- around it


def _headline(standing: Standing, stage: Stage) -> str:
    left = 0 if standing.interview is None else (standing.interview - standing.today).days
    match stage:
        case "open":
            return "No date yet: a steady twenty minutes a day"
        case "over":
            return "Your interview has passed. How did it go?"
        case "day":
            return "Today is the day. Warm up, then trust what you have"
        case "eve":
            return "Tomorrow is the day: short and light"
        case "rehearsing":
            return f"{left} days to go: rehearse as on the day"
        case "practising":
            return f"{left} days to go: mostly speaking"
    return f"{left} days to go: learn, speak, and keep what you have"


def _note(standing: Standing, stage: Stage) -> str:
    missed = missed_days(standing)
    if missed < MISSED_FROM:
        return ""
    kept = "Today is kept short, with what matters first."
    if stage in ("rehearsing", "eve", "day"):
        kept = "Reading is left out now; what time is left goes to speaking."
    return f"{missed} days without practice: nothing is lost. {kept}"


def _ahead(standing: Standing) -> Iterator[Ahead]:
    """The next days, should today's plan be done; no further than the interview."""
    lessons = standing.lessons
    for days in range(1, _AHEAD + 1):
        day = standing.today + timedelta(days=days)
        if standing.interview is not None and standing.today <= standing.interview < day:
            return
        first = next((lesson for lesson in lessons if not lesson.read), None)
        lessons = tuple(replace(lesson, read=lesson.read or lesson is first) for lesson in lessons)
        then = replace(
            standing, today=day, done={}, follow_ups=(), cards=0, lessons=lessons, last_active=day - timedelta(days=1)
        )
        items = _items(then, stage_of(day, standing.interview))
        words = [item.title if item.kind == "practise" else _OUTLINES[item.kind] for item in items if item.minutes]
        yield Ahead(day, ", ".join([*filter(None, words), "what comes due"]))
