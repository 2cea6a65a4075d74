"""The parts of names in running Arabic text: which letter of a shape a word is (`bidinorm.names.believe`)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bidinorm.names import news_words as sign
from bidinorm.names.news_words import strange
from bidinorm.vocabulary import frequency

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


def unlisted(word: Word, shape: str, cue: str) -> str:
    """Return the letter of a word that no lexicon holds: `w` behind a foreign name, `u` behind a name with a title."""
    if word.sign or "u" in shape or shape.count("w") > 1 or word.end - word.start > len(word.text):
        return ""
    if not shape:
        return "w" if cue[:1] in ("p", "P", "v") and strange(word.text) > STRANGE else ""
    if "x" in shape or "w" in shape:
        return "w" if strange(word.text) > FOLLOWS else ""
    if cue[:1] in ("p", "P") and shape in ("s", "o", "k") and _rare(word.text):
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
