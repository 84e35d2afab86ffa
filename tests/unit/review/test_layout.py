"""Plain text of a fixed width."""

from simulator.review.layout import wrapped


def test_an_id_or_an_option_is_never_broken_at_its_hyphens() -> None:
    ids = [f"the-export-that-failed-at-night-{number}" for number in range(2, 9)]
    lines = wrapped(", ".join(ids), 60, first="  B mid: ", rest="    ")
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(lines).replace("B mid:", "").replace(",", "").split() == ids
