"""Is a word in Arabic script a name of Arabic, or a foreign name written in it?

A linear model over runs of one to four letters, with the ends of the word. Its weights are whole numbers that
`training/names/kinds.py` learns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZE = 1 << 15
"""How many weights there are; a run of letters has the place that its checksum gives."""
_LONGEST = 4
_FOLDED = str.maketrans("أإآى", "اااي")
"""Who writes no hamza is no more Arabic for it."""


def features(word: str) -> list[int]:
    """Return the places of the weights that a word adds up.

    >>> len(features("سميث"))
    18
    """
    framed = f"^{word.translate(_FOLDED)}$"
    runs = [framed[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(framed) - size + 1)]
    return [crc32(run.encode("utf-8", "surrogatepass")) % SIZE for run in runs]


@dataclass(frozen=True, slots=True)
class Origin:
    """The weights, and what one of them is worth."""

    weights: tuple[int, ...]
    scale: float

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Origin:
        """Make it of the arrays of a model file."""
        return cls(tuple(arrays["origin.weights"].tolist()), float(arrays["origin.scale"]))

    def foreign(self, word: str, odds: float = 0.0) -> float:
        """Return how likely it is that the word is foreign, from 0 to 1; `odds` (logarithm) say what else is known."""
        from math import exp

        total = sum(map(self.weights.__getitem__, features(word))) * self.scale + odds
        return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 6)
