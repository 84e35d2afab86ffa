"""Stories as files: what is written is read back, hand-made changes stay, and faults are told with their line."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer.catalogue import SIGNALS
from simulator.content.read import check_text
from simulator.content.vocabulary import COMPETENCIES
from simulator.errors import BadInput, UsageError
from simulator.stories.convert import story_of
from simulator.stories.schema import StoryFile
from simulator.stories.store import StoryStore, read_story
from simulator.stories.types import Story
from simulator.stories.vocabulary import ARCHETYPES
from simulator.stories.write import changed_text, new_text
from tests.fakes.stories import TAKE, told, whole


@pytest.fixture
def store(tmp_path: Path) -> StoryStore:
    return StoryStore(tmp_path / "stories")


def edited(store: StoryStore, story_id: str, before: str, after: str) -> None:
    """As somebody does it with an editor."""
    path = store.path(story_id)
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_what_is_kept_is_read_back_whole(store: StoryStore) -> None:
    story = whole(
        told=(told(best=True, quotes={"discovered": 'only failed "late"', "number": "one"}),), tags=("night",)
    )
    added = store.add(story)
    assert added.id == "the-export-that-failed-at-night"
    assert store.load().stories == (added,)
    assert replace(added, id=story.id) == story


def test_folder_and_file_are_readable_by_nobody_else(store: StoryStore) -> None:
    added = store.add(whole())
    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert store.path(added.id).stat().st_mode & 0o777 == 0o600


def test_comments_and_order_of_a_file_survive_a_change_in_the_app(store: StoryStore) -> None:
    added = store.add(Story("", "The runbook"))
    edited(store, added.id, 'quadrant = ""', '# I am not sure of this one\nquadrant = "A"')
    before = store.path(added.id).read_text()
    store.change(added.id, lambda story: replace(story, number="from 40 to 4 minutes"))
    after = store.path(added.id).read_text()
    assert after == before.replace('number = ""', 'number = "from 40 to 4 minutes"')


def test_a_change_is_made_to_what_is_in_the_file_now(store: StoryStore) -> None:
    added = store.add(whole())
    edited(store, added.id, "five months", "six months")
    changed = store.change(added.id, lambda story: replace(story, lesson="Another."))
    assert "six months" in changed.number + changed.shipped


def test_taking_everything_out_again_leaves_a_valid_file(store: StoryStore) -> None:
    added = store.add(whole(told=(told(),), draft="One.\n\nTwo."))
    empty = store.change(added.id, lambda story: Story("", story.title))
    assert store.find(added.id) == empty == Story(added.id, added.title)


def test_the_ids_of_one_title_are_numbered(store: StoryStore) -> None:
    assert [store.add(Story("", "Café: ours!")).id for _ in range(3)] == ["cafe-ours", "cafe-ours-2", "cafe-ours-3"]
    assert store.add(Story("", "故事")).id == "story"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("quadrant =", "quadrnt =", ":5: quadrnt: unknown key; did you mean “quadrant”?"),
        ('quadrant = "B"', 'quadrant = "E"', ":5: quadrant: unknown quadrant “E”"),
        ('level = "mid"', 'level = "snior"', "level: unknown level “snior”; did you mean “senior”?"),
        ("shipped = ", "shippd = ", "beats.shippd: unknown key; did you mean “shipped”?"),
        ("\ninitiative =", "\ninitiativ =", "unknown competency “initiativ”; did you mean “initiative”?"),
        ('"noticed_first"]', '"noticed_frst"]', "unknown family “noticed_frst”; did you mean “noticed_first”?"),
        ('"unasked"', '"noticed"', "signals: names “noticed” twice"),
        ('answer = "no"', 'answer = "maybe"', "checks.counterfactual.answer: unknown answer “maybe”"),
        ("because =", "becauze =", "checks.counterfactual.becauze: unknown key; did you mean “because”?"),
        ("best = true", 'best = "yes"', "takes[0].best: must be true or false"),
        ('on = "2026-01-02"', 'on = "yesterday"', "takes[0].on: is not a day; write it as 2026-01-31"),
        (f'take = "{TAKE}"', 'take = "../x"', "takes[0].take: is not a take; write it as SESSION/TAKE"),
        ('title = "The', 'title = "The \\u202e', "title: holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("tags = []", "tags = [", "is not valid TOML"),
    ],
)
def test_a_slip_is_told_with_file_line_key_and_the_nearest(
    store: StoryStore, before: str, after: str, says: str
) -> None:
    added = store.add(whole(told=(told(best=True),)))
    edited(store, added.id, before, after)
    bank = store.load()
    assert bank.stories == ()
    assert says in str(bank.problems[0])
    assert f"{added.id}.toml:" in str(bank.problems[0])


def test_two_best_takes_or_one_take_twice_are_faults(store: StoryStore) -> None:
    added = store.add(whole(told=(told(best=True),)))
    path = store.path(added.id)
    text = path.read_text()
    path.write_text(f'{text}\n[[takes]]\ntake = "{TAKE}"\n')
    assert "twice" in str(store.load().problems[0])
    path.write_text(f'{text}\n[[takes]]\ntake = "a/b"\nbest = true\n')
    assert "more than one best take" in str(store.load().problems[0])


def test_a_broken_file_is_never_written_over(store: StoryStore) -> None:
    added = store.add(whole())
    edited(store, added.id, "quadrant =", "quadrnt =")
    before = store.path(added.id).read_bytes()
    with pytest.raises(BadInput, match="did you mean “quadrant”"):
        store.change(added.id, lambda story: replace(story, number="1"))
    assert store.path(added.id).read_bytes() == before


def test_what_could_not_be_read_again_is_not_written(store: StoryStore) -> None:
    added = store.add(whole())
    before = store.path(added.id).read_bytes()
    with pytest.raises(BadInput, match="discovered"):
        store.change(added.id, lambda story: replace(story, discovered="x\x1b[2J"))
    assert store.path(added.id).read_bytes() == before


def test_the_others_are_there_when_one_is_broken_and_stray_files_are_told_of(store: StoryStore) -> None:
    good, bad = store.add(whole()), store.add(whole(title="Another"))
    edited(store, bad.id, "quadrant =", "quadrnt =")
    (store.folder / "My Story.toml").write_text('title = "x"\n')
    (store.folder / "notes.docx").write_text("x")
    bank = store.load()
    assert [story.id for story in bank.stories] == [good.id]
    assert len(bank.problems) == 3


def test_an_unknown_story_names_the_nearest_and_no_path_leads_out(store: StoryStore) -> None:
    store.add(whole())
    with pytest.raises(UsageError, match="Did you mean the-export-that-failed-at-night"):
        store.find("the-export-that-faild-at-night")
    for name in ("../x", "", "/etc/passwd", "a/b"):
        with pytest.raises(UsageError):
            store.find(name)


def test_a_folder_that_is_not_there_holds_no_story(store: StoryStore) -> None:
    assert store.load().stories == ()


def test_forgetting_a_session_removes_what_leads_to_it_and_keeps_the_story(store: StoryStore) -> None:
    other = "2026-02-02T101500-quick-fedcba/turn-01"
    added = store.add(whole(told=(told(quotes={"discovered": "a secret"}), told(other))))
    assert store.forget(TAKE.partition("/")[0]) == (added.id,)
    assert "a secret" not in store.path(added.id).read_text()
    assert [one.take for one in store.find(added.id).told] == [other]
    assert store.forget(*other.split("/")) == (added.id,)
    assert store.find(added.id).told == ()
    assert store.forget("another") == ()


texts = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Cn"]), max_size=120).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=25, deadline=None)
@given(
    title=texts.filter(bool),
    passage=st.lists(texts, max_size=3).map(lambda parts: "\n".join(parts).strip()),
    line=texts,
    signals=st.lists(st.sampled_from(sorted(SIGNALS)), unique=True).map(tuple),
    competency=st.sampled_from(COMPETENCIES),
    archetype=st.sampled_from(["", *ARCHETYPES]),
)
def test_any_text_comes_back_as_it_was_also_after_a_change(
    title: str, passage: str, line: str, signals: tuple[str, ...], competency: str, archetype: str
) -> None:
    story = whole(
        title=title, discovered=passage, number=line, signals=signals, competencies={competency: line},
        archetype=archetype, draft=passage, told=(told(quotes={"number": line}),) if line else (),
    )  # fmt: skip
    for text in (new_text(story), changed_text(new_text(whole(told=(told(),))), story)):
        reading = check_text(Path("x.toml"), text, lambda _: StoryFile)
        assert reading.document is not None, reading.problems
        assert story_of(story.id, reading.document) == story


def test_the_file_that_a_new_story_gets_names_every_choice() -> None:
    text = new_text(Story("", "x"))
    for name in (*SIGNALS, *ARCHETYPES, "junior", "staff"):
        assert name in text


def test_a_file_that_is_no_story_at_all_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text("")
    assert "title: is missing" in str(read_story(path).problems[0])


def test_it_knows_how_many_stories_were_changed_on_a_day(store: StoryStore) -> None:
    yesterday, today = datetime(2026, 11, 27, 23, 59).astimezone(), datetime(2026, 11, 28, 0, 1).astimezone()
    assert store.changed_on(today.date()) == 0
    for title, moment in (("One", yesterday), ("Two", today), ("Three", today)):
        os.utime(store.path(store.add(Story("", title)).id), (moment.timestamp(),) * 2)
    assert (store.changed_on(yesterday.date()), store.changed_on(today.date())) == (1, 2)
