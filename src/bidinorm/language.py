r"""Whether a line in Arabic letters is Arabic, by its words and not by its letters.

Arabic that was typed on a Persian keyboard has Persian letters, so letters cannot tell. Words can: each language
has short ones that the other does not write (`lexicons/letters/languages.tsv`), and the article and the teh marbuta
are Arabic.

>>> certainly_arabic("کتاب علی المکتب"), certainly_arabic("شرکت ملی البرز")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from bidinorm import chars, lexicons

ENOUGH = 2
"""Points that a line needs to be taken for Arabic; it also needs one for every three words."""

_WORD = re.compile(f"[{chars.ARABIC_LETTER}][{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}]*")
_MARKS = re.compile(f"[{chars.ARABIC_MARK}{chars.TATWEEL}]")
_FOREIGN = re.compile(
    "[\u0679-\u067b\u067e-\u0688\u068a-\u06a4\u06a6-\u06a8\u06ad-\u06bd\u06c0\u06c2\u06c4-\u06cb\u06cd-\u06d5]"
    f"|(?<=[{chars.ARABIC_LETTER}])\u200c(?=[{chars.ARABIC_LETTER}])"
)
"""Letters that no keyboard puts for an Arabic letter, and the non-joiner inside a word."""
_FOLDED = str.maketrans(
    {
        "\u06a9": "\u0643", "\u06aa": "\u0643",
        "\u06cc": "\u064a", "\u0649": "\u064a",
        "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647",
        "\u06c3": "\u0629",
    }
)  # fmt: skip
_DEFINITE = re.compile("[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)[^\u0627\u0644].{2}")
"""A word with the article, and a stem of three letters or more that does not begin with alef or lam."""
_OLD_PREPOSITION = re.compile("(?:\u0639\u0644\u064a|\u0645\u0646|\u0628\u064a\u0646|\u062d\u062a\u064a)")
"""`على`, `من`, `بين`, `حتى` with letters folded: Persian writes them, too, but not before the article."""
_BEFORE_NUMBER = re.compile(
    "(?<!\\w)(?:\u0639\u0627\u0645|\u0633\u0646\u0629|\u0627\u0644\u0633\u0627\u0639\u0629) "
    "[0-9\u0660-\u0669\u06f0-\u06f9]"
)


def folded(word: str) -> str:
    """Return a word (or several) without marks, its Persian and Urdu letters as Arabic ones, alef maksura as yeh.

    >>> folded("علی")
    'علي'
    """
    return _MARKS.sub("", word).translate(_FOLDED)


@cache
def _words(language: str) -> frozenset[str]:
    rows = lexicons.read("letters/languages.tsv").rows
    return frozenset(folded(word) for word, own, _ in rows if own in _OWN[language])


_OWN = {"ar": ("ar",), "other": ("fa", "ur")}


def points(text: str) -> int:
    """Return how much in a line says Arabic: 0 where anything says Persian or Urdu, or where too little does.

    >>> points("الیوم في المدینة"), points("این کتاب است")
    (5, 0)
    """
    if _FOREIGN.search(text):
        return 0
    words = [folded(word) for word in _WORD.findall(text)]
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    if not _words("other").isdisjoint((*words, *pairs)):
        return 0
    found = 2 * len(_BEFORE_NUMBER.findall(text))
    before = ""
    for word in words:
        definite = _DEFINITE.match(word) is not None
        found += 2 * (word in _words("ar") or "\u0625" in word) + ("\u0629" in word) + definite
        found += definite and _OLD_PREPOSITION.fullmatch(before) is not None
        before = word
    return found if 3 * found >= len(words) else 0


def certainly_arabic(text: str) -> bool:
    """Tell whether a line in Arabic letters is Arabic beyond doubt, whatever keyboard it was typed on."""
    return points(text) >= ENOUGH
