"""Pages from their files: what is refused, and how one is found."""

from pathlib import Path

import pytest

from simulator.errors import BadInput, UsageError
from simulator.learning.load import PAGES, find_page, load_pages

pytestmark = pytest.mark.unit


def broken(tmp_path: Path, old: str, new: str) -> Path:
    """A shipped page with a slip in it."""
    source = (PAGES / "04-sizing.toml").read_text()
    assert old in source
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "01-slip.toml").write_text(source.replace(old, new, 1))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('shows = ["sized"', 'shows = ["sised"', "unknown signal “sised”; did you mean “sized”?"),
        ("[good]", "[godd]", "good: is missing"),
        ("ask = ", "asks = ", "cards[0].ask: is missing"),
        ('title = "', 'title = "\\u001b[1m', "could steer a terminal"),
    ],
)
def test_a_slip_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_pages(broken(tmp_path, old, new))
    assert "01-slip.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_page_is_found_by_number_and_by_id() -> None:
    pages = load_pages()
    assert find_page(pages, "4") is find_page(pages, "sizing")


def test_a_page_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"sizin: no such page\. Did you mean sizing"):
        find_page(load_pages(), "sizin")
