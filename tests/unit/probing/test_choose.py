from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer.catalogue import DISQUALIFIERS
from simulator.answer.protocols import ProbeChances
from simulator.answer.types import Analysis, AnswerContext, Grade, LabelledSentence
from simulator.content.models import ProbeFamily, Wording
from simulator.probing.choose import COVERED_FROM, WORTH_FROM, choose, flag_bonus
from simulator.probing.story import ADDRESSES
from simulator.probing.types import ProbeChoice
from tests.fakes.answer_models import Scores, told
from tests.fakes.tellings import LATE_PARTS, Telling

pytestmark = pytest.mark.unit

NAMES = sorted(
    {family for families in ADDRESSES.values() for family in families} | {"risks", "hindsight", "recurrence"}
)


LOOKED_FOR = {"amazon": {"recurrence", "cost", "impact"}}
ASKED_SOONER = {"hr": {"motive"}}


def family(name: str, *, slot: bool = True) -> ProbeFamily:
    wordings = [
        Wording(f"{name}-plain", f"Plain {name}?"),
        Wording(f"{name}-hard", f"Hard {name}?", "bar_raiser"),
    ]
    if slot:
        wordings.append(Wording(f"{name}-slot", f"You said “{{quote}}”. And {name}?"))
    companies = tuple(company for company, names in LOOKED_FOR.items() if name in names)
    tones = tuple(tone for tone, names in ASKED_SOONER.items() if name in names)
    signs = ("weak",), ("strong",)
    return ProbeFamily(name, name.title(), "why", *signs, tuple(wordings), companies=companies, tones=tones)


FAMILIES = [family(name) for name in NAMES]


RULED = {"long_setup", "we_only"}
"""Flags that the answer's own words decide, whatever a judge says."""


class ScriptedRanker:
    """Gives the same chances to every answer."""

    def __init__(self, likely: Mapping[str, float], covered: Mapping[str, float] | None = None) -> None:
        self.likely, self.over = dict(likely), dict(covered or {})

    def chances(
        self, sentences: Sequence[LabelledSentence], findings: Mapping[str, float], context: AnswerContext
    ) -> ProbeChances:
        return ProbeChances(self.likely, self.over)


def even(chance: float = 0.2, **others: float) -> dict[str, float]:
    return {**dict.fromkeys(NAMES, chance), **others}


def answer(scores: Scores | None = None, **context: str) -> Analysis:
    return told(LATE_PARTS, scores=scores or {}, **context)


def test_the_likeliest_family_comes_first() -> None:
    chosen = choose(answer(), FAMILIES, ranker=ScriptedRanker(even(risks=0.6, hindsight=0.4)))
    assert [one.family for one in chosen[:2]] == ["risks", "hindsight"]


def test_a_covered_family_is_never_asked_however_likely() -> None:
    ranker = ScriptedRanker(even(risks=0.9), {"risks": COVERED_FROM})
    assert "risks" not in {one.family for one in choose(answer(), FAMILIES, ranker=ranker, limit=99)}


def test_a_family_asked_before_is_not_asked_again() -> None:
    chosen = choose(answer(), FAMILIES, ranker=ScriptedRanker(even(risks=0.9)), asked=["risks"], limit=99)
    assert chosen
    assert "risks" not in {one.family for one in chosen}


def test_a_family_whose_probe_was_answered_is_not_asked_again() -> None:
    later = answer(probe="risks")
    chosen = choose(answer(), FAMILIES, ranker=ScriptedRanker(even(risks=0.9)), later=[later], limit=99)
    assert "risks" not in {one.family for one in chosen}


def test_what_a_later_answer_said_in_passing_is_not_asked() -> None:
    later = answer({"reflection": (0.9, 3)}, probe="risks")
    chosen = choose(answer(), FAMILIES, ranker=ScriptedRanker(even(hindsight=0.9)), later=[later], limit=99)
    assert "hindsight" not in {one.family for one in chosen}


def test_nothing_is_asked_when_everything_was() -> None:
    assert choose(answer(), FAMILIES, ranker=ScriptedRanker(even()), asked=NAMES) == ()


def test_nothing_is_asked_when_nothing_is_worth_it() -> None:
    assert choose(answer(), FAMILIES, ranker=ScriptedRanker(even(WORTH_FROM / 2))) == ()


