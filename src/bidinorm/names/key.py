"""Keys of names: one for the spellings of a name in Arabic and in Latin letters.

A key holds the consonants that the ear hears, so that باسم العوادي and Bassem Al-Awadi meet. Vowels, doubled letters,
the article and the endings that are not spoken do not count. The same key is not the same person: it finds
candidates, and something else must decide between them.

The letters stand in `lexicons/letters/skeleton.tsv`. Some have two readings (Kadhimi, Kazemi): `name_key` takes the
usual one, `word_keys` gives all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from bidinorm import chars, lexicons
from bidinorm.errors import require_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READINGS = 8
"""Keys of one word, at most."""
_WORD = re.compile(rf"[{chars.ARABIC_LETTER}]+|[a-z][a-z']*")
ARTICLES = frozenset(("al", "el", "ul", "il", "ال"))
_GLUED_ARTICLE = re.compile("ال(?=.{2})")
_MAYBE_ARTICLE = re.compile("[ae]l(?=.{4})")
_SERVANT = re.compile("abd(?:[aeiou]?l(?=.{2})|[aeiou]([rsztdn])(?=\\1)|[aeiou]{1,2}(?=r)|[aeiou]l$)|عبدال(?=.{2})")
_FATHER = re.compile("ab(?:u|ou?)-?(?=[^aeiou].{3})|ابو(?=.{3})")
_RELIGION = re.compile(
    "(?<=.{2})(?:(?:[aeiou]{1,4}[-d']?d|[aeiou]l)(?:[iy]|ee)ne?|الدين)$|(?<=.{2})[aeiou]ld(?:[iy]|ee)ne?$"
)
_GOD = re.compile("(?<=.{2})(?:[aeiou]l+[aeiou]h$)|(?<=.{2})الله$")
_SUN_LETTER = re.compile(r"\b[ae](sh|th|dh|[rsztdn])[-' ](?=\1)")
_MARKS = re.compile(f"[{chars.ARABIC_MARK}{chars.TATWEEL}]")
_VOWELS = "aeiouy"
_ARABIC_VOWELS = "اويىةءئ"


def name_key(name: str) -> str:
    """Return the key of a name: the consonants of each word, by their usual reading.

    >>> name_key("Bassem Al-Awadi"), name_key("باسم العوادي")
    ('bsm wd', 'bsm wd')
    >>> name_key("عبد الرحمن") == name_key("Abdulrahman") == name_key("Abd al-Rahman")
    True
    """
    return " ".join(filter(None, (readings(word)[0] for word in parts(require_text(name)))))


def word_keys(word: str) -> tuple[str, ...]:
    """Return the keys by which a word may be found, the usual one first; none where it has too few consonants.

    >>> word_keys("الكاظمي"), word_keys("Kazemi")
    (('kdm', 'kzm'), ('kzm',))
    """
    found = (key for part in parts(word) for key in readings(part) if key)
    return tuple(dict.fromkeys(found))


def parts(name: str) -> Iterator[str]:
    """Yield the words of a name without articles; what is written together with `Abd` is parted from it."""
    for word in _WORD.findall(_SUN_LETTER.sub("", _plain(name))):
        if word in ARTICLES:
            continue
        servant = _SERVANT.match(word)
        if servant:
            yield word[:3]
            word = word[servant.end() :]
        father = _FATHER.match(word)
        if father:
            yield word[:2]
            word = word[father.end() :]
        for pattern, rest in ((_RELIGION, "din"), (_GOD, "allah")):
            ending = pattern.search(word)
            if ending:
                yield word[: ending.start()]
                word = rest
        if word:
            yield word


def _plain(name: str) -> str:
    """Return a name in small letters of ASCII, and in Arabic letters without marks."""
    if name.isascii():
        return name.lower()
    composed = _MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(_folded()).lower()
    return composed


@cache
def _folded() -> dict[int, str]:
    """Return what is folded before a name is read: all but letters for foreign sounds."""
    from bidinorm.foldings import listed, unaccented

    rules = ("alef", "all-persian-letters", "unseen")
    return {ord(char): text for table in (*map(listed, rules), unaccented()) for char, text in table.items()}


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[str, ...]:
    """Return the consonants of a part of a name, once for each reading; one may be empty."""
    article, maybe = _GLUED_ARTICLE.match(word), _MAYBE_ARTICLE.match(word)
    stems = [word[article.end() :]] if article else [word]
    if maybe:  # Alwani, but also Almasri
        stems.insert(word[2] in _VOWELS, word[2:])
    sounds = [list(_arabic(stem) if stem[:1] > "z" else _latin(stem.replace("'", ""))) for stem in stems]
    read = ("".join(choice) for one in sounds for choice in islice(product(*one), 2 * READINGS))
    return tuple(dict.fromkeys(read))[:READINGS]


def _arabic(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the readings of each letter of an Arabic word."""
    word = word.replace("الله", "اله")
    place, last = 0, len(word) - 1
    while place <= last:
        char = word[place]
        before, after = word[place - 1 : place] if place else "", word[place + 1 : place + 2]
        if char == "و":
            certain = not place or after in ("ا", "ي", "ى") or before == "ا"
            yield ("w",) if certain and after else ("", "w") if 0 < place < last else ("",)
        elif char in "يئ":
            yield ("",) if place else ("y",)
        elif not (char == "ه" and place == last):
            spelling = word[place : place + 2] if word[place : place + 2] in _spellings() else char
            yield _spellings().get(spelling, ("",))
            place += len(spelling) - 1
        place += 1


def _latin(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the readings of each consonant of a word in Latin letters."""
    spellings = _spellings()
    before = ""
    for found in _letters()(word):
        spelling, after = found.group(), word[found.end() : found.end() + 1]
        if spelling in ("w", "ou"):
            if after and after in _VOWELS:
                yield ("w",) if spelling == "w" or not found.start() or before in _VOWELS else ("", "w")
            elif spelling == "w":
                yield ("", "w")
        elif spelling == "y":
            yield ("",) if found.start() or after not in _VOWELS else ("y",)
        elif spelling == "c":
            yield spellings["c"][::-1] if after and after in "eiy" else spellings["c"]
        elif spelling == "h" and not after:
            yield ("",) if word in ("allah", "lah", "llah") else ("h", "")
        elif spelling != before:
            yield spellings.get(spelling, ("",))
        before = spelling


@cache
def _letters() -> Callable[[str], Iterator[re.Match[str]]]:
    """Return a search for the letters of a word in Latin letters, those that several letters spell as one."""
    several = sorted((each for each in (*_spellings(), "ou") if 1 < len(each) < 5), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, several), "."]), re.DOTALL).finditer


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    rows = lexicons.read("letters/skeleton.tsv").rows
    return {spelling: tuple(sounds.split("|")) for spelling, sounds, _ in rows}
