"""How tests are shared out between two processes (`make test`): what sounds runs in one of them, one after another."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with sound take as long as the sound and leave the processor idle; two at once would disturb each other."""
    for item in items:
        for marker in ("audio", "browser"):
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.xdist_group(marker))
