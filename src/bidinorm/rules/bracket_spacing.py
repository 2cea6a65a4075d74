"""Brackets, quotation marks and colons glued to the words outside them.

## What it does
Puts a blank before an opening and after a closing bracket or quotation mark where Arabic words touch them on
the outside, and after a colon that runs from Arabic into a Latin word.

## Why
Templates and extraction lose the blanks at such signs; the line then wraps and searches as one long word.

## Leaves alone
Optional endings such as `المؤلف(ون)` and `كاتب(ة)`; particles before a bracket; links and placeholders, parts of
addresses that may be left out (`[:port]/`). A bracket glued on one side alone (`المستهلك(CEA)، وهي`) is changed only
with the option `one-sided`; `check` mentions it.

## Example
- `قناة(النهر)الفضائية` → `قناة (النهر) الفضائية`
- `تصوير:AFP` → `تصوير: AFP`

## References
UAX #14, classes OP and CL, for where a line may break.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, words
from bidinorm.clitics import is_clitic
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = 2
"""Up to this many letters in round brackets are an optional ending, not a word."""

_ENCLOSED = re.compile(
    '\\(([^()\n]+)\\)|\\[([^\\[\\]\n]+)\\]|"([^"\n]+)"'
    "|\u00ab([^\u00ab\u00bb\n]+)\u00bb|\u201c([^\u201c\u201d\n]+)\u201d"
)
_TWO = f"[{words.ARABIC}]{{2}}"
_COLON = re.compile(f"(?<=[{words.ARABIC}]):(?=[{chars.LATIN_LETTER}]{{2}})")
_LETTER = re.compile(f"[{chars.ARABIC_LETTER}{chars.LATIN_LETTER}]")
BEFORE = "a bracket or quotation mark runs into the word before it"
AFTER = "a bracket or quotation mark runs into the word after it"
COLON = "a Latin word runs into the colon of an Arabic label"


def _glued(view: View) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield start and end of each enclosed stretch, and whether words touch it before and after."""
    straight = view.text.count('"') == 2
    for found in _ENCLOSED.finditer(view.text):
        start, end = found.span()
        word, behind = words.before(view.text, start), words.after(view.text, end)
        content, sign = view.text[start + 1 : end - 1], view.text[start]
        before = len(word) > 1 and not is_clitic(word)
        after = len(behind) > 1
        if sign == '"' and not (straight and before and after):
            continue
        if content[0] in ":/" or content[-1] == "/":  # what may be left out of an address: [:port]/
            continue
        if (sign == "(" and len(_LETTER.findall(content)) <= ENDING) or content != content.strip():
            continue
        if not (view.free(start, start) and view.free(end, end)) or view.text[end : end + 1] == "(":
            continue
        yield start, end, before, after


def find(view: View) -> Iterator[Edit]:
    """Propose blanks outside of what is glued for certain."""
    if view.language != "ar":
        return
    for start, end, before, after in _glued(view):
        if before and (after or view.options["one-sided"]):
            yield Edit(start, start, " ", BEFORE)
        if after and (before or view.options["one-sided"]):
            yield Edit(end, end, " ", AFTER)
    for colon in _COLON.finditer(view.text):
        if view.free(colon.end(), colon.end()):
            yield Edit(colon.end(), colon.end(), " ", COLON)


def suspect(view: View) -> Iterator[Edit]:
    """Mention what is glued on one side."""
    if view.language == "ar":
        for start, end, before, after in _glued(view):
            if before != after:
                place = start if before else end
                yield Edit(place, place, " ", BEFORE if before else AFTER)


RULE = Rule(
    name="bracket-spacing",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger(words.ARABIC, "(\\[\u00ab\u201c"),
        Trigger(")\\]}\u00bb\u201d", chars.ARABIC_LETTER),
        Trigger(words.ARABIC, '"', f"{chars.ARABIC_LETTER}{words.LATIN}"),
        Trigger(words.ARABIC, ":", chars.LATIN_LETTER),
    ),
    evidence=(
        f'{_TWO}(?:[(\\[\u00ab\u201c]|"[{chars.ARABIC_LETTER}{words.LATIN}])',
        f"[{words.ARABIC}]:[{chars.LATIN_LETTER}]{{2}}",
    ),
    line_evidence=(
        f"{_TWO}(?:\\([^()\n]+\\)|\\[[^\\[\\]\n]+\\]|\u00ab[^\u00ab\u00bb\n]+\u00bb|\u201c[^\u201c\u201d\n]+\u201d){_TWO}",
        f'{_TWO}"[^"\n]+"{_TWO}',
        f"[{words.ARABIC}]:[{chars.LATIN_LETTER}]{{2}}",
    ),
    page=__doc__,
    options={"one-sided": False},
)
