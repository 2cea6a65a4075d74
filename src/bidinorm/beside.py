"""How well the words of a line stand beside its numbers and Latin names, and at its beginning.

`عام 2015` and `45000 نسمة` are what people write, `نسمة 2015` and `عام 45000 بلغ` are not: it tells in which order
the runs of a line belong. The words stand in `lexicons/words/beside.tsv`.

>>> evidence("بلغ عدد السكان 45000 نسمة عام 2015") > evidence("2015 نسمة عام 45000 بلغ عدد السكان")
True
"""

from __future__ import annotations

import re
from functools import cache

from bidinorm import chars, direction, lexicons
from bidinorm.words import ARABIC

BESIDE = 2.0
"""What a word says that stands where it belongs beside a number or a Latin name, in nats."""
OPENS = 1.5
"""What a line says that begins as sentences do, in nats."""

_LEFT = f"{chars.LATIN_LETTER}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}"
_TOKENS = re.compile(f"([{ARABIC}]+)|[{_LEFT}](?:[^\\s{ARABIC}]*[{_LEFT}%])?").finditer
_CONJUNCTIONS = ("\u0648", "\u0641")
_PREFIXES = (*_CONJUNCTIONS, "\u0628", "\u0644", "\u0627\u0644", "\u0628\u0627\u0644", "\u0644\u0644")
"""What may stand before nouns: conjunctions, prepositions, the article; before verbs conjunctions alone."""


@cache
def words(place: str) -> frozenset[str]:
    """Return the words for one place (`before-number`, `after-number`, `before-latin`, `opens`).

    >>> "عام" in words("before-number"), "عام" in words("after-number")
    (True, False)
    """
    return frozenset(word for word, own in lexicons.read("words/beside.tsv").rows if own == place)


def _among(word: str, place: str) -> bool:
    known = words(place)
    prefixes = _CONJUNCTIONS if place == "opens" else _PREFIXES
    return word in known or any(word.startswith(prefix) and word[len(prefix) :] in known for prefix in prefixes)


def evidence(line: str) -> float:
    """Return how much says that the runs of a line stand where they belong, in nats; 0 says nothing.

    >>> evidence("نشرت صحيفة The Guardian مقالا")
    3.5
    """
    total = 0.0
    before = None
    line = direction.opened(line)
    for found in _TOKENS(line):
        if before is None:
            total += OPENS * (found[1] is not None and _among(found[1], "opens"))
        elif line[before.end() : found.start()].strip("\u0020("):
            pass  # a sign parts them
        elif found[1] is None and before[1] is not None:
            place = "before-number" if found[0][0].isdigit() else "before-latin"
            total += BESIDE * _among(before[1], place)
        elif found[1] is not None and before[1] is None and before[0][0].isdigit():
            total += BESIDE * _among(found[1], "after-number")
        before = found
    return total
