"""Which story fits a question, and which one an answer was."""

from simulator.answer.words import estimate_words
from simulator.stories.fit import fitting
from simulator.stories.guess import guess_story
from simulator.stories.types import Story
from tests.fakes.stories import TAKE, FixedMatcher, heard, told, whole

RUNBOOK = whole(
    "runbook",
    "The missing runbook",
    discovered="Each new joiner spent a week on the deployment because no runbook existed anywhere.",
    proposed="I convinced the maintainers to review one page of checklist.",
    shipped="Every joiner deploys alone within a day now.",
    quadrant="C",
    signals=("buy_in", "shipped"),
    families=("built_adopted",),
    number="",
    lesson="",
)


def order(*stories: Story, **how: object) -> list[str]:
    asked: dict[str, object] = {"family": "noticed_first", "level": "mid", **how}
    return [fit.story.id for fit in fitting(stories, **asked)]  # type: ignore[arg-type]


def test_the_story_that_is_meant_for_the_family_comes_first_with_its_reasons() -> None:
    best = fitting((RUNBOOK, whole()), family="noticed_first", level="mid")[0]
    assert best.story.id == "export"
    assert best.because[0] == "meant for such questions"
    assert best.because[-1] == "never told yet"


def test_one_that_shows_what_is_asked_for_fits_although_it_was_meant_for_another() -> None:
    assert order(whole(), RUNBOOK, family="influence")[0] == "runbook"


def test_a_story_with_nothing_to_say_for_it_is_not_offered() -> None:
    assert order(Story("x", "x")) == []


def test_of_two_that_fit_alike_the_one_told_less_often_comes_first() -> None:
    assert order(whole("a", told=(told(),)), whole("b")) == ["b", "a"]


def test_the_own_level_goes_before_another() -> None:
    assert order(whole("a", level="staff"), whole("b", level="junior"), level="junior") == ["b", "a"]


def test_the_quadrant_where_such_questions_point_counts() -> None:
    stories = (whole("a", quadrant="A"), whole("d", quadrant="D"))
    assert order(*stories, family="cross_team")[0] == "d"


def test_one_that_was_told_in_this_session_comes_last() -> None:
    assert order(whole("a"), whole("b", families=()), told_now=["a"])[0] == "b"


def test_a_story_that_was_assigned_does_not_come_first() -> None:
    flagged = whole("a", told=(told(),))
    assert order(flagged, whole("b", families=()), heard={TAKE: heard("assigned")})[0] == "b"


ANSWER = (
    "So we had this nightly export and it failed a lot, and when I looked I saw it failed when a second job ran late, "
    "so I showed the owners a small lock which prevented the failures."
)


def test_an_answer_is_known_by_its_rare_words_without_asking_a_model() -> None:
    matcher = FixedMatcher()
    guess = guess_story(estimate_words(ANSWER), (RUNBOOK, whole()), matcher)
    assert guess
    assert guess.story == "export"
    assert {"export", "lock"} <= set(guess.shared)
    assert matcher.asked == 0


def test_told_in_other_words_it_is_known_by_its_meaning() -> None:
    words = estimate_words("The batch broke again and again until somebody looked closer.")
    guess = guess_story(words, (RUNBOOK, whole()), FixedMatcher(at=1, cosine=0.7))
    assert guess
    assert (guess.story, guess.shared) == ("export", ())


def test_another_story_is_not_taken_for_one_of_them() -> None:
    words = estimate_words("I repainted the waiting room of our dental practice over the summer holidays.")
    assert guess_story(words, (RUNBOOK, whole()), FixedMatcher(cosine=0.3)) is None
    assert guess_story(words, (RUNBOOK, whole())) is None


def test_no_words_and_no_stories_are_no_guess() -> None:
    assert guess_story((), (whole(),), FixedMatcher()) is None
    assert guess_story(estimate_words(ANSWER), (), FixedMatcher()) is None
    assert guess_story(estimate_words(ANSWER), (Story("x", "The export"),), FixedMatcher()) is None
