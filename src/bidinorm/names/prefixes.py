"""Conjunctions and prepositions that Arabic joins to the next word: وأحمد, للشربيني, بالحسن.

A word is cut only where the whole is no name that a lexicon holds and what remains is one, or bears the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_MARK, TATWEEL, members
from bidinorm.names import patterns
from bidinorm.names.parts import Part, Token

if TYPE_CHECKING:
    from bidinorm.names.readings import Reader

_SILENT = members(ARABIC_MARK + TATWEEL)


def cut(word: Token, reader: Reader) -> tuple[Part, Token] | None:
    """Return the prefix of a word as a part, and the word without it; None where there is nothing to cut."""
    return _cut(word, *found) if (found := _prefix(word, reader)) else None


def conjunction(word: Token, reader: Reader) -> tuple[Part, Token] | None:
    """Return *and* and what it is joined to, be that a name or not; None where a lexicon holds the word."""
    joined = len(word.plain) > 3 and word.plain[0] == "و" and not reader.known(word.plain)
    return _cut(word, 1, "و", "") if joined else None


def apart(words: list[Token]) -> tuple[Part | None, None]:
    """Return *and* that stands alone before a blank and a word, the blank with it; None where it does not."""
    if len(words) < 2 or words[0].plain != "و" or words[1].start != words[0].end + 1:
        return None, None
    start, end = words[0].start, words[1].start
    return Part(start, end, words[0].text, "prefix", (), "", "rule", "stands before the next word", "و"), None


def _prefix(word: Token, reader: Reader) -> tuple[int, str, str] | None:
    """Return how many letters a prefix has, which it is, and what is put in its place."""
    text = word.plain
    if len(text) < 4 or text[0] not in "وفبلك" or reader.known(text):
        return None
    if text.startswith("لل") and len(text) > 4:
        return 2, "لل", "ال"
    joined = text[1:]
    alone = joined[0] not in "أإآ" and patterns.shaped(text)  # وزيري has a shape of its own
    if text[0] == "و" and len(joined) > 3 and not alone and reader.given(joined):
        return 1, "و", ""
    if text[0] in "بلك" and joined[0] in "أإ" and len(joined) > 3 and reader.given(joined):
        return 1, text[0], ""  # بصالح and لوليد, without hamza, are names of the Maghreb
    if text[1:3] == "ال" and len(text) > 5 and reader.known(joined):
        return 1, text[0], ""
    return None


def _cut(word: Token, count: int, role: str, instead: str) -> tuple[Part, Token]:
    """Cut off some letters with their marks; `instead` is put before what is left, to read it by."""
    place = seen = 0
    while place < len(word.text) and (seen < count or word.text[place] in _SILENT):
        seen += word.text[place] not in _SILENT
        place += 1
    middle = word.start + place if len(word.text) == word.end - word.start else word.start + count
    part = Part(word.start, middle, word.text[:place], "prefix", (), "", "rule", "joined to the next word", role)
    rest = word.text[place:]
    return part, Token(middle, word.end, instead + rest, instead + word.plain[count:])
