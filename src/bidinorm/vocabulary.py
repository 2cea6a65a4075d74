"""The Arabic words that are known, with how often they were met.

Words of library catalogues and of names, and common words of prose: what is not in it may well be a word, what is
in it was written by somebody at least twice. `training/direction.py` makes the file.
"""

from __future__ import annotations

import math
import re
import zlib
from functools import cache, lru_cache
from pathlib import Path

from bidinorm import chars, direction, lexicons

_BARE = dict.fromkeys(map(ord, chars.members(chars.ARABIC_MARK + chars.TATWEEL)))
_MARKED = re.compile(f"[{chars.ARABIC_MARK}{chars.TATWEEL}]").search


@cache
def words() -> dict[str, int]:
    """Return the words that are known; the number is the power of two below the count of each."""
    content = zlib.decompress(Path(__file__).with_name("models").joinpath("vocabulary.bin").read_bytes())
    found: dict[str, int] = {}
    for power, line in enumerate(content.decode().split("\n")):
        found |= dict.fromkeys(line.split(), power)
    return found


def frequency(word: str) -> int:
    """Return how common a word is: 0 for one that is not known, else 1 and more (each step is twice as often).

    Marks of vocalisation and tatweel do not count.

    >>> frequency("مدينة") > frequency("مدننة")
    True
    """
    known = words().get(word)
    if known is None:
        known = words().get(word.translate(_BARE), -1) if _MARKED(word) else -1
    return known + 1


@cache
def particles() -> frozenset[str]:
    """Return the words that no sentence ends with: prepositions, conjunctions and the like."""
    return frozenset(lexicons.read("words/particles.tsv").column("word"))


@lru_cache(maxsize=1 << 14)
def likely(word: str) -> float:
    """Return the logarithm of how likely a word is: one of the vocabulary, or one that the model makes of letters.

    >>> likely("مدينة") > likely("سفينة") > likely("نةيدم")
    True
    """
    made = _UNKNOWN - direction.cost(word)
    known = frequency(word)
    if not known:
        return made
    met = (known - 0.5 - _SEEN) * math.log(2)
    return max(met, made) + math.log1p(math.exp(-abs(met - made)))


_SEEN = 21.0
"""The words of the vocabulary were met about 2^21 times."""
_UNKNOWN = math.log(0.1)
"""How likely a word is one that the vocabulary lacks, in nats."""
