"""kill -9 at seeded moments of a session, of the program or of its children. `make soak` does it 200 times each."""

from pathlib import Path

import pytest

from tests.fakes.killing import HEARING, VOICE, contents, deleted
from tests.fakes.kills import Redoing, is_cut_off, kill_children, kill_programs, offered_s

pytestmark = pytest.mark.fault
SEED = 20
MOST_LOST_S = 0.25


def test_a_killed_program_leaves_all_but_a_quarter_of_a_second_and_the_next_start_offers_it_and_hears_it_again(
    tmp_path: Path,
) -> None:
    killed = list(kill_programs(tmp_path, SEED, 4, at_once=4))
    assert max(one.left.delivered_s for one in killed) > 1.0, "no kill in or after an answer"
    for one in killed:
        assert one.left.lost_s <= MOST_LOST_S
        assert one.left.unreadable == ()
    cut_off = next(one for one in killed if is_cut_off(one.home))
    offered_s(cut_off.home)
    assert deleted(cut_off.before, contents(cut_off.home)) == []
    redoing = Redoing()
    for one in killed:
        assert redoing.missing(one.home) == []
        assert deleted(one.before, contents(one.home)) == []


@pytest.mark.parametrize(("kinds", "voice"), [(HEARING, "none"), (VOICE, "hibari")], ids=["hearing", "voice"])
def test_children_that_are_killed_again_and_again_cost_a_session_no_sound_and_no_word(
    kinds: tuple[str, ...], voice: str, tmp_path: Path
) -> None:
    (held,) = kill_children(tmp_path, kinds, SEED, sessions=1, kills=4, voice=voice, at_once=1)
    assert held.kills >= 2
    assert held.exit_code == 0, held.told
    assert held.answers >= 2
    assert (held.whole, held.left.lost_s, held.left.unreadable) == (held.answers, 0.0, ())
    assert "Traceback" not in held.told
    assert Redoing().missing(held.home) == []