def test_nothing_is_asked_about_an_answer_without_words() -> None:
    empty = replace(answer(), sentences=())
    assert choose(empty, FAMILIES, ranker=ScriptedRanker(even(0.5))) == ()


def test_a_family_without_content_is_passed_over() -> None:
    chosen = choose(answer(), [family("hindsight")], ranker=ScriptedRanker(even(risks=0.9)))
    assert [one.family for one in chosen] == ["hindsight"]


@pytest.mark.parametrize("flag", sorted(set(ADDRESSES) - RULED))
def test_a_flaw_is_probed_before_an_equally_likely_family(flag: str) -> None:
    scores = {flag: (0.9, 1)}
    chosen = choose(answer(scores, level="senior"), FAMILIES, ranker=ScriptedRanker(even(0.3)))
    assert chosen[0].family in ADDRESSES[flag]


def test_a_flaw_is_probed_although_its_family_is_unlikely() -> None:
    ranker = ScriptedRanker({"own_part": WORTH_FROM / 3, "risks": WORTH_FROM / 2})
    assert [one.family for one in choose(answer({"handed_off": (0.9, 1)}), FAMILIES, ranker=ranker)] == ["own_part"]


def test_a_disqualifier_weighs_more_than_another_flag() -> None:
    assert {"assigned", "we_only", "effort_only", "handed_off", "team_only"} == DISQUALIFIERS
    assert flag_bonus({"we_only": 0.8})["own_part"] > flag_bonus({"passive_voice": 0.8})["own_part"]


def test_a_flag_that_a_strong_answer_settled_is_not_gone_after_again() -> None:
    settled = replace(answer(probe="own_part"), grade=Grade("strong", "clear", "I did", 0.8))
    ranker = ScriptedRanker(even(0.2, risks=0.3))
    first = choose(answer({"handed_off": (0.9, 1)}), FAMILIES, ranker=ranker, later=[settled])[0]
    assert first.family == "risks"


def test_a_weak_answer_leaves_the_flag_open_and_draws_another_family() -> None:
    weak = replace(answer(probe="own_part"), grade=Grade("weak", "unclear", "we did", 0.8))
    ranker = ScriptedRanker(even(0.2, risks=0.3))
    first = choose(answer({"handed_off": (0.9, 1)}), FAMILIES, ranker=ranker, later=[weak])[0]
    assert first.family in {"specifics", "convince"}


def test_a_flag_heard_in_a_later_answer_is_gone_after() -> None:
    later = answer({"credit_seeking": (0.9, 1)}, probe="motive")
    ranker = ScriptedRanker(even(0.2))
    first = choose(answer(), FAMILIES, ranker=ranker, later=[later])[0]
    assert first.family in ADDRESSES["credit_seeking"]


def test_a_number_in_a_later_answer_settles_that_there_was_none() -> None:
    later = answer({"measured": (0.9, 3)}, probe="impact")
    ranker = ScriptedRanker(even(0.2, risks=0.3))
    first = choose(answer({"no_numbers": (0.9, None)}), FAMILIES, ranker=ranker, later=[later])[0]
    assert first.family == "risks"


@pytest.mark.parametrize("company", ["amazon", "Amazon"])
def test_the_company_tips_the_scales(company: str) -> None:
    ranker = ScriptedRanker(even(0.2, risks=0.22, recurrence=0.2))
    assert choose(answer(), FAMILIES, ranker=ranker)[0].family == "risks"
    assert choose(answer(company=company), FAMILIES, ranker=ranker)[0].family in {"recurrence", "cost", "impact"}


def test_the_wanted_tone_is_used_where_the_family_has_it() -> None:
    chosen = choose(answer(), FAMILIES, ranker=ScriptedRanker(even()), tone="bar_raiser", limit=99)
    assert all(one.id.endswith("-hard") for one in chosen)
    assert choose(answer(), FAMILIES, ranker=ScriptedRanker(even()), tone="sung")


def test_the_interviewer_tips_the_scales() -> None:
    ranker = ScriptedRanker(even(0.2, risks=0.22))
    assert choose(answer(), FAMILIES, ranker=ranker)[0].family == "risks"
    assert choose(answer(), FAMILIES, ranker=ranker, tone="hr")[0].family == "motive"


