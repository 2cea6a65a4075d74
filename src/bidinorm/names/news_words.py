"""What a word of running Arabic text says about names: alone, and as a sign beside one.

Signs are bits of a plain number, since they are asked for at each word of a text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.chars import TATWEEL
from bidinorm.names.foreign import foreignness
from bidinorm.names.lexicon import TRANSLATED, fold, light_fold, shipped
from bidinorm.names.marks import plain
from bidinorm.names.sources import bearers
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from bidinorm.names.lexicon import Entry

SURE = 1
"""A name that is no everyday word."""
ORDINARY = 2
"""A name that is also an everyday word."""
RARE = 4
"""A name that few people bear."""
FAMILY = 8
"""A family name with the article that is no everyday word."""
COMMON_FAMILY = 16
"""A family name with the article that is also an everyday word, or a nationality."""
FOREIGN = 32
"""A foreign name in Arabic letters."""
SERVANT = 64
FATHER = 128
MOTHER = 256
SON = 512
HOUSE = 1024
PERSON = 2048
"""A title, a profession: it stands before persons."""
VERB = 4096
RELATION = 8192
LISTED = 16384
"""The first word of what a lexicon holds as a whole: a public figure, a place, an organisation."""
VOICE = 32768
"""Who speaks for somebody: باسم behind it is no name."""
EVERYDAY = 65536
"""A word of prose, such as a particle: no part of a name."""
THING = 131072
"""A street, a company, a town: what is called so behind it is no person."""
ELSEWHERE = 262144
"""A place or an organisation by itself, and no name: Liverpool, Reuters."""
NAME = SURE | ORDINARY | RARE | FOREIGN
"""What can stand as a word of a name without article."""
OPENS = NAME | SERVANT | FATHER | MOTHER | FAMILY | LISTED
"""What a name can begin with."""
MANY = 14
"""Bearers of a name from which on it is believed to be one."""
PREFIXES = "وفبلك"
_ROLES = {"عبد": SERVANT, "ابو": FATHER, "ابي": FATHER, "ابا": FATHER, "ام": MOTHER, "بن": SON, "ابن": SON,
          "بنت": SON, "ولد": SON}  # fmt: skip
_USES = {
    "everyday": EVERYDAY,
    "person": PERSON,
    "voice": PERSON | VOICE,
    "thing": THING,
    "verb": VERB,
    "relation": RELATION,
}


@lru_cache(maxsize=1 << 17)
def signs(word: str) -> int:
    """Return what a word may be, in bits; it bears no marks.

    >>> signs("محمد") & NAME == SURE, signs("كريم") & NAME == ORDINARY, signs("قال") == VERB
    (True, True, True)
    """
    key = fold(word)
    listed = LISTED if key in shipped().longest else 0
    if word == "آل":
        return HOUSE
    if len(word) < 5 and (role := _ROLES.get(light_fold(word), 0)):
        return role | listed
    if context := _context().get(word, 0):
        return context | (listed if context == PERSON else 0)
    if word in _prose():
        return EVERYDAY | listed
    if key not in shipped().rows and not key.startswith("ال"):
        return listed
    return _name(word) | listed


def _name(word: str) -> int:
    near = light_fold(word)
    rows = [row for row in shipped().all(word) if _same(row, word, near)]
    kinds = {kind for row in rows if row.source.startswith("names/") for kind in row.kinds}
    title = PERSON if TRANSLATED & kinds else 0
    if near.startswith("ال") and len(near) > 4:
        return title | _with_article(near, kinds)
    if rows and not any(row.source.startswith("names/") for row in rows):
        return ELSEWHERE
    family = kinds & {"given", "family", "nisba", "figure", "laqab"}
    if near in _ordinary():
        return title | (ORDINARY if family else 0)
    if any(row.note.startswith("foreign") for row in rows):
        return title | (FOREIGN if foreignness(word) > 0 else ORDINARY)
    if title or not family:
        return title
    return SURE if bearers().get(fold(word), 0) >= MANY else RARE


def _same(row: Entry, word: str, near: str) -> bool:
    """Tell whether a row is of a word as it is written: of short foreign names hamzas must be the same, too."""
    if row.note.startswith("foreign") and len(word) < 4:
        return row.arabic == word
    return light_fold(row.arabic) == near


def _with_article(near: str, kinds: set[str]) -> int:
    nisba = near.endswith("ي") and any("nisba" in row.kinds for row in shipped().all(near[2:]))
    if near in _ordinary():
        return COMMON_FAMILY
    if kinds & {"family", "nisba", "laqab"} or nisba:
        return FAMILY if kinds and near not in _prose() else COMMON_FAMILY
    return COMMON_FAMILY if bearers().get(fold(near[2:]), 0) > 1 and near not in _prose() else 0


@cache
def _context() -> dict[str, int]:
    found: dict[str, int] = {}
    for word, use in lexicons.read("arabic/context.tsv").rows:
        bare = word.translate(_HAMZAS)
        for form in (word, bare):
            found[form] = found.get(form, 0) | _USES[use]
    return found


_HAMZAS = str.maketrans("أإآ", "ااا")


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(map(light_fold, lexicons.read("arabic/ordinary.tsv").column("word")))


@cache
def _prose() -> frozenset[str]:
    """Return words of prose that are no names, spelled as they are and without their hamzas."""
    tables = ("words/common.tsv", "words/particles.tsv", "stops/arabic.tsv")
    words = {word for name in tables for word in lexicons.read(name).column("word")}
    ordinary = _ordinary()
    return frozenset(
        form for word in words for form in (word, word.translate(_HAMZAS)) if light_fold(word) not in ordinary
    )


@lru_cache(maxsize=1 << 17)
def opens(word: str) -> int:
    """Return how a name may begin in a word: 0 nowhere, 1 with it, 2 behind its prefix, 3 behind two (and for)."""
    own = signs(word)
    if own & OPENS:
        return 1
    if own or len(word) < 4 or word[0] not in PREFIXES:
        return 0
    if word[0] == "و" and word[1] in PREFIXES and len(word) > 4 and not signs(word[1:]) and opens(word[1:]) == 2:
        return 3
    rest = signs(word[1:])
    strong = SURE | SERVANT | FATHER | FAMILY | (FOREIGN if len(word) > 4 else 0)
    return 2 if rest & strong or (word[0] == "و" and rest & (ORDINARY | LISTED)) else 0


@lru_cache(maxsize=1 << 17)
def read(shown: str) -> tuple[str, int, int]:
    """Return a word without its marks, what it says (`signs`) and how a name may begin in it (`opens`)."""
    bare = plain(shown)
    own = signs(bare)
    vowelled = len(shown) > len(bare) + shown.count(TATWEEL)
    if _TANWEEN(shown) or (vowelled and own & FOREIGN):  # nobody writes the vowels of foreign names
        return bare, EVERYDAY, 0
    return bare, own, opens(bare)


_TANWEEN = re.compile("[\u064b-\u064d]").search


@lru_cache(maxsize=1 << 16)
def strange(word: str) -> float:
    """Return how foreign a word looks that no lexicon holds; 0 where it is none, or may be Arabic."""
    if len(word) < 3 or word[-1] in "ةى" or _ARABIC(word) or signs(word):
        return 0.0
    if word[0] in PREFIXES and signs(word[1:]) & ELSEWHERE:  # and Russia, for Liverpool
        return 0.0
    letters = foreignness(word)
    return letters if letters > 0 and frequency(word) <= KNOWN and not _inflected(word) else 0.0


def borne(word: str) -> bool:
    """Tell whether Arabs bear a name, such as George and Nadine: an Arabic family name may stand behind it."""
    return bearers().get(fold(word), 0) > 1


@lru_cache(maxsize=1 << 14)
def unheard(word: str) -> bool:
    """Tell whether a word is in no lexicon and no vocabulary, whatever its letters look like, and no form of one."""
    if len(word) < 3 or word[-1] in "ةىه" or _ARABIC(word) or signs(word) or frequency(word):
        return False
    if (word[0] in PREFIXES and signs(word[1:])) or (word[-1] == "ا" and frequency(word[:-1])):
        return False
    return foreignness(word) > UNLIKELY and not _inflected(word)


UNLIKELY = -4.0
"""How foreign a word looks at least that may be the family name behind a foreign given name."""


def _inflected(word: str) -> bool:
    """Tell whether a word is a known one with an ending, a prefix or the letters of a verb: سيسافر, دبلوماسيون."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 4:
            continue
        if frequency(stem) > KNOWN or (ending == "ين" and stem[-1] == "ت" and frequency(f"{stem[:-1]}ة") > KNOWN):
            return True
    rest = word[1:]
    if word[0] == "س" and rest[:1] in "يتن" and frequency(rest) + frequency(f"ي{rest[1:]}"):
        return True
    if word[0] in "أيتن" and frequency(f"ي{rest}") > KNOWN:
        return True
    return word[0] in PREFIXES and len(rest) > 2 and frequency(rest) > EVERY_DAY


_ENDINGS = ("ون", "ين", "ان", "ات", "ي", "ه", "ها", "هم", "نا", "وا")
EVERY_DAY = 7
"""The frequency from which on a word behind a prefix is that word."""


_ARABIC = re.compile("ال|لل|[وب]ال|.*[حعضظصقذءؤ]").match
"""What no foreign word has: the article, and letters for sounds that other languages lack."""
KNOWN = 3
"""The frequency up to which a word of the vocabulary may be a name and no more."""
