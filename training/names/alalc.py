"""Marks for Arabic words from their ALA-LC form (Romanization Tables of the Library of Congress, 2012).

A catalogue writes `Ḥasan` beside حسن: letter for letter the two agree, and what is left are the vowels. `vocalise` puts
them back as marks. Where the two do not agree the row is of no use, and `vocalise` says so by returning None.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

FATHA, DAMMA, KASRA, SHADDA = "\u064e", "\u064f", "\u0650", "\u0651"
VOWELS = {"a": FATHA, "u": DAMMA, "i": KASRA}
LONG = {"ā": FATHA, "ū": DAMMA, "ī": KASRA, "á": FATHA}

CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "ḥ", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "ṣ", "ض": "ḍ", "ط": "ṭ", "ظ": "ẓ", "ع": "ʻ", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "ʼ", "ئ": "ʼ", "ؤ": "ʼ", "أ": "ʼ",
    "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ژ": "zh", "ک": "k",
}  # fmt: skip
QUOTES = str.maketrans({"ʿ": "ʻ", "‘": "ʻ", "ʾ": "ʼ", "’": "ʼ", "ʹ": "", "'": "ʼ"})

BUCKWALTER = dict(
    zip(
        "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYyaui~{PJVG",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u064e\u064f\u0650\u0651اپچڤگ",
        strict=True,
    )
)


def from_buckwalter(word: str) -> str | None:
    """Return a vocalised word for its Buckwalter form, without sukun and case endings; None where it holds more.

    >>> from_buckwalter("muHam~ad")
    'م\u064fح\u064eم\u0651\u064eد'
    """
    word = re.sub("iy~$", "iy", re.sub("[oFNK]", "", word))  # a nisba ends in a plain long vowel, as in ALA-LC
    if not word or any(letter not in BUCKWALTER for letter in word):
        return None
    return "".join(BUCKWALTER[letter] for letter in word)


def strip_article(arabic: str, latin: str) -> tuple[str, str]:
    """Return both forms without the article, where both have it."""
    if latin.startswith("al-") and arabic.startswith("ال"):
        return arabic[2:], latin[3:]
    return arabic, latin


def vocalise(arabic: str, latin: str) -> str | None:
    """Return the Arabic word with the marks that its ALA-LC form tells, or None where the two do not agree.

    >>> vocalise("حميد", "Ḥamīd")
    'ح\u064eم\u0650يد'
    """
    latin = unicodedata.normalize("NFC", latin).lower().translate(QUOTES)
    marks = _walk(arabic, latin, first=True)
    return None if marks is None else "".join(letter + mark for letter, mark in zip(arabic, marks, strict=True))


@cache
def _walk(arabic: str, latin: str, *, first: bool) -> tuple[str, ...] | None:
    """Return the marks of each letter so that the two forms agree to their ends; None where there is no way."""
    if not arabic:
        return () if not latin else None
    for mark, used, letters in _ways(arabic, latin, first=first):
        rest = _walk(arabic[letters:], latin[used:], first=False)
        if rest is not None:
            return (mark, *[""] * (letters - 1), *rest)
    return None


def _ways(arabic: str, latin: str, *, first: bool) -> list[tuple[str, int, int]]:
    """Return the ways to read the first letter: its mark, the Latin letters used, the Arabic letters used."""
    letter, after = arabic[0], arabic[1:2]
    found: list[tuple[str, int, int]] = []
    if letter == "آ":
        return [("", 1, 1)] if latin.startswith("ā") else [("", 2, 1)] if latin.startswith("ʼā") else []
    if letter in "اأإ" and first:
        return _vowel(latin, 0, after)
    if letter == "ا" or letter == "ى":
        return found
    if letter == "ة":
        ends = len(arabic) == 1
        return [("", len(end), 1) for end in ("h", "t") if ends and latin == end]
    if letter == "إ":
        return _vowel(latin, 1, after) if latin.startswith("ʼ") else []
    sound = CONSONANTS.get(letter, "")
    if sound and latin.startswith(sound):
        double = latin.startswith(sound * 2)
        if double:
            found += [(SHADDA + mark, used, n) for mark, used, n in _vowel(latin, 2 * len(sound), after)]
            found.append((SHADDA, 2 * len(sound), 1))
        found += _vowel(latin, len(sound), after)
        found.append(("", len(sound), 1))
    if letter == "ي" and latin.startswith("īy"):
        found += [(SHADDA + mark, used, n) for mark, used, n in _vowel(latin, 2, after)]
    return found


def _vowel(latin: str, at: int, after: str) -> list[tuple[str, int, int]]:
    """Return the ways to read a vowel at `at`: a short one, or a long one with the letter that carries it."""
    vowel = latin[at : at + 1]
    rest = latin[at + 1 :]
    if vowel == "ī" and after == "ي":
        found = [(KASRA, at + 1, 2)]
        if rest.startswith("y"):  # īy is yāʼ doubled: the letter itself reads it
            found.insert(0, (KASRA, at, 1))
        return found
    if vowel == "ū" and after == "و":
        found = [(DAMMA, at + 1, 2)]
        if rest.startswith("w"):
            found.insert(0, (DAMMA, at, 1))
        return found
    if vowel in ("ā", "á") and after in ("ا", "ى") and after:
        return [(FATHA, at + 1, 2)]
    return [(VOWELS[vowel], at + 1, 1)] if vowel in VOWELS else []
