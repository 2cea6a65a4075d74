r"""Lam-alef the wrong way round: الأهالي that was stored as األهالي.

A font draws lam and alef as one sign. Who reverses what was extracted without knowing that it stands for two
letters, or splits the sign before the line is turned, leaves alef before lam wherever lam stood before alef. Each
such pair of a word may be an article or a flip; words that are known and the model of words tell which.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from bidinorm import chars
from bidinorm.vocabulary import likely

PAIR = re.compile("([\u0622\u0623\u0625\u0627])\u0644")
"""Alef before lam: an article, or a flip."""
_KEPT = re.compile("\u0644[\u0622\u0623\u0625\u0627]")
"""Lam before alef: what a line whose pairs are flipped does not have."""
WORD = re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}]+")
MOST = 5
"""A word with more pairs is left as it is."""


class Flips(NamedTuple):
    """A line with its flipped pairs put right, and the log-odds (nats) that they were flipped."""

    text: str
    odds: float


@lru_cache(maxsize=1 << 12)
def readings(word: str) -> tuple[tuple[str, float], ...]:
    """Return what a word may be, each of its pairs flipped or not, with how likely each is; the best first.

    >>> [reading for reading, _ in readings("األهالي")][0]
    'الأهالي'
    """
    pairs = list(PAIR.finditer(word))
    if not 0 < len(pairs) <= MOST:
        return ((word, likely(word)),)
    found = []
    for choice in product((False, True), repeat=len(pairs)):
        letters = list(word)
        for pair, flip in zip(pairs, choice, strict=True):
            if flip:
                letters[pair.start() : pair.end()] = reversed(pair.group())
        reading = "".join(letters)
        found.append((reading, likely(reading)))
    return tuple(sorted(found, key=lambda reading: -reading[1]))


def put_right(line: str, prior: float) -> Flips:
    """Return a line with its flipped pairs put right, if it is likelier that all of its lam-alefs were flipped.

    `prior` is the log-odds (nats) that a line is such a one before its words are looked at.

    >>> put_right("األسالك واإلطارات", -6).text
    'الأسلاك والإطارات'
    >>> put_right("قال السائل", -6).text
    'قال السائل'
    """
    odds = prior - KEPT * len(_KEPT.findall(line))
    pieces: list[str] = []
    done = 0
    for found in WORD.finditer(line):
        word = found.group()
        if PAIR.search(word):
            best, value = readings(word)[0]
            odds += value - likely(word)
            pieces += (line[done : found.start()], best)
            done = found.end()
    return Flips("".join((*pieces, line[done:])), odds)


KEPT = 5.0
"""How much a lam-alef that stands right speaks against a line whose lam-alefs are flipped, in nats."""
