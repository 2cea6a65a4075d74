"""Arabic proclitics before a Latin word: `الـbrexit` and `وPython` are one word each, as they should be.

The closed list stands in `lexicons/clitics.tsv`. Conjunctions, prepositions and the article are written
together with the word they belong to, often with a tatweel in between where that word is Latin.
"""

from __future__ import annotations

from functools import cache

from bidinorm import lexicons
from bidinorm.chars import TASHKEEL, TATWEEL, members


def is_clitic(word: str) -> bool:
    """Tell whether a word is a chain of proclitics and nothing else; tashkeel and tatweel do not count.

    >>> is_clitic("الـ"), is_clitic("وَ"), is_clitic("ولل")
    (True, True, True)
    >>> is_clitic("يظهر"), is_clitic("أو"), is_clitic("")
    (False, False, False)
    """
    return word.translate(_ignored()) in _words()


@cache
def _ignored() -> dict[int, None]:
    return dict.fromkeys(map(ord, members(TASHKEEL + TATWEEL)))


@cache
def _words() -> frozenset[str]:
    return frozenset(lexicons.read("clitics.tsv").column("word"))
