"""The story bank with the real archive and models."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.answer.protocols import MeaningMatcher
from simulator.answer.types import Analysis, AnswerContext, Level
from simulator.archive import files
from simulator.archive.glance import TakeGlance, glance
from simulator.archive.store import Archive
from simulator.content.vocabulary import QUESTION_FAMILIES
from simulator.errors import SimulatorError, UsageError
from simulator.interview.mind import Mind
from simulator.paths import private_dir
from simulator.replay.load import load_replay
from simulator.stories.fit import Fit, fitting
from simulator.stories.guess import Guess, guess_story
from simulator.stories.page import stories_page
from simulator.stories.propose import Offer, Proposal, best_of, linked, propose, story_from
from simulator.stories.shelf import Shelf
from simulator.stories.store import StoryStore
from simulator.stories.types import Bank, Story, ToldIn

PAGE = "stories.html"


@dataclass(frozen=True, slots=True)
class StoryParts:
    """`archive` and `mind` are opened when they are first needed; `level` is the one in the settings then."""

    folder: Path
    pages: Path
    """Where the printable page goes."""
    archive: Callable[[], Archive]
    mind: Callable[[], Mind]
    matcher: MeaningMatcher
    level: Callable[[], Level]


class StoryDesk:
    """Implements `simulator.tui.story_services.StoryServices`."""

    def __init__(self, parts: StoryParts) -> None:
        self._parts = parts
        self.store = StoryStore(parts.folder)

    # ---- the bank

    def shelf(self) -> Shelf:
        bank = self.store.load()
        return Shelf(bank, self._heard(bank), self._parts.level())

    def _heard(self, bank: Bank) -> dict[str, TakeGlance]:
        """Of the sessions in which a story was told; what was deleted or cannot be read is passed over."""
        sessions = dict.fromkeys(one.session_id for story in bank.stories for one in story.told)
        if not sessions:
            return {}
        archive, heard = self._parts.archive(), dict[str, TakeGlance]()
        for session_id in sessions:
            try:
                takes = glance(archive.open(session_id)).takes
            except SimulatorError:
                continue
            heard |= {f"{session_id}/{take.take_id}": take for take in takes}
        return heard

    def add(self, title: str) -> Story:
        return self.store.add(Story("", title, level=self._parts.level()))

    def change(self, story_id: str, edit: Callable[[Story], Story]) -> Story:
        return self.store.change(story_id, edit)

    def delete(self, story_id: str) -> None:
        self.store.delete(story_id)

    def path(self, story_id: str) -> Path:
        return self.store.path(story_id)

    def save_page(self) -> Path:
        shelf, to = self.shelf(), self._parts.pages / PAGE
        with files.reporting(to, "save"):
            private_dir(to.parent)
        files.write_private(to, stories_page(shelf.stories, shelf.covered, shelf.steps).encode())
        return to

    # ---- takes

    def propose(self, session_id: str, take_id: str) -> Proposal:
        analysis, told = self._answer(session_id, take_id)
        return propose(analysis, told)

    def keep(self, proposal: Proposal, offers: Sequence[Offer], story_id: str = "") -> Story:
        """As a new story, or into an empty part of one that there is."""
        if story_id:
            return self.store.change(story_id, lambda story: story_from(proposal, offers, story))
        return self.store.add(story_from(proposal, offers))

    def guess(self, session_id: str, take_id: str) -> Guess | None:
        analysis, _ = self._answer(session_id, take_id)
        return guess_story(analysis.words, self.store.load().stories, self._parts.matcher)

    def link(self, story_id: str, session_id: str, take_id: str) -> Story:
        _, told = self._answer(session_id, take_id)
        return self.store.change(story_id, lambda story: linked(story, told))

    def tell(self, story_id: str, take: str) -> None:
        session_id, _, take_id = take.partition("/")
        if story_id:
            self.link(story_id, session_id, take_id)
        self.store.forget(session_id, take_id, but=story_id)

    def mark_best(self, story_id: str, take: str) -> Story:
        return self.store.change(story_id, lambda story: best_of(story, take))

    def _answer(self, session_id: str, take_id: str) -> tuple[Analysis, ToldIn]:
        """What was said in a take that tells a story of one's own, and where that was. Raises UsageError."""
        folder, where = self._parts.archive().open(session_id), f"{session_id}/{take_id}"
        meta, replay = folder.load_session(), load_replay(folder, self._parts.mind)
        turn = next((one for one in replay.turns if one.take_id == take_id and take_id), None)
        if turn is None:
            there = ", ".join(one.take_id for one in replay.turns if one.take_id)
            raise UsageError("no such answer in this session", where=where, remedy=f"There is {there or 'none'}")
        if meta.plan.get("synthetic"):
            raise UsageError("a written candidate told this", where=where, remedy="Choose an answer of your own")
        analysis = turn.record.analysis if turn.record else None
        if analysis is None or not analysis.sentences:
            raise UsageError("nothing was heard in this answer", where=where, remedy="Choose another take")
        if not analysis.context.is_story:
            what = "this answers a follow-up or a short question, so it is no story"
            raise UsageError(what, where=where, remedy="Choose the answer to a main question")
        family = turn.prompt.family if turn.prompt.family in QUESTION_FAMILIES else ""
        return analysis, ToldIn(where, turn.prompt.text, family, meta.started[:10])

    # ---- words

    def read_draft(self, text: str, level: Level | None) -> Analysis:
        mind = self._parts.mind()
        words = mind.words_of(text)
        context = AnswerContext(level=level or self._parts.level())
        return mind.analyse(words, words[-1].end_s if words else 0.0, context, estimated=True)

    def fitting(
        self, family: str, *, competencies: Collection[str] = (), told_in: str = "", level: Level | None = None
    ) -> tuple[Fit, ...]:
        shelf = self.shelf()
        told_now = [
            story.id for story in shelf.stories if told_in and any(one.session_id == told_in for one in story.told)
        ]
        return fitting(
            shelf.stories,
            family=family,
            level=level or shelf.level,
            competencies=competencies,
            told_now=told_now,
            heard=shelf.heard,
        )
