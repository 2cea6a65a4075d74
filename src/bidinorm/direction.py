r"""Whether Arabic is stored in logical order, and how likely a string of letters is a word.

A character 4-gram model of Arabic words, trained by `training/direction.py` on words of library catalogues and
names, tells a word from its mirror image: the letters that open and close words differ, and so do their neighbours.
Odds are given in nats (natural logarithms): 0 says nothing, 4.6 is a hundred to one.

>>> logical_odds("المكتبة مفتوحة") > 10, logical_odds("ةحوتفم ةبتكملا") < -10
(True, True)
>>> plausibility("المكتبة") > 1, plausibility("ذثخقغ") < 0
(True, True)
"""

from __future__ import annotations

import re
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from bidinorm import chars

LETTERS = "\u0621-\u063a\u0641-\u064a"
"""The letters of the Arabic language, a class body."""
_CODES = {char: code for code, char in enumerate(sorted(chars.members(LETTERS)), 1)}
OTHER = len(_CODES) + 1
"""The code of all other letters of the script."""
SIZE = OTHER + 1
"""Codes in all; 0 is the end of a word."""
STEPS = 8
"""The table holds costs in steps of 1/8 nat."""
LONGEST = 40
"""A word that is longer counts with its first letters: nobody writes such words."""
_HELD_OUT = 20

_WORD = re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.PRESENTATION_FORM}]+")
_FORM = re.compile(f"[{chars.PRESENTATION_FORM}]").search


class Model(NamedTuple):
    """The costs of letters, in steps: each alone, and each after three others (in the order of `place`)."""

    alone: bytes
    table: bytes


def place(first: int, second: int, third: int, code: int) -> int:
    """Return where the table holds the cost of a code after three others.

    The first one varies before the last: where it does not matter, equal rows follow each other and pack well.
    """
    return ((second * SIZE + third) * SIZE + first) * SIZE + code


def held_out(word: str) -> bool:
    """Tell whether the model has never seen a word, so that it may be tested on it (one of twenty).

    The words of `lexicons/words/common.tsv` are never held out.
    """
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % _HELD_OUT == 0


@cache
def model() -> Model:
    """Return the model; it is read from its file once."""
    content = zlib.decompress(Path(__file__).with_name("models").joinpath("direction.bin").read_bytes())
    return Model(content[:SIZE], content[SIZE:])


@cache
def _letters() -> dict[int, str | None]:
    """The code of each letter as a character; marks and tatweel are left out."""
    found: dict[int, str | None] = {ord(char): chr(OTHER) for char in chars.members(chars.ARABIC_LETTER)}
    found |= {ord(char): chr(code) for char, code in _CODES.items()}
    return found | {ord(char): None for char in chars.members(chars.ARABIC_MARK + chars.TATWEEL)}


_KNOWN = bytes(min(code, OTHER) for code in range(256))


@cache
def _forms() -> dict[int, str]:
    from bidinorm.rules.presentation_forms import table

    return {ord(form): letters for form, letters in table().items()}


def opened(text: str) -> str:
    """Return a text with presentation forms opened into letters.

    >>> opened("ﻻ")
    'لا'
    """
    return text.translate(_forms()) if _FORM(text) else text


def codes(word: str) -> bytes:
    """Return the codes of the letters of a word, without its marks; what is no Arabic letter counts as `OTHER`."""
    return word.translate(_letters()).encode("latin-1", "replace").translate(_KNOWN)


@lru_cache(maxsize=1 << 14)
def cost(word: str) -> float:
    """Return the cost of a word in nats: the negative logarithm of how likely the model thinks it.

    >>> cost("المدينة") < cost("ةنيدملا")
    True
    """
    table = model().table
    first = second = third = total = 0
    for code in (*codes(word[:LONGEST]), 0):
        total += table[((second * SIZE + third) * SIZE + first) * SIZE + code]
        first, second, third = second, third, code
    return total / STEPS


@lru_cache(maxsize=1 << 14)
def word_odds(word: str) -> float:
    """Return the log-odds (nats) that one word is stored in logical order and not reversed.

    >>> word_odds("نون")
    0.0
    """
    return cost(opened(word[:LONGEST][::-1])) - cost(opened(word[:LONGEST]))


def logical_odds(text: str) -> float:
    """Return the log-odds (nats) that the Arabic words of a text are stored in logical order.

    The sum over its words; presentation forms are read as the letters that they stand for.

    >>> logical_odds("no Arabic in here")
    0.0
    """
    return sum((word_odds(found.group()) for found in _WORD.finditer(text)), 0.0)


def plausibility(word: str) -> float:
    """Return how much likelier a word is than as many letters at random, in nats for each letter.

    Words of the language have about 1 or more, letters at random less than 0.
    """
    own = codes(opened(word[:LONGEST]))
    if not own:
        return 0.0
    alone = model().alone
    return (sum(alone[code] for code in own) / STEPS + alone[0] / STEPS - cost(opened(word[:LONGEST]))) / len(own)
