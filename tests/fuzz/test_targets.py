"""Each target of the fuzzing holds on what was found before, and on the first of its seeds."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from fuzz.hunt import Hunt, mutate, mutated, seeds
from fuzz.targets import TARGETS, bytes_of, text_of

FOUND = json.loads((Path(__file__).parents[1] / "cases" / "fuzz.json").read_text("utf-8"))


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case['target']}: {case['label']}")
def test_what_was_found_holds(case: dict[str, Any]) -> None:
    """Long texts are made of a short one: what costs its square would hang here."""
    text = case.get("before", "") + case["text"] * case.get("times", 1) + case.get("after", "")
    first = bytes([case["first"]]) if "first" in case else b""
    TARGETS[case["target"]](first + bytes_of(text))


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_hold(name: str) -> None:
    found = seeds(name)
    assert len(found) > 5, "nothing to begin with"
    for data in found[:: max(1, len(found) // 25)]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_hunt_finds_nothing(name: str, tmp_path: Path) -> None:
    random.seed(name)
    hunt = Hunt(name, tmp_path / "found.jsonl")
    mutate(hunt, 0, most=40)
    assert hunt.tried >= 80
    assert not hunt.failed, (tmp_path / "found.jsonl").read_text("utf-8")


def test_texts_come_back_from_their_bytes() -> None:
    assert text_of(bytes_of("صورة A")) == "صورة A"
    assert text_of(b"") == text_of(b"\0") == text_of(b"\1") == ""
    assert text_of(b"\1\0\0\0\1") and text_of(b"\0\xff") == "\udcff"


def test_a_finding_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "broken", lambda data: 1 // len(data))
    hunt = Hunt("broken", tmp_path / "found.jsonl")
    hunt.one(b"")
    hunt.one(b"a")
    (line,) = (tmp_path / "found.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["place"].startswith("ZeroDivisionError")
    assert json.loads(hunt.report())["tried"] == 2


def test_mutations_stay_short() -> None:
    assert len(mutated(b"\0" * 5000, b"abc")) <= 4000
