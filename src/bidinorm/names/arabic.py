"""The parts of a name in Arabic letters as they are compared: folded words without article, compounds as one.

The counterpart of `bidinorm.names.latin`; the words that build names have the same form in both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bidinorm.names.latin import FAITH, FATHER, GOD, MOTHER, SERVANT, SON, Latin
from bidinorm.names.lexicon import fold, light_fold
from bidinorm.names.parts import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.names.parts import Token

_OPENERS = {"عبد": SERVANT, "ابو": FATHER, "ابي": FATHER, "ابا": FATHER, "ام": MOTHER}
_CLOSERS = {"الدين": FAITH, "الله": GOD}
_SONS = frozenset(("بن", "ابن", "بنت", "ولد"))
_GLUED = re.compile("(عبد)(?=ال.{2})|(ابو)(?=.{3})")
_GLUED_END = re.compile("(?<=.{2})(الدين|الله)$")


def arabic_parts(text: str) -> tuple[Latin, ...]:
    """Return the parts of a name in Arabic letters, in order.

    >>> [part.halves for part in arabic_parts("عبد الرحمن بن سيف الدين العوادي")]
    [('abd', 'رحمن'), ('bin',), ('سيف', 'din'), ('عوادي',)]
    """
    return _parts(text)


@lru_cache(maxsize=1 << 15)
def _parts(text: str) -> tuple[Latin, ...]:
    return tuple(_joined(tokens(text)))


def _joined(words: list[Token]) -> Iterator[Latin]:
    place = 0
    while place < len(words):
        word = words[place]
        text = light_fold(word.plain)
        after = light_fold(words[place + 1].plain) if place + 1 < len(words) else ""
        stem = word.start + 2 * (text.startswith("ال") and len(text) > 4)
        if after and text in _OPENERS:
            halves = (_OPENERS[text], *_halves(after))
            end = words[place + 1].end
            if after == "عبد" and place + 2 < len(words):
                halves, end = (
                    (_OPENERS[text], SERVANT, *_halves(light_fold(words[place + 2].plain))),
                    words[place + 2].end,
                )
                place += 1
            yield Latin(word.start, word.start, end, halves)
            place += 2
        elif after in _CLOSERS:
            yield Latin(word.start, stem, words[place + 1].end, (*_halves(text), _CLOSERS[after]))
            place += 2
        else:
            yield Latin(word.start, stem, word.end, (SON,) if text in _SONS else _halves(text))
            place += 1


def _halves(text: str) -> tuple[str, ...]:
    """Return the halves of a word, folded and without article."""
    if text in _CLOSERS:
        return (_CLOSERS[text],)
    if glued := _GLUED.match(text):
        return (SERVANT if glued[1] else FATHER, *_halves(text[glued.end() :]))
    if glued := _GLUED_END.search(text):
        return (*_halves(text[: glued.start()]), _CLOSERS[glued[1]])
    return (fold(text[2:] if text.startswith("ال") and len(text) > 4 else text),)
