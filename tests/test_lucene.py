"""Our folding and stemming beside what Lucene is published to do: every difference has a reason.

The reasons stand in `cases/lucene.json`, and the page `docs/reference/lucene.md` shows them.
"""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from bidinorm import chars
from bidinorm.index import arabic
from bidinorm.search import folder

ROOT = Path(__file__).resolve().parents[1]
CASES = json.loads((ROOT / "tests/cases/lucene.json").read_text("utf-8"))
BLOCK = [chr(code) for code in (*range(0x0600, 0x0700), *range(0x0750, 0x0780), *range(0x08A0, 0x0900))]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lucene_port", ROOT / "benchmarks/lucene_port.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PORT = load()
FOLDS = folder()


def theirs(char: str) -> str:
    """A character after PersianNormalizer, ArabicNormalizer and DecimalDigitFilter."""
    char = PORT.PERSIAN.get(char, char)
    char = PORT.ARABIC.get(char, char)
    return str(int(char)) if char.isdecimal() else char


def test_every_difference_of_a_character_has_a_reason() -> None:
    reasons = {char: group["rule"] for group in CASES["characters"] for char in chars.members(group["characters"])}
    different = {char for char in BLOCK if FOLDS.fold(char) != theirs(char)}
    assert different <= set(reasons), sorted(f"U+{ord(char):04X}" for char in different - set(reasons))
    assert set(reasons) <= different, sorted(f"U+{ord(char):04X}" for char in set(reasons) - different)


@pytest.mark.parametrize("case", CASES["stems"], ids=lambda case: case["word"])
def test_stems_differ_as_the_table_says(case: dict[str, str]) -> None:
    word = case["word"]
    assert PORT.stem(PORT.normalize(word)) == case["lucene"]
    assert arabic.stem(FOLDS.fold(word)) == case["ours"]
    assert (case["lucene"] == case["ours"]) == (case["why"] == "")


@pytest.mark.parametrize("word", CASES["published"])
def test_the_port_does_what_is_published(word: list[str]) -> None:
    """Examples of the tests that Lucene publishes for its stemmer: word and stem."""
    assert PORT.stem(PORT.normalize(word[0])) == word[1]


def test_the_page_shows_the_table() -> None:
    page = (ROOT / "docs/reference/lucene.md").read_text("utf-8")
    for group in CASES["characters"]:
        assert f"| `{group['rule']}` | {group['shown']} | {group['why']} |" in page
    for case in CASES["stems"]:
        assert f"| {case['word']} | {case['lucene']} | {case['ours']} | {case['why']} |" in page
    assert not re.search(r"\bTODO\b", page)
