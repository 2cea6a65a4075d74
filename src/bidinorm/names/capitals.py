"""Sequences of words with a capital letter in Latin text, with the small words that join them into names."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from bidinorm.chars import LATIN_LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u012a\u016a\u1e24\u1e62\u1e6c\u1e0c\u1e92\u02bb\u02bf"
_SHORT = (
    r"(?:(?<=M)(?:rs?|s|aj)|(?<=D)r|(?<=G)(?:en|ov)|(?<=C)(?:ol|apt)|(?<=L)t|(?<=S)(?:gt|en)|(?<=R)ep|(?<=P)rof"
    r"|(?<=B)rig|(?<=E)ng)\.(?=[ ])"
)
"""What goes on behind the capital of Mr., Dr. and the like: a pattern that begins with a class is found faster."""
_LETTER = f"[{LATIN_LETTER}]"  # of this script alone: Arabic that is stuck to a name is none of its letters
_WORD = rf"[{_CAPITAL}](?:{_SHORT}|\.(?=[ ]?[{_CAPITAL}])|{_LETTER}*(?:['’‘`\u02bb-\u02bf]{_LETTER}+)*)"
_SMALL = "al|el|bin|ibn|ben|bint|ould|abu|abou|abd|abdel|abdul"
_LOWER = rf"(?:(?:[ae](?:[lsrdntz]|sh|th|dh)|u[ld])(?:[ ]?-[ \n]?|['’])|(?:{_SMALL})[ \n])"
_GAP = r"(?<!['’][sS])(?:(?<=[AE]l)[ ]-[ ]?|[ \u00a0]\n?|\n|-[ \n]?)"
"""What stands between the words of a name: not behind a possessive (Iraq's Bassem Al-Awadi)."""
_SEQUENCE = re.compile(rf"{_WORD}(?:{_GAP}(?:{_LOWER}){{0,3}}{_WORD})*").finditer
_BEFORE = re.compile(rf"(?<![\w@#/.-])(?:{_LOWER}){{1,3}}$").search
_OPEN = frozenset(" -'’\n\u00a0")
_ENDS = {"".join(pair) for pair in product("aeu", "lsrdntz")}.union(
    ("sh", "th", "dh", "in", "bn", "en", "nt", "ld", "bu", "ou", "bd", "l-")
)
"""How the last two letters look of what may stand before a capital letter and belong to the name."""
_LINE = 40
"""Characters that a line has at least where a name may go on in the next."""


def sequences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each sequence of words with a capital, articles before them included."""
    for found in _SEQUENCE(text):
        start, end = found.span()
        before = text[start - 1 : start]
        if before and before in _OPEN and text[start - 3 : start - 1] in _ENDS:
            if lower := _BEFORE(text, max(0, start - 24), start):
                start = lower.start()
        elif before and (before == "_" or before.isalnum() or before in "@#/\\"):
            continue
        sequence = text[start:end]
        if "\n" in sequence:
            yield from _lines(text, start, sequence)
        else:
            yield start, sequence


def _lines(text: str, start: int, sequence: str) -> Iterator[tuple[int, str]]:
    """Yield a sequence that goes on in the next line, parted where a line ends of its own accord."""
    done = 0
    for place, char in enumerate(sequence):
        if (
            char == "\n"
            and sequence[place - 1] != "-"
            and start + place - (text.rfind("\n", 0, start + place) + 1) < _LINE
        ):
            if sequence[done:place].strip():
                yield start + done, sequence[done:place]
            done = place + 1
    yield start + done, sequence[done:]