def test_what_was_asked_for_an_earlier_story_gives_way_to_what_is_nearly_as_likely() -> None:
    ranker = ScriptedRanker(even(0.05, risks=0.3, hindsight=0.22))
    asked = [choose(answer(), FAMILIES, ranker=ranker, before=before)[0].family for before in ([], ["risks"])]
    assert asked == ["risks", "hindsight"]


def test_a_flaw_is_probed_though_its_family_was_asked_for_an_earlier_story() -> None:
    ranker = ScriptedRanker(even(0.2))
    first = choose(answer({"handed_off": (0.9, 1)}), FAMILIES, ranker=ranker, before=["own_part"])[0]
    assert first.family in ADDRESSES["handed_off"]


def weak_at(name: str) -> Analysis:
    return replace(answer(probe=name), grade=Grade("weak", "You saw no risk.", "we just went", 0.8))


def test_a_weak_answer_draws_a_probe_that_goes_deeper_and_says_so() -> None:
    ranker = ScriptedRanker(even(0.1, hindsight=0.3, scope=0.1))
    chosen = choose(answer(), [*FAMILIES, family("scope")], ranker=ranker, later=[weak_at("risks")])[0]
    assert chosen.family == "scope"
    assert chosen.because == "You saw no risk. So an interviewer goes one step deeper."


def test_only_one_weak_answer_of_a_story_draws_a_deeper_probe() -> None:
    ranker = ScriptedRanker(even(0.1, hindsight=0.3, scope=0.1))
    later = [weak_at("impact"), weak_at("risks")]
    assert choose(answer(), [*FAMILIES, family("scope")], ranker=ranker, later=later)[0].family == "hindsight"


def test_an_answer_after_the_weak_one_ends_the_digging() -> None:
    ranker = ScriptedRanker(even(0.1, hindsight=0.3, scope=0.1))
    later = [weak_at("risks"), answer(probe="impact")]
    assert choose(answer(), [*FAMILIES, family("scope")], ranker=ranker, later=later)[0].family == "hindsight"


def test_a_wording_is_asked_only_of_its_levels_and_by_its_companies() -> None:
    risks = family("risks", slot=False)
    only = Wording("risks-only", "Only here?", "hr", levels=("senior",), companies=("meta",))
    risks = replace(risks, wordings=(*risks.wordings, only))

    def ids(**context: str) -> set[str]:
        given = [choose(answer(**context), [risks], ranker=ScriptedRanker(even()), seed=seed)[0] for seed in range(30)]
        return {one.id for one in given}

    assert "risks-only" in ids(level="senior", company="Meta")
    assert "risks-only" not in ids(level="senior") | ids(level="mid", company="meta")


def test_no_slot_is_ever_spoken_empty() -> None:
    for seed in range(30):
        for one in choose(answer({"we_only": (0.9, 1)}), FAMILIES, ranker=ScriptedRanker(even()), seed=seed, limit=99):
            assert "{" not in one.text
            assert "“”" not in one.text


def test_the_words_of_the_candidate_fill_the_slot() -> None:
    scores = {"credit_seeking": (0.9, 0)}
    texts = [
        choose(answer(scores), [family("motive")], ranker=ScriptedRanker(even()), seed=seed)[0] for seed in range(30)
    ]
    slotted = [one for one in texts if one.id == "motive-slot"]
    assert slotted
    assert all(one.quote and f"“{one.quote}”" in one.text for one in slotted)
    assert all(one.quote in " ".join(word.text for word in answer().words) for one in slotted)


def test_a_slot_takes_only_words_of_the_findings_that_it_was_written_for() -> None:
    """“My lead put my name on it. When did you first see that?” is no question."""
    motive = family("motive", slot=False)
    seen = Wording("motive-seen", "You said “{quote}”. Was that why?", quotes=("credit_seeking",))
    motive = replace(motive, wordings=(*motive.wordings, seen))

    def asked(flag: str) -> set[str]:
        found = answer({flag: (0.9, 1)})
        ranker = ScriptedRanker(even(motive=0.9))
        return {choose(found, [motive], ranker=ranker, seed=seed)[0].id for seed in range(30)}

    assert "motive-seen" in asked("credit_seeking")
    assert "motive-seen" not in asked("assigned")


