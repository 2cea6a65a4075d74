"""What is asked of an index: words, phrases in quotation marks, and beginnings of words with a star.

    باسم العوادي            any of the words; pages with more of them, and with neighbours, come first
    "الأمين العام"          the words in this order
    بغد*                    words that begin so

A few words without a function word may be a name: then it is looked for in the other script, too. Nothing else has a
meaning: operators and signs of a search engine are text like any other.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from bidinorm.errors import require_text
from bidinorm.index.analysis import LATIN, stem
from bidinorm.index.analyzer import STOP_LISTS, stop_words
from bidinorm.names.key import ARTICLES, parts, readings, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.index.analyzer import Analyzer

LENGTH = 400
"""Code points of a query that may be a name."""
WORDS = 64
"""Words of a query that are looked for; the others are left out."""
_QUOTED = re.compile('["\u201c\u201d\u00ab]([^"\u201c\u201d\u00bb]*)["\u201c\u201d\u00bb]')
_PREFIX = re.compile(r"(?:^|(?<=\s))([^\s*]{1,64})\*(?=\s|$)")
_HEARD = re.compile(r"[^\W\d_](?:[^\W_]|['-])+").fullmatch
"""A word that may be a part of a name: no single letter, and no sign such as those of C++."""
LEAST = 3
"""Letters of a query that is one word, from which on it may be a name: two sound like too much."""
PARTS = 6
"""A query of more words is no name."""
Column = Literal["words", "stems", "keys"]


class Sought(NamedTuple):
    """One thing to look for: terms that stand in a column one after the other, the last one perhaps only begun."""

    column: Column
    terms: tuple[str, ...]
    begun: bool = False


class Part(NamedTuple):
    """A part of what may be a name: as it is spelled, and what sounds like it in its own script and in the other."""

    spelled: tuple[Sought, ...]
    own: tuple[Sought, ...]
    other: tuple[Sought, ...]


class Query(NamedTuple):
    """A query in terms: what must be found; what may be found, the more the better; and the parts of a name."""

    must: tuple[Sought, ...]
    may: tuple[Sought, ...]
    name: tuple[Part, ...] = ()

    @property
    def all(self) -> tuple[Sought, ...]:
        """All that is looked for, each once."""
        return tuple(dict.fromkeys(self.must + self.may))

    @property
    def alone(self) -> tuple[Sought, ...]:
        """What sounds like the one word of a query, in the other script; nothing where there are more."""
        return self.name[0].other if len(self.name) == 1 else ()

    @property
    def alike(self) -> tuple[str, ...]:
        """The keys of what sounds like a part of the name."""
        return tuple(key for part in self.name for sought in part.own + part.other for key in sought.terms)


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
    name = () if must or may or not analyzer.keys else _name(rest, analyzer)
    may += _loose(rest, analyzer)
    return Query(tuple(dict.fromkeys(must)), tuple(dict.fromkeys(may)), name)


def _loose(text: str, analyzer: Analyzer) -> Iterator[Sought]:
    """Yield each word of a text by all that it is known by, and its neighbours together."""
    columns = analyzer.columns(text)
    words, stems, keys = (column[: limit * WORDS] for column, limit in zip(columns, (1, 1, 8), strict=True))
    yield from (Sought("words", (word,)) for word in words)
    yield from (Sought("stems", (stem,)) for stem in stems)
    yield from (Sought("stems", pair) for pair in pairwise(stems))
    yield from (Sought("keys", (key,)) for key in keys if len(key.removesuffix(LATIN)) > 1)


def _name(text: str, analyzer: Analyzer) -> tuple[Part, ...]:
    """Return the parts of a query that may be a name: a few words, none of them a function word."""
    found: list[Part] = []
    repaired, _ = analyzer.repaired(text[:LENGTH])
    for analysis, start, _ in analyzer.walk(repaired):
        for word, kind, _, low, high in analysis.pieces:
            if kind not in ("word", "number"):
                continue
            spelled = repaired[start + low : start + high]
            if spelled.lower() in _function_words():
                return ()
            found += () if word in ARTICLES else _sounds(word, spelled)
    name = tuple(dict.fromkeys(found))
    if len(name) == 1 and len(name[0].spelled[0].terms[0]) < LEAST:
        return ()
    return name if len(found) <= PARTS else ()


def _sounds(word: str, spelled: str) -> Iterator[Part]:
    """Yield the parts of a word, such as the two of Abdulrahman."""
    if not _HEARD(word):
        return
    mark, other = (LATIN, "") if word.isascii() else ("", LATIN)
    pieces = list(parts(spelled))
    root = stem(word)
    exact = (Sought("words", (word,)), Sought("stems", (root,)))
    for piece in pieces:
        keys = [key for key in readings(piece) if key]
        if not keys:
            continue
        # An Arabic key without vowels is as much a root as a name: in its own script it says too little.
        own = tuple(Sought("keys", (key + mark,)) for key in keys) if mark or len(pieces) > 1 else ()
        roots = () if mark or root == word else word_keys(root)
        yield Part(exact, own, tuple(Sought("keys", (key + other,)) for key in dict.fromkeys((*keys, *roots))))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for name in STOP_LISTS for word in stop_words(name))
