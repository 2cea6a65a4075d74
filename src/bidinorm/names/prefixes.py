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
    text = word.plain
    if len(text) < 4 or text[0] not in "وفبلك" or reader.known(text):
        return None
    if text.startswith("لل") and len(text) > 4:
        return _cut(word, 2, "لل", "ال")
    joined = text[1:]
    alone = joined[0] not in "أإآ" and patterns.shaped(text)  # وزيري has a shape of its own
    if text[0] == "و" and len(joined) > 3 and not alone and reader.given(joined):
        return _cut(word, 1, "و", "")
    if text[1:3] == "ال" and len(text) > 5 and reader.known(joined):
        return _cut(word, 1, text[0], "")
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
