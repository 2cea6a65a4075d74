"""From signs to Latin letters: one vocalised word as a scheme spells it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm.names import schemes
from bidinorm.names.sounds import LONG_A, SHADDA, SHORT, VOWELS, signs

if TYPE_CHECKING:
    from bidinorm.names.schemes import Scheme

SUN = frozenset("تثدذرزسشصضطظلن")
"""The letters whose sound the l of the article takes, where a scheme shows it."""
_DIGRAPHS = frozenset({"th", "kh", "dh", "sh", "gh", "zh", "ch"})
_KASRA = SHORT["\u0650"]


@lru_cache(maxsize=65536)
def stem(vocalised: str, scheme_name: str, *, construct: bool = False) -> str:
    """Return a vocalised word without article in the letters of a scheme, in lower case.

    >>> stem("شَطْرِيّ", "ala-lc"), stem("مَدِينَة", "ala-lc", construct=True)
    ('shaṭrī', 'madīnat')
    """
    scheme = schemes.get(scheme_name)
    sounds = list(signs(vocalised))
    pieces: list[str] = []
    place = 0
    while place < len(sounds):
        used, latin = _longest(scheme, sounds, place, construct=construct)
        pieces.append(latin)
        place += used
    return _joined(pieces, scheme.meta.get("divider", ""))


def _longest(scheme: Scheme, sounds: list[str], place: int, *, construct: bool) -> tuple[int, str]:
    """Return how many signs are spelled at once from `place`, and how."""
    for used in range(min(scheme.longest, len(sounds) - place), 0, -1):
        sign = " ".join(sounds[place : place + used])
        for context in _contexts(sounds, place, used, construct=construct):
            latin = scheme.signs.get((sign, context))
            if latin is not None:
                return used, latin
    sign = sounds[place]
    if sign.endswith(SHADDA):
        sounds[place] = sign[0]  # and back: a copy of a long word for each doubled letter costs its square
        _, latin = _longest(scheme, sounds, place, construct=construct)
        sounds[place] = sign
        return 1, latin * 2
    return 1, sign


def _contexts(sounds: list[str], place: int, used: int, *, construct: bool) -> list[str]:
    """Return the contexts of some signs, the narrowest first."""
    after = place + used
    last = after == len(sounds)
    found = []
    if construct and last:
        found.append("construct")
    if last:
        found.append("final")
    if place == 0 or (place == 1 and sounds[0] == "ء"):
        found.append("initial")
    if place and used == 1 and (kasra := place if sounds[place] == _KASRA else place + 1) + 2 == len(sounds):
        opened = sounds[kasra - 2 : kasra - 1] == [LONG_A] and sounds[kasra] == _KASRA
        if opened and sounds[kasra + 1] not in VOWELS:
            found.append("participle")
    if last or sounds[after] not in VOWELS:
        found.append("closed")
    if place and sounds[place - 1] not in VOWELS:
        found.append("onset")
    return [*found, ""]


def _joined(pieces: list[str], divider: str) -> str:
    """Join the letters; where two consonants would read as one digraph, put the divider between."""
    if not divider:
        return "".join(pieces)
    found = pieces[:1]
    for before, piece in pairwise(pieces):
        if before and len(piece) == 1 and before[-1] + piece in _DIGRAPHS:
            found.append(divider)
        found.append(piece)
    return "".join(found)


def article(scheme: Scheme, vocalised: str, form: str) -> str:
    """Return the article before a word as a style writes it (`al-`, `Al-`, `El-`, …), with the sun letter's sound.

    >>> article(schemes.get("din-31635"), "شَمْس", "al-")
    'aš-'
    """
    if vocalised[:1] not in SUN or len(form) < 2:
        return form
    return form[0] + scheme.signs.get((vocalised[0], ""), "l") + form[2:]


def capital(word: str) -> str:
    """Return the word with its first cased letter in upper case; signs of hamza and ʿayn have no case.

    >>> capital("ʻalī"), capital("d͟hāfir")
    ('ʻAlī', 'D͟hāfir')
    """
    for place, letter in enumerate(word):
        if letter.isalpha() and letter.upper() != letter:
            return word[:place] + letter.upper() + word[place + 1 :]
        if letter.isalpha() and letter.isupper():
            return word
    return word
