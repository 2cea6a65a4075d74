"""Invisible characters inside Arabic words, and byte order marks inside text.

## What it does
Removes zero-width spaces, word joiners and soft hyphens between two Arabic letters, removes byte order marks
everywhere, and writes a plain blank for a no-break space between two Arabic words. Removes a non-joiner that cuts a
known Arabic word into pieces that are none.

## Why
Web pages and word processors leave them behind. Inside a word they break the joining of letters or hide the
word from every search.

## Leaves alone
Other non-joiners (Persian needs them, and Arabic uses them on purpose in abbreviations and borrowed words) and the
joiner (emoji, `هـ`-like initials); all of them in Latin, Hebrew and Asian text, where they say where lines break;
no-break spaces beside numbers, units and punctuation, and behind a waw that stands alone, which they keep on the line
of its word.

## Example
- `كتا\\u200bب` → `كتاب`
- `نص\\u00a0عربي` → `نص عربي`

## References
Unicode Standard, section 23.2, "Layout controls"; section 23.8 for the byte order mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.direction import LETTERS
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}"
_MOJIBAKE = re.compile("[\u0637\u0638](?=[\u00a0-\u00bf\u0152\u0192\u02c6\u2013-\u203a\u20ac\u2122])")
"""UTF-8 read as cp1256: there a soft hyphen or a no-break space is half a letter."""
_ZERO_WIDTH = chars.ZWSP + chars.WJ + chars.SHY
_INVISIBLE = re.compile(f"{chars.BOM}+|[{_ZERO_WIDTH}](?<=[{_WORD}].)[{_ZERO_WIDTH}]*(?=[{_WORD}])")
_BLANKS = re.compile(
    f"(?<=[{_WORD}\u060c\u061b])(?<!(?<![{_WORD}])\u0648)[\u0020{chars.NBSP}]*{chars.NBSP}[\u0020{chars.NBSP}]*(?=[{_WORD}])"
)
NAMES = {
    chars.BOM: "byte order mark inside the text",
    chars.ZWSP: "zero-width space inside a word",
    chars.WJ: "word joiner inside a word",
    chars.SHY: "soft hyphen inside an Arabic word, which is never hyphenated",
}


_CUT = re.compile(
    f"(?<![{_WORD}{chars.ZWNJ}])([{LETTERS}]{{2,}}){chars.ZWNJ}([{LETTERS}]{{2,}})(?![{_WORD}{chars.ZWNJ}])"
)
KNOWN = 3
"""How frequent a word must be for a non-joiner in it to be certainly wrong (`bidinorm.vocabulary`)."""


def _cut_words(view: View) -> Iterator[Edit]:
    """Yield non-joiners between pieces that are no words, where both together are a known one."""
    from bidinorm.vocabulary import frequency

    for cut in _CUT.finditer(view.text):
        first, second = cut.groups()
        if (
            not _PERSIAN(view.text)
            and frequency(first + second) >= KNOWN
            and not frequency(first)
            and not frequency(second)
        ):
            yield Edit(cut.end(1), cut.end(1) + 1, "", "non-joiner inside an Arabic word")


_PERSIAN = re.compile(f"[{chars.STRONG_PERSIAN_URDU.replace(chars.ZWNJ, '')}{chars.WEAK_PERSIAN_URDU}]").search


def find(view: View) -> Iterator[Edit]:
    """Propose what an invisible character stands for: nothing, or a blank."""
    if chars.ZWNJ in view.text:
        yield from (edit for edit in _cut_words(view) if view.free(edit.start, edit.end))
    if len(_MOJIBAKE.findall(view.text)) > 1:
        return
    for found in _INVISIBLE.finditer(view.text):
        if view.free(*found.span()):
            yield Edit(*found.span(), "", NAMES[found.group()[0]])
    if chars.NBSP in view.text and view.language == "ar":
        for found in _BLANKS.finditer(view.text):
            if view.free(*found.span()):
                yield Edit(*found.span(), " ", "no-break space between two words")


RULE = Rule(
    name="invisibles",
    stage=Stage.REPAIR,
    find=find,
    triggers=(Trigger(_ZERO_WIDTH + chars.BOM + chars.NBSP + chars.ZWNJ),),
    page=__doc__,
)
