"""What others build on stays as it is: the public API is that of `cases/api.json`."""

from __future__ import annotations

import json

import pytest
from api import FILE, snapshot

KEPT = json.loads(FILE.read_text("utf-8"))
ADVICE = "a user sees this: say so in the changelog, then `uv run --group test python tests/api.py`"


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return json.loads(json.dumps(snapshot(), default=str))


@pytest.mark.parametrize("part", KEPT)
def test_the_public_api_is_the_kept_one(part: str, found: dict[str, object]) -> None:
    assert found[part] == KEPT[part], ADVICE


def test_the_kept_api_has_all_parts(found: dict[str, object]) -> None:
    assert found.keys() == KEPT.keys(), ADVICE
    assert len(KEPT["names"]) > 20
