"""How alike two words of names are: the same, near, or different; with the reason.

Two Latin spellings are the same where most who bear them write the same Arabic word; the ear decides only where the
lexicon does not know them. Salim and Salem sound alike and are two names.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from bidinorm.names.key import word_keys
from bidinorm.names.sources import Source, source

SHARED = 0.5
"""From this common share of sources on two spellings are the same name."""
STRANGE = 0.2
"""Below this common share they are different names."""
MANY = 20
"""From so many bearers on what the lexicon does not say of a spelling is not so."""
MAIN = 0.7
"""The share from which on a source is what the spelling means."""
BORNE = 0.3
"""From this share on a Latin spelling stands for an Arabic word."""


class Alike(IntEnum):
    """How two words relate."""

    DIFFERENT = 0
    NEAR = 1
    """They sound alike; something else must say that they are the same."""
    SAME = 2
    """Two spellings of one name."""
    EQUAL = 3
    """One spelling."""


class Likeness(NamedTuple):
    """How two words relate, and why."""

    alike: Alike
    score: float
    reason: str


_EQUAL = Likeness(Alike.EQUAL, 1.0, "spelled alike")
_DIFFERENT = Likeness(Alike.DIFFERENT, 0.0, "different names")


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> Likeness:
    """Return how two halves of names relate, each in either script.

    >>> likeness("bassem", "basim").reason
    'باسم'
    >>> likeness("salim", "salem").alike.name, likeness("salim", "سليم").alike.name
    ('DIFFERENT', 'SAME')
    """
    if one == other:
        return _EQUAL
    arabic = [not word.isascii() for word in (one, other)]
    if all(arabic):
        return _DIFFERENT
    if not any(arabic):
        return _latin(one, other)
    return _across(other, one) if arabic[0] else _across(one, other)


def _latin(one: str, other: str) -> Likeness:
    first, second = sourced(one), sourced(other)
    sound = sounds_alike(one, other)
    if first and second:
        shared = {
            word: min(share, second.arabic[word]) for word, share in first.arabic.items() if word in second.arabic
        }
        common = sum(shared.values())
        if common >= SHARED and (sound or _resemble(one, other)):
            return Likeness(Alike.SAME, 0.7 + 0.3 * common, max(shared, key=lambda word: shared[word]))
        if _apart(first, second) or (common < STRANGE and min(first.bearers, second.bearers) >= MANY):
            return _DIFFERENT
        return Likeness(Alike.NEAR, 0.5, "they may be one name") if sound else _DIFFERENT
    if not sound:
        return _DIFFERENT
    if squeezed(one) == squeezed(other):
        return Likeness(Alike.SAME, 0.8, "the same letters but for doubled ones and long vowels")
    return Likeness(Alike.NEAR, 0.6, "they sound alike")


def _resemble(one: str, other: str) -> bool:
    """Tell whether two spellings of one source look like it; labels of people hold some that do not."""
    if set(word_keys(one)).intersection(word_keys(other)):
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SHARED


def _apart(one: Source, other: Source) -> bool:
    """Tell whether two spellings mean two names: each has a main source, and it is not the other's."""
    first, second = (next(iter(source.arabic.items())) for source in (one, other))
    return first[0] != second[0] and min(first[1], second[1]) >= MAIN and min(one.bearers, other.bearers) >= MANY


def _across(latin: str, arabic: str) -> Likeness:
    known = sourced(latin)
    share = known.arabic.get(arabic, 0.0) if known else 0.0
    if share >= BORNE:
        return Likeness(Alike.SAME, 0.7 + 0.3 * share, arabic)
    if known and known.bearers >= MANY and sum(known.arabic.values()) - share >= MAIN:
        return _DIFFERENT
    if not set(word_keys(latin)).intersection(word_keys(arabic)):
        return _DIFFERENT
    return Likeness(Alike.NEAR, 0.6, "the same consonants") if spoken(latin, arabic) else _DIFFERENT


@lru_cache(maxsize=1 << 15)
def shared_keys(word: str) -> tuple[str, ...]:
    """Return keys of which two words that are the same share one: the letters, the sound, an Arabic source.

    >>> {"bsm", "باسم"} <= set(shared_keys("bassem")) & set(shared_keys("باسم"))
    True
    """
    known = sourced(word)
    return (word, *word_keys(word), *(list(known.arabic)[:2] if known else ()))


