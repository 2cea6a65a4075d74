"""Latin spellings that somebody bears: among what the network proposes, those are more likely.

The spellings themselves do not ship, only their checksums with how often each was seen; `training/names/attest.py`
counts them, and learns what an attested spelling is worth in each table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVELS = 8
"""Counts are kept as levels: 1, 2, 3–4, 5–8, … times."""


_ARTICLE = re.compile("[ae]l(?=..)")


def parted(text: str) -> str:
    """Return a spelling (small letters) without the article that it begins with.

    >>> parted("elshatri")
    'shatri'
    """
    article = _ARTICLE.match(text)
    return text[article.end() :] if article else text


@dataclass(frozen=True, slots=True)
class Attested:
    """Sorted checksums, the level of each, and for each table the worth of the network's score and of every level."""

    keys: Any
    levels: bytes
    worth: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Attested:
        """Make it of the arrays of a model file."""
        worth = {name.removeprefix("worth."): tuple(map(float, arrays[name])) for name in arrays if "worth." in name}
        return cls(arrays["attested.keys"].tolist(), arrays["attested.levels"].tobytes(), worth)

    def level(self, text: str) -> int:
        """Return how often a spelling (small letters) was seen, as a level; 0 where it never was."""
        key = crc32(text.encode("utf-8", "surrogatepass"))
        place = bisect_left(self.keys, key)
        return self.levels[place] if place < len(self.keys) and self.keys[place] == key else 0

    def weigh(
        self, found: Sequence[tuple[str, float]], table: str, *, article: bool = False
    ) -> list[tuple[str, float]]:
        """Return texts with probabilities that sum to 1, best first, for texts with logarithms of the network's.

        Of a word that bears the `article`, what stands behind it is looked up.
        """
        worth = self.worth.get(table)
        if worth is None:
            total = 1.0
            shares = [(text, exp(score)) for text, score in found]
        else:
            names = [parted(text) if article else text for text, _ in found]
            scores = [
                (text, worth[0] * score + worth[1 + self.level(name)])
                for name, (text, score) in zip(names, found, strict=True)
            ]
            best = max((score for _, score in scores), default=0.0)
            shares = [(text, exp(score - best)) for text, score in scores]
            total = sum(share for _, share in shares)
        weighed = [(text, round(share / total, 6)) for text, share in shares]
        return sorted(weighed, key=lambda one: (-one[1], one[0]))
