"""From a Latin spelling to the Arabic words that it may stand for: `lexicons/latin/sources.tsv`.

Shares are counted among the people who bear the spelling: Salem is سالم for nearly all, Salim سليم for most.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bidinorm import lexicons


class Source(NamedTuple):
    """What is known of a Latin spelling."""

    arabic: dict[str, float]
    """Folded Arabic words without article, each with its share from 0 to 1, the most frequent first."""
    bearers: int
    """How many people were counted."""
    given: float
    """The share of those who have it as a given name."""
    foreign: bool
    """Whether people elsewhere bear it more often."""


@cache
def _rows() -> dict[str, list[str]]:
    return {spelling: rest for spelling, *rest in lexicons.read("latin/sources.tsv").rows}


@cache
def source(spelling: str) -> Source | None:
    """Return what is known of a spelling in small ASCII letters, without article; None where it is nothing.

    >>> list(source("bassem").arabic)
    ['باسم', 'بسام']
    """
    row = _rows().get(spelling)
    if row is None:
        return None
    pairs = (pair.rsplit(" ", 1) for pair in row[0].split("|"))
    return Source({word: int(share) / 100 for word, share in pairs}, int(row[1]), int(row[2]) / 100, row[3] == "x")


def known(spelling: str) -> bool:
    """Tell whether a spelling in small ASCII letters is one of an Arabic name."""
    return spelling in _rows()


@cache
def bearers() -> dict[str, float]:
    """Return how many people were counted with each folded Arabic word, by all its spellings."""
    found: dict[str, float] = {}
    for spelling in _rows():
        row = source(spelling)
        if row is not None:
            for word, share in row.arabic.items():
                found[word] = found.get(word, 0.0) + share * row.bearers
    return found
