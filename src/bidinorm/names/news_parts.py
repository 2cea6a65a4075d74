"""The parts of names in running Arabic text: which letter of a shape a word is (`bidinorm.names.believe`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names import news_words as sign
from bidinorm.names.foreign import foreignness
from bidinorm.names.news_words import signs, strange, unheard
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from collections.abc import Container

    from bidinorm.names.lexicon import Entry

STRANGE = 3.0
"""How foreign a word looks at least that is a name by itself behind a title or a verb."""
FOLLOWS = 1.0
"""How foreign it looks at least behind a foreign name."""
_VERBAL = "يتسنوفبلك"
"""What a word that no lexicon holds may not begin with behind a name: letters of verbs, and prefixes."""


class Word(NamedTuple):
    """A word of the text; `start` is behind a prefix that was cut off."""

    start: int
    end: int
    text: str
    sign: int
    cut: bool = False
    vowelled: bool = False
    """Whether it bears marks other than shadda, as names that no lexicon holds hardly do in print."""


_LETTERS = (
    (sign.FOREIGN, "x"),
    (sign.SURE, "s"),
    (sign.FAMILY, "f"),
    (sign.ORDINARY, "o"),
    (sign.RARE, "r"),
    (sign.COMMON_FAMILY, "c"),
)


def letter_of(own: int) -> str:
    """Return the letter of a word by its signs; empty where it is no name."""
    return next((letter for kind, letter in _LETTERS if own & kind), "")


_PARTICLES = frozenset(("دي", "دا", "دو", "دوس", "ديل", "ديلا", "فان", "فون", "لو", "لا", "تير", "فاندر", "دير", "سان"))
"""Small words in foreign family names: de, da, van, von."""


def particle(word: Word, after: Word | None) -> bool:
    """Tell whether a word is a small one inside a foreign name: Rafael van der Vaart, Paolo Di Canio."""
    return word.text in _PARTICLES and after is not None and bool(after.sign & sign.FOREIGN or strange(after.text))


@lru_cache(maxsize=1 << 14)
def unknown_given(text: str) -> bool:
    """Tell whether a word that no lexicon holds may be the given name before a foreign family name.

    No verb of the future, no word with a prefix or a possessive: in those the letters look foreign, too.
    """
    return len(text) > 2 and not frequency(text) and not _INFLECTED(text) and strange(text) > FOLLOWS


_DENIED = re.compile("أ.{3}ت$").match
"""Verbs as أنكرت, whose letters look foreign."""
_INFLECTED = re.compile("س[يتنأ]|[يل]|.*(?:ه|ها|هم|ات|أيت)$").match


def joins(word: Word, others: Container[str]) -> bool:
    """Tell whether a word is *and* with a name: Kim and Trump; not Willoughby, whose rest is no word of the text."""
    rest = word.text[1:]
    if word.text[0] != "و" or len(rest) < 3 or word.sign:
        return False
    return bool(signs(rest) & (sign.NAME | sign.SERVANT | sign.FATHER)) or (rest in others and strange(rest) > FOLLOWS)


def unlisted(word: Word, shape: str, cue: str) -> str:
    """Return the letter of a word that no lexicon holds: `w` behind a foreign name, `u` behind a name with a title."""
    if word.sign == sign.ELSEWHERE and cue == "P" and not shape:  # Mr Bonn
        return "w" if foreignness(word.text) > FOLLOWS else ""
    if word.sign or "u" in shape or shape.count("w") > 2 or word.vowelled:
        return ""
    if not shape:
        return "w" if cue[:1] in ("p", "P", "T", "v", "l") and strange(word.text) > STRANGE else ""
    if shape == "x" and unheard(word.text) and not _DENIED(word.text):
        return "w"
    if "x" in shape or "w" in shape:
        return "w" if strange(word.text) > FOLLOWS and not _DENIED(word.text) else ""
    if cue[:1] in ("p", "P", "T") and shape in ("s", "o", "k") and _rare(word.text):
        return "u"
    return ""


@lru_cache(maxsize=1 << 14)
def _rare(text: str) -> bool:
    return frequency(text) <= 3 and len(text) > 3 and text[0] not in _VERBAL


def compound(word: Word, after: Word | None, shape: str) -> tuple[int, str]:
    """Return how many words servant of, father of or mother of takes, and its letter."""
    if after is None:
        return 0, ""
    definite = after.text.startswith("ال")
    if word.sign & sign.SERVANT:
        return (2, "k") if definite or after.sign & sign.SURE or after.text == "ربه" else (0, "")
    if word.sign & sign.MOTHER and not shape:
        return (2, "m") if after.sign & (sign.SURE | sign.ORDINARY) else (0, "")
    if word.text[-1] == "ي" and not shape:  # my father
        return 0, ""
    fits = after.sign & (sign.NAME | sign.FAMILY | sign.COMMON_FAMILY)
    return (2, "k" if after.sign & sign.SURE or shape else "q") if fits or definite else (0, "")


def whole(row: Entry) -> bool:
    """Tell whether a row of several words is a name as it stands: of a public figure, a place, an organisation."""
    return "figure" in row.kinds or (row.source.startswith(("places/", "organisations/")) and "also" not in row.note)
