r"""Persian and Urdu letters and digits in Arabic words.

## What it does
Writes the Arabic yeh, alef maksura, kaf, heh and teh marbuta for the Persian and Urdu ones, and Arabic-Indic digits
for the extended ones, in lines that are Arabic beyond doubt. A final yeh becomes alef maksura in the words that are
known to end so.

## Why
The letters look alike, so text typed on a Persian or Urdu keyboard, or made by a converter for Persian, reads well and
is not found: a search for `كتاب` misses `کتاب`.

## Leaves alone
Persian, Urdu, Kurdish and other languages: a line is taken for Arabic by its words (the article, prepositions,
pronouns), never by its letters, and one word or letter of another language is enough to leave it. Peh, tcheh, jeh and
gaf, which Arabic borrows. Lines of one or two words that both languages have: `check` mentions some.

## Example
- `کتاب علی المکتب` → `كتاب على المكتب`
- `الیوم في المدینة` → `اليوم في المدينة`
- `عام ۲۰۱۹` → `عام ٢٠١٩`

## References
Unicode Standard, section 9.2, tables 9-2 (digits) and 9-7, 9-8 (letters of kaf and heh).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bidinorm import chars, language, lexicons
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

YEH, MAKSURA = "\u064a", "\u0649"
LETTERS = {"\u06cc": YEH, "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06c3": "\u0629"}
"""Farsi yeh, keheh, heh goal, heh doachashmee, teh marbuta goal; each looks like the Arabic letter in some form."""
DIGITS = {chr(0x06F0 + value): chr(0x0660 + value) for value in range(10)}

_WORD = re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}]+")
_NUMBER = re.compile("[\u06f0-\u06f9]+")
_FIRST = re.compile("^[\u0648\u0641\u0628\u0644\u0643\u0633]")
_BOTH = re.compile("^[\u0648\u0641][\u0628\u0644\u0643\u0633]")
_LIL = re.compile("^[\u0648\u0641]?\u0644\u0644")
"""Proclitics: one, a conjunction and then a preposition or future particle, the preposition with the article."""
_MARKS = re.compile(f"[{chars.ARABIC_MARK}{chars.TATWEEL}]")


@cache
def _maksura() -> dict[str, frozenset[str]]:
    """Return the words that end in alef maksura, each with the words behind which it is another one."""
    rows = lexicons.read("letters/final_maksura.tsv").rows
    return {word: frozenset(not_after.split()) for word, not_after, _ in rows}


def _arabic(word: str, before: str = "") -> str:
    """Return a word with the Arabic letters; `before` is the word before it.

    >>> _arabic("مصطفی"), _arabic("وعلی"), _arabic("العربی"), _arabic("علی", "محمد")
    ('مصطفى', 'وعلى', 'العربي', 'علي')
    """
    written = "".join(LETTERS.get(letter, letter) for letter in word)
    if word.endswith("\u06cc"):
        bare = _MARKS.sub("", written)[:-1] + MAKSURA
        for stem in dict.fromkeys((bare, _FIRST.sub("", bare), _BOTH.sub("", bare), _LIL.sub("\u0627\u0644", bare))):
            if stem in _maksura() and before not in _maksura()[stem]:
                return written[:-1] + MAKSURA
    return written


def _edits(view: View) -> Iterator[Edit]:
    before = ""
    for found in _WORD.finditer(view.text):
        start, end = found.span()
        written = _arabic(found.group(), before)
        before = written
        if written != found.group() and view.free(start, end):
            yield Edit(start, end, written, "Persian or Urdu letters in an Arabic word")
    for found in _NUMBER.finditer(view.text):
        if view.free(*found.span()):
            yield Edit(
                *found.span(), "".join(DIGITS[digit] for digit in found.group()), "Persian digits in an Arabic line"
            )


def find(view: View) -> Iterator[Edit]:
    """Propose the Arabic letters and digits where the line is Arabic for certain."""
    if language.certainly_arabic(view.text):
        yield from _edits(view)


_URDU = re.compile("[\u06c1\u06be]").search
"""The hehs of Urdu, of which few Arabic lines have one: too little is known then to mention anything."""


def suspect(view: View) -> Iterator[Edit]:
    """Mention a line in which something says Arabic and nothing says otherwise, but too little for a change."""
    points = 0 if _URDU(view.text) else language.points(view.text)
    if 0 < points < language.ENOUGH:
        for edit in _edits(view):
            yield edit._replace(reason=f"{edit.reason}, if it is Arabic ({points} of {language.ENOUGH} points)")


RULE = Rule(
    name="persian-letters",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(Trigger("".join(LETTERS) + "\u06f0-\u06f9"),),
    page=__doc__,
)
