"""The terms of one token: its words folded, their stems, and the keys under which names meet.

>>> from bidinorm.search import folder
>>> [piece[:3] for piece in analyse("mp3-19", Making(folder().fold)).pieces]
[('mp3', 'word', 0), ('mp319', 'key', 0), ('mb', 'key', 0), ('19', 'number', 1)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from bidinorm.clitics import is_clitic
from bidinorm.index import arabic
from bidinorm.index.tokens import is_address, parts
from bidinorm.names.key import word_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bidinorm.index.tokens import Address

Kind = Literal["word", "stem", "key", "number", "url", "email"]
LATIN = "~"
"""What a column adds to keys of words in Latin letters."""
CLITICS = 6
"""A token that is a chain of clitics is no longer than this."""
LONGEST = 64
"""Code points of a word that are looked at; what is longer is none."""
STEMS = 1 << 16
"""Words whose stem is remembered."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*").fullmatch
_POSSESSIVE = re.compile("'s$|'")


class Stemmer(Protocol):
    """What is used of a stemmer of Snowball."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - theirs
        """Return the stem of a word."""


@dataclass(frozen=True)
class Making:
    """How terms are made: what folds a word, which words are left out, whether there are stems and keys."""

    fold: Callable[[str], str]
    left_out: frozenset[str] = frozenset()
    stems: bool = True
    keys: bool = True


Piece = tuple[str, Kind, int, int, int]
"""A term of a token: text, kind, its place among the positions of the token, and its start and end in it.

A plain tuple: there are many, and the collector of garbage does not look at such again and again.
"""


class Analysis(NamedTuple):
    """All that is known of a token: its terms, how many positions it takes, and what each column stores."""

    pieces: tuple[Piece, ...]
    width: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    keys: tuple[str, ...]
    clitic: bool
    """Whether the token is no word where Latin letters follow: the article of الـbrexit."""


class Word(NamedTuple):
    """A word of a token, folded, and its offsets in it."""

    text: str
    start: int
    end: int
    spelled: str
    """As it stands in the text."""


def analyse(token: str, making: Making) -> Analysis:
    """Find the terms of a token."""
    address = is_address(token)
    words = [word for part in parts(token, address) for word in _words(*part, making.fold)]
    heard = [word.text for word in words if word.text not in making.left_out]
    pieces = [piece for place, word in enumerate(words) for piece in _pieces(word, place, making)]
    pieces[1:1] = _whole(token, address, words, making)
    return Analysis(
        tuple(pieces),
        len(words),
        tuple(heard),
        tuple(stem(word) if making.stems else word for word in heard),
        tuple(_stored(piece, words) for piece in pieces if piece[1] in ("key", "url", "email")),
        len(token) <= CLITICS and is_clitic(token),
    )


def _stored(piece: Piece, words: list[Word]) -> str:
    """Return a key as the column stores it: that of a word in Latin letters is marked, so that scripts can be told."""
    text, kind, place, _, _ = piece
    return text + LATIN if kind == "key" and words[place].text.isascii() else text


def _words(part: str, start: int, end: int, fold: Callable[[str], str]) -> Iterator[Word]:
    """Yield the words of a part of a token; a sign such as the blessing of the Prophet is several."""
    folded = _POSSESSIVE.sub("", _THOUSANDS.sub("", fold(part[:LONGEST])))
    if folded.endswith(".") or (folded[1:2] == "." and not folded[0].isdigit()):
        folded = folded.replace(".", "")  # U.S.
    for word in folded.split():
        yield Word(word, start, end, part if " " not in folded else word)


def _whole(token: str, address: Address, words: list[Word], making: Making) -> Iterator[Piece]:
    """Yield the token as one term, where it is an address or its parts are often written together."""
    if not address and (len(words) < 2 or not making.keys):
        return
    whole = making.fold(token[: 4 * LONGEST])
    if address:
        yield whole, address, 0, 0, len(token)
    elif "-" in whole:
        yield whole.replace("-", "").replace("'", ""), "key", 0, 0, len(token)


def _pieces(word: Word, place: int, making: Making) -> Iterator[Piece]:
    """Yield the terms of a word."""
    text, start, end, spelled = word
    if text in making.left_out:
        return
    if _NUMBER(text):
        yield text, "number", place, start, end
        return
    yield text, "word", place, start, end
    root = stem(text) if making.stems else text
    if root != text:
        yield root, "stem", place, start, end
    for key in _keys(spelled, root if root != text and not text.isascii() else "") if making.keys else ():
        yield key, "key", place, start, end


def _keys(word: str, root: str) -> dict[str, None]:
    """Return the keys of a word as it is spelled, and of its stem."""
    return dict.fromkeys(key for spelling in (word, root) for key in word_keys(spelling))


@lru_cache(maxsize=STEMS)
def stem(word: str) -> str:
    """Return the stem of a folded word: light for Arabic, Snowball for English, the word itself elsewhere.

    >>> stem("والكتب"), stem("running"), stem("2019")
    ('كتب', 'run', '2019')
    """
    if word.isascii():
        return _english().stemWord(word) if word.isalpha() else word
    return arabic.stem(word) if "\u0621" <= word[0] <= "\u06ff" else word


@cache
def _english() -> Stemmer:
    from snowballstemmer import stemmer

    made: Stemmer = stemmer("english")
    return made