def sourced(spelling: str) -> Source | None:
    """Return what is known of a spelling, with or without an article that is written together with it."""
    found = source(spelling)
    if found is None and len(spelling) > 5 and spelling[:2] in ("al", "el"):
        found = source(spelling[2:])
    return found


_SLOTS = re.compile("[aeiouyw]+|tch|[kgdtsc]h|dj|[^aeiouyw]")
_CONSONANTS = (("tch", "ch"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"))
_CLASSES = {"": "", "a": "a", "aa": "a", "e": "e", "i": "i", "ee": "i", "y": "i", "ie": "i", "ea": "i", "o": "u",
            "oo": "u", "u": "u", "ou": "u", "uw": "u", "ow": "W", "ew": "e", "w": "u"}  # fmt: skip
_AGREE = frozenset(("ae", "ei", "Ye", "Yi", "Wu", "Ya", "Wa", "We"))


def squeezed(word: str) -> str:
    """Return a spelling without what writers differ in most: doubled letters, q for k, ee and ou for i and u.

    >>> squeezed("mahmoud") == squeezed("mahmud"), squeezed("rashid") == squeezed("rashad")
    (True, False)
    """
    for spelling, sound in _CONSONANTS:
        word = word.replace(spelling, sound)
    shown = re.sub(r"([a-z])\1+", r"\1", re.sub("ee|ie?$|y$", "i", word).replace("oo", "u").replace("ou", "u"))
    shown = re.sub("(?:ei|ay|ey)(?!$)", "ai", shown)
    return re.sub("(?<=.{3})h$", "", shown)


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two Latin spellings may be said alike: the same consonants, and vowels that agree.

    >>> sounds_alike("meshal", "mashaal"), sounds_alike("hassan", "hussein"), sounds_alike("nasr", "nasser")
    (True, False, True)
    """
    one, other = squeeze_doubles(one), squeeze_doubles(other)
    if not set(word_keys(one)).intersection(word_keys(other)):
        return False
    first, second = _vowels(one), _vowels(other)
    if len(first) != len(second) or not _agree(first[0] or "-", second[0] or "-"):
        return False
    silent = sum(bool(mine) != bool(theirs) for mine, theirs in zip(first, second, strict=True))
    return silent <= 1 and all(map(_agree, first, second))


def _vowels(word: str) -> list[str]:
    """Return the class of the vowel before, between and after the consonants."""
    word = re.sub("(?<=.{2})(?:ah|eh)$", "a", word)
    found: list[str] = []
    opened = True
    for slot in _SLOTS.findall(word):
        vowel = slot[0] in "aeiouyw" and not (slot[0] in "wy" and not found and len(slot) > 1)
        if vowel:
            found.append(_class(slot))
        elif opened:
            found.append("")
        opened = not vowel
    return [*found, ""] if opened else found


def squeeze_doubles(word: str) -> str:
    """Return a word whose doubled consonants are single."""
    return re.sub(r"([^aeiou])\1+", r"\1", word)


def _class(slot: str) -> str:
    known = _CLASSES.get(slot)
    if known is not None:
        return known
    if slot[-1] == "a" and len(slot) > 1 and slot[0] in "iey":
        return "ia"
    if "w" in slot or slot in ("au", "ao", "aou", "oua"):
        return "W"
    return "Y" if set(slot) <= set("aeiy") else "W"


def _agree(one: str, other: str) -> bool:
    if one == other or one + other in _AGREE or other + one in _AGREE:
        return True
    return "" in (one, other) and (one or other) in ("a", "e", "i", "u")


_MATRES = re.compile("[اويى]")


def spoken(latin: str, arabic: str) -> bool:
    """Tell whether the long vowels of an Arabic word stand in a Latin spelling that has its consonants."""
    vowels = "".join(_vowels(latin))
    wanted = {"ا": "aeYW", "و": "uW", "ي": "ieYa", "ى": "aei"}
    return all(set(wanted[letter]).intersection(vowels) or letter == arabic[0] for letter in _MATRES.findall(arabic))
