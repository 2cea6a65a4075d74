"""How foreign a word in Arabic letters looks: جيرارد is no Arabic word, whoever knows the name or not.

A weight for each three letters, made by `training/foreign.py`; see `bidinorm/models/foreign.md`.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path


@cache
def _weights() -> dict[str, int]:
    content = zlib.decompress(Path(__file__).parents[1].joinpath("models", "foreign.bin").read_bytes()).decode()
    return {gram: int(weight) for gram, weight in (line.split("\t") for line in content.split("\n"))}


@lru_cache(maxsize=1 << 16)
def foreignness(word: str) -> float:
    """Return how much more likely the letters of a word are in a foreign name than in Arabic, as a logarithm.

    >>> foreignness("كوفاتشيتش") > 3 > 0 > foreignness("مدينة")
    True
    """
    shown = f" {word} "
    weights = _weights()
    return sum(weights.get(shown[at : at + 3], 0) for at in range(len(shown) - 2)) / 8
