"""How often the model of direction is right, and what becomes of lines that producers and extractors broke.

Two tables of `repair.py`. The first asks the model about words of clean text that it was not trained on
(`bidinorm.direction.held_out`, but for those of `lexicons/words/common.tsv`), alone and several together. The second
breaks clean lines of our own (`tests/cases/logical_lines.json`) in the ways of `producers.py`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence

import corpora
from producers import CHAINS
from tools import Tool

from bidinorm import direction, lexicons

FILES = ("ntrex_ar.txt", "opensource_guide_ar.txt", "react_docs_ar.txt", "ar_mo.txt")
WORD = re.compile(f"[{direction.LETTERS}]{{2,}}")
GROUPS = 20000
LINES = corpora.ROOT / "tests" / "cases" / "logical_lines.json"


def unseen_words() -> list[str]:
    """Return the different words of clean text that the model has not seen and that are no palindromes."""
    common = set(lexicons.read("words/common.tsv").column("word"))
    words = {word for name in FILES for word in WORD.findall(corpora.read(f"clean/{name}"))}
    return sorted(word for word in words if direction.held_out(word) and word not in common and word != word[::-1])


def accuracy() -> str:
    """Return the table of how often the model is right about words that it has not seen."""
    words = unseen_words()
    sure = sorted(words, key=lambda word: -abs(direction.word_odds(word)))
    chance = random.Random(corpora.SEED)
    groups: list[tuple[str, Sequence[Sequence[str]]]] = [
        ("one word", [[word] for word in words]),
        ("one word, the surest 80 %", [[word] for word in sure[: len(sure) * 8 // 10]]),
    ]
    groups += [(f"{size} words", [chance.sample(words, size) for _ in range(GROUPS)]) for size in (2, 3, 5, 10)]
    rows = []
    for name, asked in groups:
        right = sum(direction.logical_odds(" ".join(group)) > 0 for group in asked)
        rows.append([name, len(asked), f"{100 * right / len(asked):.2f}"])
    return corpora.table(["asked about", "times", "right, per cent"], rows)


def chains(tools: Sequence[Tool]) -> str:
    """Return the table of lines that each tool brings back from each chain of programs."""
    lines = json.loads(LINES.read_text("utf-8"))
    rows = []
    for chain in CHAINS:
        broken = [(line, made) for line in lines if (made := chain.make(line)) is not None and made != line]
        cells: list[object] = [chain.name, len(broken)]
        for tool in tools:
            cells.append(sum(_brings_back(tool, line, made) for line, made in broken))
        rows.append(cells)
    return corpora.table(["what was done to the line", "lines", *(tool.name for tool in tools)], rows)


def _brings_back(tool: Tool, line: str, made: str) -> bool:
    try:
        return corpora.CONTROLS.sub("", tool.call(made)) == line
    except Exception:  # a peer that raises has not brought it back
        return False
