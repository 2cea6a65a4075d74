"""What real extractors gave of real pages, repaired again: no page may be lost that was right before."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bidinorm import clean, explain
from bidinorm.chars import ARABIC_LETTER, BIDI_CONTROL, members

CASES = Path(__file__).parent / "cases"
LINES: list[str] = json.loads((CASES / "page_lines.json").read_text("utf-8"))
CHAINS: list[dict[str, Any]] = json.loads((CASES / "extracted.json").read_text("utf-8"))
BARE = dict.fromkeys(map(ord, members(BIDI_CONTROL)))


def same(text: str, line: str) -> bool:
    return text.translate(BARE).strip() == line.strip()


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain["chain"])
def test_pages_are_brought_back(chain: dict[str, Any]) -> None:
    pairs = list(zip(chain["pages"], LINES, strict=True))
    right = [line for text, line in pairs if same(clean(text), line)]
    assert len(right) >= chain["right"], chain["chain"]
    spoilt = [line for text, line in pairs if same(text, line) and line not in right]
    assert not spoilt


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain["chain"])
def test_pages_are_settled_and_explained(chain: dict[str, Any]) -> None:
    for text in chain["pages"]:
        cleaned = clean(text)
        assert clean(cleaned) is cleaned
        assert str(explain(text)) == cleaned


@pytest.mark.parametrize("line", LINES)
def test_the_lines_themselves_stay(line: str) -> None:
    assert clean(line) is line


@pytest.mark.parametrize("line", LINES)
def test_the_lines_stay_where_an_extractor_wraps_them(line: str) -> None:
    assert same(clean(f"\u202b{line}\u202c"), line)


WORDS = re.compile(f"[{ARABIC_LETTER}]+").findall
BORDER = re.compile(f"(?<=[{ARABIC_LETTER}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{ARABIC_LETTER}])")


@pytest.mark.parametrize("line", [line for line in LINES if BORDER.search(line)])
def test_a_lost_blank_turns_no_line(line: str) -> None:
    """Who types leaves a blank out here and there: that is no reason to take a line for an extractor's."""
    for border in BORDER.finditer(line):
        glued = line[: border.start()] + line[border.end() :]
        for text in (glued, f" {glued}"):
            assert WORDS(clean(text)) == WORDS(line), text