def test_two_questions_of_a_session_do_not_draw_the_same_words_each_time() -> None:
    ranker = ScriptedRanker({"risks": 0.9})
    texts = {
        choose(answer(question=f"Question {number}?"), [family("risks")], ranker=ranker, seed=4)[0].text
        for number in range(12)
    }
    assert len(texts) > 1


def test_an_answer_without_a_story_is_asked_for_one_and_for_nothing_else() -> None:
    nothing: Telling = [("O", "I bake bread and I like to make lists.")]
    case = Wording("specifics-case", "Which case do you mean?", opens=True)
    families = [replace(family("specifics"), wordings=(*family("specifics").wordings, case)), family("landing")]
    ranker = ScriptedRanker(even(landing=0.9))
    chosen = choose(told(nothing, scores={}), families, ranker=ranker)
    assert [one.id for one in chosen] == ["specifics-case"]
    assert chosen[0].because == "There is no story in this yet: an interviewer asks for one."
    assert choose(told(nothing, scores={}), families, ranker=ranker, asked=["specifics"]) == ()


def test_a_story_that_was_told_is_not_asked_for() -> None:
    only = replace(family("specifics"), wordings=(Wording("plain", "How?"), Wording("case", "Which?", opens=True)))
    told_one = answer({"shipped": (0.9, 3)})
    ranker = ScriptedRanker(even())
    assert {choose(told_one, [only], ranker=ranker, seed=seed)[0].id for seed in range(20)} == {"plain"}


def test_a_follow_up_does_not_ask_the_question_once_more() -> None:
    again = Wording("again", "Are you a leader or a follower? What tells you which?")
    other = Wording("other", "When did you last follow?")
    both = replace(family("leader_or_follower"), wordings=(again, other))
    asked = answer({"shipped": (0.9, 3)}, question="Are you a leader or a follower?")
    ranker = ScriptedRanker({"leader_or_follower": 0.9})
    assert {choose(asked, [both], ranker=ranker, seed=seed)[0].id for seed in range(20)} == {"other"}


def test_a_family_with_nothing_but_slots_is_refused_by_name() -> None:
    only = ProbeFamily("risks", "Risks", "why", (), (), (Wording("r", "You said “{quote}”."),))
    with pytest.raises(ValueError, match="risks"):
        choose(answer(), [only], ranker=ScriptedRanker(even(0.3)))


def test_a_quote_from_an_earlier_take_names_that_take() -> None:
    main = answer({"credit_seeking": (0.9, 0)})
    ranker = ScriptedRanker(even())
    ids = ["turn-01", "turn-01-probe-1"]
    later = [answer(probe="risks")]
    chosen = choose(main, [family("motive")], ranker=ranker, later=later, take_ids=ids)[0]
    assert (chosen.take_id, bool(chosen.quote)) == ("turn-01", True)
    assert choose(main, [family("motive")], ranker=ranker, take_ids=ids[:1])[0].take_id == ""


chances = st.fixed_dictionaries(dict.fromkeys(NAMES, st.floats(0.0, 1.0)))


@settings(deadline=None)
@given(
    likely=chances,
    covered=chances,
    asked=st.sets(st.sampled_from(NAMES)),
    before=st.lists(st.sampled_from(NAMES), max_size=9),
    weak=st.none() | st.sampled_from(NAMES),
    seed=st.integers(),
    limit=st.integers(0, 9),
)
def test_never_covered_never_repeated_and_the_same_each_time(
    likely: dict[str, float],
    covered: dict[str, float],
    asked: set[str],
    before: list[str],
    weak: str | None,
    seed: int,
    limit: int,
) -> None:
    main = answer({"we_only": (0.8, 1), "sized": (0.7, 0)})
    ranker = ScriptedRanker(likely, covered)
    later = [weak_at(weak)] if weak else []

    def chosen() -> tuple[ProbeChoice, ...]:
        return choose(main, FAMILIES, ranker=ranker, later=later, asked=asked, before=before, seed=seed, limit=limit)

    first, again = chosen(), chosen()
    names = [one.family for one in first]
    assert first == again
    assert len(names) == len(set(names)) <= limit
    assert not set(names) & (asked | {weak})
    assert all(covered[name] < COVERED_FROM for name in names)
