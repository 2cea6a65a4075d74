"""The parts of a name in Latin letters: articles, compounds and particles, however they are joined.

Al-Awadi, al Awadi and AlAwadi are an article and one word; Abdul Rahman, Abdel-Rahman and Abderrahmane are one part
of two halves. A half is written in small letters of ASCII; the words that build names (servant of, father of, the
faith, God) have one form in both scripts, so that the halves of a Latin and of an Arabic name can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.chars import LATIN_LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVANT, FATHER, MOTHER, FAITH, GOD, SON, HOUSE = "abd", "abu", "umm", "din", "allah", "bin", "house"
"""What the words that build names are called among the halves of a part."""
LONGEST = 60
"""Letters of the longest word that may be a name."""
_WORD = re.compile(f"[{LATIN_LETTER}]+(?:['’‘`\u02bb-\u02bf][{LATIN_LETTER}]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_SUN = re.compile(r"[ae](?:sh|th|dh|[rsztdnl])$")
_SERVANT = re.compile(r"abd(?:[aeou]l|[aeu](?:sh|dh|[rsztdn])|[aeiou]?)$")
_GLUED_SERVANT = re.compile(
    r"abd(?:[aeou]l?l(?=[^l].{2})|[aeou](?=(?:sh|dh|[rsztdn])[aeiou].{2})|[aeou]([rsztdn])(?=\1))"
)
_GLUED_FAITH = re.compile(
    r"(?<=.{3})(?:[aeou]l|[aeu]d|al[-']d|[aeou]l[-']d)-?d?(?:[iy]|ee)ne?$|(?<=.{3})[aeu]d+(?:[iy]|ee)ne?$"
)
_GLUED_GOD = re.compile(r"(?<=.{3})(?:[aou]l?lah|alla)$")
_GLUED_FATHER = re.compile(r"ab(?:u|ou)(?=[^aeiou\W].{3})")
_FAITH = re.compile(r"(?:[aeou]d|[aeou]l)?d(?:[iy]|ee)ne?$")
_GOD = re.compile(r"[aeou]?ll?ah$")


@dataclass(frozen=True, slots=True)
class Latin:
    """One part of a name in Latin letters; offsets are code points of the text that was given."""

    start: int
    stem: int
    """Where the part begins without its article; `start` where it has none."""
    end: int
    halves: tuple[str, ...]
    """Its words as they are compared, without article."""

    @property
    def nasab(self) -> bool:
        """Whether the part is a word for son or daughter, and no name."""
        return self.halves == (SON,)


@dataclass(slots=True)
class _Word:
    start: int
    stem: int
    end: int
    plain: str
    after: str


def plain(text: str) -> str:
    """Return a word in small letters of ASCII, without apostrophes.

    >>> plain("Sha‘ban"), plain("Ḥāfiẓ")
    ('shaban', 'hafiz')
    """
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if char.isascii())
    return text.lower().replace("'", "").replace("`", "").replace("-", "")


def parts(text: str) -> tuple[Latin, ...]:
    """Return the parts of a name, in order.

    >>> [part.halves for part in parts("Abd al-Rahman bin Seifeddine Al-Awadi")]
    [('abd', 'rahman'), ('bin',), ('seif', 'din'), ('awadi',)]
    """
    return _parts(text)


@lru_cache(maxsize=1 << 15)
def _parts(text: str) -> tuple[Latin, ...]:
    return tuple(_joined(list(_words(text))))


def _words(text: str) -> Iterator[_Word]:
    """Yield the words, each with the article before it."""
    found = [(match.start(), match.end(), plain(match.group())) for match in _WORD.finditer(text)]
    place = 0
    while place < len(found):
        start, end, word = found[place]
        stem = start
        if place + 1 < len(found) and _is_article(word, text[end : found[place + 1][0]], found[place + 1][2]):
            place += 1
            stem, end, word = found[place]
        elif glued := _camel(text[start:end]):
            stem, word = start + glued, word[glued:]
        if possessive := _POSSESSIVE.search(text[start:end]):
            end, word = start + possessive.start(), word[:-1]
        place += 1
        after = text[end : found[place][0]] if place < len(found) else "\n\n"
        yield _Word(start, stem, end, word, after)


def _is_article(word: str, gap: str, after: str) -> bool:
    """Tell whether a word is the article of the next: al, el, or with the sound of a sun letter (ash-Shara)."""
    if word in _articles():
        return gap.replace("\n", " ").strip(" ") in ("", "-") or gap in ("-", "'", "’")
    sun = _SUN.match(word)
    return bool(sun) and gap[:1] in ("-", "'", "’") and after.startswith(word[1:])


def _camel(word: str) -> int:
    """Return how long the article is in ElBaradei and AlHussein."""
    return (
        2 if len(word) > 4 and word[:2] in ("Al", "El", "al", "el") and word[2].isupper() and word[3].islower() else 0
    )


def _joined(words: list[_Word]) -> Iterator[Latin]:
    """Yield the parts that words make, compounds as one."""
    place = 0
    while place < len(words):
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else None
        near = after is not None and "\n\n" not in word.after
        following = words[place + 2] if place + 2 < len(words) else None
        if after and near and word.stem == word.start and (opener := _opener(word.plain)):
            halves = (opener, *_halves(after.plain))
            end = after.end
            if (
                opener in (FATHER, MOTHER)
                and after.plain
                and (servant := _opener(after.plain)) == SERVANT
                and following
            ):
                halves, end, place = (opener, servant, *_halves(following.plain)), following.end, place + 1
            yield Latin(word.start, word.start, end, halves)
            place += 2
        elif after and near and (closer := _closer(after)):
            yield Latin(word.start, word.stem, after.end, (*_halves(word.plain), closer))
            place += 2
        elif word.plain in _sons():
            yield Latin(word.start, word.stem, word.end, (SON,))
            place += 1
        else:
            yield Latin(word.start, word.stem, word.end, _halves(word.plain))
            place += 1


def _opener(word: str) -> str:
    if _SERVANT.match(word):
        return SERVANT
    return FATHER if word.removesuffix("l") in _fathers() else MOTHER if word in _mothers() else ""


def _closer(word: _Word) -> str:
    """Return what ends a name of two words: `al-Din`, `Allah`."""
    if _FAITH.match(word.plain) and (word.stem > word.start or word.plain != "din"):
        return FAITH
    return GOD if _GOD.match(word.plain) else ""


@lru_cache(maxsize=1 << 16)
def _halves(word: str) -> tuple[str, ...]:
    """Return the halves of a word that is written as one; one that is too long for a name is not cut."""
    if len(word) > LONGEST:
        return (word,)
    if servant := _GLUED_SERVANT.match(word):
        return (SERVANT, *_halves(word[servant.end() :]))
    if word in ("abdullah", "abdallah", "abdulla", "abdalla", "abdellah", "abdollah", "abdella"):
        return (SERVANT, GOD)
    if father := _GLUED_FATHER.match(word):
        return (FATHER, word[father.end() :])
    if faith := _GLUED_FAITH.search(word):
        return (word[: faith.start()], FAITH)
    if god := _GLUED_GOD.search(word):
        return (word[: god.start()], GOD)
    return (GOD,) if _GOD.match(word) and word != "lah" else (word,)


@cache
def _particles(role: str) -> frozenset[str]:
    """Return the Latin forms of the particles of a role, in small letters."""
    table = lexicons.read("names/particles.tsv")
    found: set[str] = set()
    for arabic, news, variants in zip(*map(table.column, ("arabic", "news", "variants")), strict=True):
        if arabic in role.split():
            found |= {plain(form) for form in (news, *variants.split("|")) if form}
    return frozenset(found)


def _articles() -> frozenset[str]:
    return _particles("ال") | {"ul", "il"}


def _sons() -> frozenset[str]:
    return _particles("بن ابن بنت ولد منت")


def _fathers() -> frozenset[str]:
    return _particles("أبو أبي أبا")


def _mothers() -> frozenset[str]:
    return _particles("أم")
