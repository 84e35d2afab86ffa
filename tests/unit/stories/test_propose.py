"""A take turned into a story: only what was said, with the words it rests on."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from simulator.answer.analyse import analyse_text
from simulator.answer.types import Analysis, AnswerContext, Finding, RubricItem, SectionGuess
from simulator.stories.propose import best_of, linked, propose, story_from
from tests.fakes.stories import TAKE, told, whole

TEXT = (
    "Our export failed eight times a month. I saw that it only failed when a second job ran late. "
    "I showed the owners a lock. It failed once in five months. I look for patterns now."
)
LABELS = "SAARL"


class Lettered:
    name = "lettered"

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        return [SectionGuess(letter, 0.9) for letter in LABELS[: len(sentences)]]  # type: ignore[arg-type]


@pytest.fixture
def analysis() -> Analysis:
    made = analyse_text(TEXT, AnswerContext(question="What did you notice?", level="senior"), labeller=Lettered())
    starts = [sentence.start_s for sentence in made.sentences]
    return replace(
        made,
        rubric=(
            RubricItem("discovered", "met", "it only failed when a second job ran late", starts[1] + 1),
            RubricItem("proposed", "unclear", "I showed the owners a lock", starts[2]),
            RubricItem("shipped", "met", "It failed once in five months", starts[3]),
            RubricItem("quadrant", "met", "a second job", starts[1], value="B"),
        ),
        signals=(
            Finding("noticed", "it only failed when a second job ran late", starts[1], starts[2], 0.9, ""),
            Finding("measured", "once in five months", starts[3] + 0.5, starts[4], 0.9, ""),
        ),
    )


def test_beats_are_the_sentences_in_which_they_were_heard_with_the_quote(analysis: Analysis) -> None:
    proposal = propose(analysis, told())
    offers = {offer.key: offer for offer in proposal.offers}
    assert offers["discovered"].text == "I saw that it only failed when a second job ran late."
    assert offers["discovered"].quote == "it only failed when a second job ran late"
    assert offers["quadrant"].text.startswith("B: ")
    assert proposal.open == ("proposed",)


def test_the_number_on_the_result_comes_first_and_only_it_is_accepted(analysis: Analysis) -> None:
    numbers = [offer for offer in propose(analysis, told()).offers if offer.field == "number"]
    assert [(one.text, one.accepted) for one in numbers] == [
        ("once in five months", True),
        ("Our export failed eight times a month.", False),
    ]


def test_every_offer_with_a_quote_has_it_word_for_word_in_the_answer(analysis: Analysis) -> None:
    quoted = [offer for offer in propose(analysis, told()).offers if offer.quote]
    assert len(quoted) >= 6
    assert all(offer.quote in TEXT for offer in quoted)


def test_what_is_accepted_becomes_the_story_and_the_quotes_go_with_the_take(analysis: Analysis) -> None:
    proposal = propose(analysis, told())
    story = story_from(proposal, proposal.offers)
    assert (story.quadrant, story.level, story.number) == ("B", "senior", "once in five months")
    assert story.signals == ("noticed", "measured")
    assert story.families == ("noticed_first",)
    assert (story.proposed, story.draft) == ("", "")
    assert story.told[0].quotes["discovered"] == "it only failed when a second job ran late"
    assert story.told[0].quotes["number"] == "once in five months"


def test_what_is_refused_or_edited_is_kept_so(analysis: Analysis) -> None:
    proposal = propose(analysis, told())
    offers = [
        replace(offer, accepted=False) if offer.key in ("lesson", "signal:noticed", "number")
        else replace(offer, text="Mine", accepted=True) if offer.key in ("title", "number:2", "draft")
        else offer
        for offer in proposal.offers
    ]  # fmt: skip
    story = story_from(proposal, offers)
    assert (story.title, story.lesson, story.number, story.draft) == ("Mine", "", "Mine", "Mine")
    assert story.signals == ("measured",)


def test_into_a_story_that_is_there_only_what_is_empty_is_filled(analysis: Analysis) -> None:
    proposal = propose(analysis, told())
    mine = whole(lesson="", signals=("sized",), quadrant="D")
    story = story_from(proposal, proposal.offers, mine)
    assert (story.title, story.discovered, story.quadrant) == (mine.title, mine.discovered, "D")
    assert story.lesson == "I look for patterns now."
    assert story.signals == ("sized", "noticed", "measured")
    assert story.told[0].take == TAKE


def test_an_answer_in_which_nothing_was_found_offers_only_a_title_and_its_words(analysis: Analysis) -> None:
    bare = replace(analysis, rubric=(), signals=(), delivery=replace(analysis.delivery, quantities=()))
    proposal = propose(bare, told())
    assert {offer.key for offer in proposal.offers} == {"title", "lesson", "draft"}
    assert proposal.open == ("discovered", "proposed", "shipped")


def test_a_story_without_a_title_is_called_by_its_question(analysis: Analysis) -> None:
    proposal = propose(analysis, told())
    offers = [replace(offer, text=" ") if offer.key == "title" else offer for offer in proposal.offers]
    assert story_from(proposal, offers).title == "What did you notice?"


def test_a_take_is_linked_once_and_keeps_what_is_known_of_it() -> None:
    story = whole(told=(told(best=True, quotes={"number": "one"}),))
    again = linked(story, told(asked="Asked again?"))
    assert len(again.told) == 1
    assert again.told[0].best
    assert again.told[0].quotes == {"number": "one"}


def test_the_best_take_is_one_and_can_be_taken_back() -> None:
    story = whole(told=(told("a/turn-01", best=True), told("b/turn-01")))
    moved = best_of(story, "b/turn-01")
    assert moved.best_take == "b/turn-01"
    assert best_of(moved, "b/turn-01").best_take == ""
