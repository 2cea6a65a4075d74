"""A browser for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.driver import Page, browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in a browser that the tests of one file share."""
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened
