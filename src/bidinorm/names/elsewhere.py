"""Places and organisations under their English names in Latin text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.names.capitals import sequences
from bidinorm.names.latin import plain
from bidinorm.names.sources import source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.names.english import Person


def elsewhere(name: str) -> str:
    """Return what a name of several words is that is no person: `place`, `organisation`, or an empty string.

    >>> elsewhere("Sharm al-Sheikh"), elsewhere("Bashar al-Assad")
    ('place', '')
    """
    return _elsewhere().get(_compared(name), "") if " " in name or "-" in name else ""


def _compared(name: str) -> str:
    return re.sub(r"[\s\u00a0-]+", " ", name.lower().replace("el-", "al-"))


@cache
def _elsewhere() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in ("organisation", "place"):
        table = lexicons.read(f"{kind}s/{kind}s.tsv")
        for english, variants in zip(table.column("english"), table.column("variants"), strict=True):
            for name in (english, *variants.split("|")):
                if len(name) > 1:
                    found[_compared(name)] = kind
    return found


@cache
def context() -> dict[str, str]:
    """Return the English words that stand beside names, and what each says of them."""
    return {plain(word): use for word, use in lexicons.read("latin/context.tsv").rows}


def others(text: str, persons: Sequence[Person]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of the places and organisations whose English names stand in a text."""
    taken = [(person.start, person.end) for person in persons]
    at = 0
    for start, sequence in sequences(text):
        for low, high, kind in _named(sequence) or _alone(text, start, sequence):
            while at < len(taken) and taken[at][1] <= start + low:
                at += 1
            if not (at < len(taken) and taken[at][0] < start + high):
                yield start + low, start + high, kind


_TOKEN = re.compile(r"[^\s\u00a0-]+")


@lru_cache(maxsize=1 << 15)
def _named(sequence: str) -> tuple[tuple[int, int, str], ...]:
    """Return the places and organisations in a sequence, the longest first at each word."""
    words = [(word.start(), word.end()) for word in _TOKEN.finditer(_POSSESSIVE.sub("", sequence))]
    found = []
    place = 0
    while place < len(words):
        for last in range(min(len(words), place + 7), place, -1):
            low, high = words[place][0], words[last - 1][1]
            kind = _elsewhere().get(_compared(sequence[low:high]))
            if kind and (last - place > 1 or not (_ambiguous(sequence[low:high]) or _begins(sequence, low, high))):
                found.append((low, high, kind))
                place = last - 1
                break
        place += 1
    return tuple(found)


_IN = re.compile(r"\b(?:[Ii]n(?:to|side)?|across|throughout|outside)[ \n]$").search


def _alone(text: str, start: int, sequence: str) -> Iterator[tuple[int, int, str]]:
    """Yield a place of one word that is also a name or a word, where the text says that something is in it."""
    first, *rest = _TOKEN.findall(sequence)
    word = _POSSESSIVE.sub("", first)
    if any(plain(other) not in context() for other in rest):
        return
    if len(word) > 2 and _elsewhere().get(_compared(word)) == "place" and _IN(text, max(0, start - 11), start):
        yield 0, len(word), "place"


@cache
def _borne() -> frozenset[str]:
    return frozenset(lexicons.read("latin/borne.tsv").column("word"))


def _begins(sequence: str, low: int, high: int) -> bool:
    """Tell whether a place is the given name of a person there: Florence Aubenas, not Israel Radio."""
    after = _TOKEN.match(sequence, high + 1)
    return after is not None and plain(sequence[low:high]) in _borne() and plain(after[0]) not in context()


_POSSESSIVE = re.compile("['’]s$")


def _ambiguous(word: str) -> bool:
    """Tell whether a single word is also a person's name or an English word."""
    return len(word) < 3 or plain(word) in context() or source(plain(word)) is not None
