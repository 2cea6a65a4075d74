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
_IN_WORD = f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}"
_WORD_WITH_PAIR = re.compile(f"(?<![{_IN_WORD}])[{_IN_WORD}]*?{PAIR.pattern}[{_IN_WORD}]*")
MOST = 5
"""A word with more pairs is left as it is."""


class Flips(NamedTuple):
    """The words of a line that were flipped: start, end and what each was; and the log-odds (nats) that they were."""

    words: list[tuple[int, int, str]]
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


def flips(line: str, prior: float) -> Flips:
    """Return what is flipped in a line if all of its lam-alefs were, and the log-odds that this is so.

    `prior` is the log-odds (nats) that a line is such a one before its words are looked at.

    >>> flips("األسالك واإلطارات", -6).words
    [(0, 7, 'الأسلاك'), (8, 17, 'والإطارات')]
    >>> flips("قال السائل", -6).odds < 0
    True
    """
    odds = prior - KEPT * len(_KEPT.findall(line)) + IMPOSSIBLE * len(_IMPOSSIBLE(line))
    found = []
    for stored in _WORD_WITH_PAIR.finditer(line):
        word = stored.group()
        if len(word) <= LONGEST and not word.endswith(chars.TATWEEL):  # an article before what is no Arabic word
            best, value = readings(word)[0]
            gain = value - likely(word)
            odds += gain if len(word) > 2 else min(gain, ALONE)  # an article alone may be part of a name
            if gain > ENOUGH:
                found.append((*stored.span(), best))
    return Flips(found, odds)


def put_right(line: str, prior: float) -> str:
    """Return a line with its flipped pairs put right, if it is likelier that all of its lam-alefs were flipped.

    >>> put_right("السالم على األهالي", -6)
    'السلام على الأهالي'
    """
    found = flips(line, prior)
    if found.odds <= 0:
        return line
    pieces: list[str] = []
    done = 0
    for start, end, after in found.words:
        pieces += (line[done:start], after)
        done = end
    return "".join((*pieces, line[done:]))


def wrapped(line: str) -> bool:
    r"""Tell whether a line is wrapped in an embedding, as a well-known PDF extractor wraps each right-to-left line.

    >>> wrapped("\u202bسطر من صفحة\u202c"), wrapped("سطر من صفحة")
    (True, False)
    """
    return chars.RLE in line and _WRAPPED(line) is not None


_WRAPPED = re.compile(f"\\s*{chars.RLE}.*{chars.PDF}\\s*").fullmatch
_IMPOSSIBLE = re.compile("\u0627[\u0622\u0623\u0625\u0627]\u0644|[\u0623\u0625]\u0627\u0644").findall
IMPOSSIBLE = 4.0
"""What two alefs before lam say beyond what the words say, in nats."""
KEPT = 5.0
"""How much a lam-alef that stands right speaks against a line whose lam-alefs are flipped, in nats."""
ALONE = 4.0
"""How much an article alone may say, which is a negation flipped or a part of a name."""
ENOUGH = 1.5
"""How much likelier a word must become, in nats."""
LONGEST = 24
"""Words that are longer are several without their blanks."""
