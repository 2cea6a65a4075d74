"""What is asked of an index: words, phrases in quotation marks, and beginnings of words with a star.

    باسم العوادي            any of the words; pages with more of them, and with neighbours, come first
    "الأمين العام"          the words in this order
    بغد*                    words that begin so

Nothing else has a meaning: operators and signs of a search engine are text like any other.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from bidinorm.errors import require_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.index.analyzer import Analyzer

WORDS = 64
"""Words of a query that are looked for; the others are left out."""
_QUOTED = re.compile('["\u201c\u201d\u00ab]([^"\u201c\u201d\u00bb]*)["\u201c\u201d\u00bb]')
_PREFIX = re.compile(r"(?:^|(?<=\s))([^\s*]{1,64})\*(?=\s|$)")

Column = Literal["words", "stems", "keys"]


class Sought(NamedTuple):
    """One thing to look for: terms that stand in a column one after the other, the last one perhaps only begun."""

    column: Column
    terms: tuple[str, ...]
    begun: bool = False


class Query(NamedTuple):
    """A query in terms: what must be found, and what may be found, the more the better."""

    must: tuple[Sought, ...]
    may: tuple[Sought, ...]

    @property
    def all(self) -> tuple[Sought, ...]:
        """All that is looked for, each once."""
        return tuple(dict.fromkeys(self.must + self.may))


def parse(text: str, analyzer: Analyzer) -> Query:
    """Put a query into the terms of an analyzer.

    >>> from bidinorm.index.analyzer import Analyzer
    >>> parse('"Bassem Awadi" OR', Analyzer(keys=False)).must
    (Sought(column='words', terms=('bassem', 'awadi'), begun=False),)
    """
    must: list[Sought] = []
    may: list[Sought] = []
    rest = require_text(text)
    for pattern, begun in ((_QUOTED, False), (_PREFIX, True)):
        for found in pattern.finditer(rest):
            words = tuple(analyzer.columns(found[1]).words)[:WORDS]
            if words:
                (may if begun else must).append(Sought("words", words, begun))
        rest = pattern.sub(" ", rest)
    may += _loose(rest, analyzer)
    return Query(tuple(dict.fromkeys(must)), tuple(dict.fromkeys(may)))


def _loose(text: str, analyzer: Analyzer) -> Iterator[Sought]:
    """Yield each word of a text by all that it is known by, and its neighbours together."""
    columns = analyzer.columns(text)
    words, stems, keys = (column[: limit * WORDS] for column, limit in zip(columns, (1, 1, 8), strict=True))
    yield from (Sought("words", (word,)) for word in words)
    yield from (Sought("stems", (stem,)) for stem in stems)
    yield from (Sought("stems", pair) for pair in pairwise(stems))
    yield from (Sought("keys", (key,)) for key in keys)
