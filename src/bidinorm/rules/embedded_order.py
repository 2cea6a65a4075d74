r"""Numbers and Latin words in embeddings, with their blanks on the wrong side.

## What it does
Takes the embeddings off a right-to-left line whose inner left-to-right runs hold the blank or the sign that belongs
before them, and stores the line so that it is shown as before. Where each Arabic word has an embedding of its own and
the words follow each other from left to right, it puts them into logical order.

## Why
A well-known PDF extractor wraps each right-to-left line in RLE … PDF and each number or Latin phrase in LRE … PDF.
It writes the blank that stands to the left of a number before it, inside of the embedding, where it should follow. As
long as the controls stay, the line looks right; once they are gone, words run together and the parts of a number
change places. Asked for the order of the page, the same extractor turns and wraps each word, or each sign of a font
(a lam-alef makes three), and leaves the words as they stand on the page.

## Leaves alone
Embeddings that an author set: lines that are not wrapped as a whole, and inner runs whose blanks stand outside. A
left-to-right line with embedded Arabic is turned only where its punctuation says that it is a right-to-left one, or
where embedded words stand side by side.

## Example
- `\u202bبلغ عدد السكان \u202a 45000\u202cنسمة\u202c` → `بلغ عدد السكان 45000 نسمة`
- `2023 \u202bعام\u202c \u202bالمعرض\u202c \u202bافتتح\u202c` → `افتتح المعرض عام 2023`

## References
UAX #9, section 2.1 (embeddings) and rule X2 ff.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, lam_alef, segment, visual
from bidinorm.bidi import display_text
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.rules.visual_order import from_the_right, weighed
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


LONGEST = 4000
"""A line with more code points is none of a page."""
GAIN = 3.0
"""How much better (nats) a left-to-right line must look as a right-to-left one."""
TELLING = 3
"""Words with an embedding each that an author does not set in a line with Latin words."""
LAM_ALEF = -3.0
"""Log-odds that lam-alefs are flipped in such a line."""

_INSIDE = f"[^{chars.BIDI_CONTROL}{chars.PARAGRAPH_SEPARATOR}]"
_WRAPPED = re.compile(
    f"\\s*{chars.RLE}(?:{_INSIDE}|{chars.LRE}{_INSIDE}*{chars.PDF})*{chars.PDF}\\s*",
).fullmatch
_MISPLACED = re.compile(
    f"{chars.LRE}\u0020{_INSIDE}*{chars.PDF}(?=[^\\s{chars.PDF}])|{chars.LRE}[{chars.LATIN_LETTER}]{_INSIDE}*\u0020:{chars.PDF}"
).search
"""A blank before a left-to-right run, or a colon behind it, that is shown on its other side."""
_RUNS = re.compile(f"(?:{_INSIDE}|{chars.RLE}{_INSIDE}*{chars.PDF})*").fullmatch
_CONTROLS = re.compile(f"[{chars.BIDI_CONTROL}]")
_RUN = re.compile(f"{chars.RLE}({_INSIDE}*){chars.PDF}")
_WORD = re.compile(f"{chars.RLE}([^\\s{chars.BIDI_CONTROL}]*){chars.PDF}")
_APART = re.compile(
    f"(?:[^{chars.ARABIC_LETTER}{chars.PRESENTATION_FORM}{chars.BIDI_CONTROL}]|{_WORD.pattern})*"
).fullmatch
"""No Arabic letter outside of an embedding, and no blank inside of one."""
_LATIN = re.compile(f"[{chars.LATIN_LETTER}]").search
_SIDE_BY_SIDE = re.compile(f"{_WORD.pattern}\u0020?(?={_WORD.pattern})").search


def find(view: View) -> Iterator[Edit]:
    """Propose the line without its embeddings, as it is shown."""
    line = view.text
    start = len(line) - len(line.lstrip())
    end = max(start, len(line.rstrip()))
    if len(line) > LONGEST or not view.language:
        return
    if _MISPLACED(line) and _WRAPPED(line):
        logical, _ = _undone(_displayed(line[start:end]))
        reason = "embeddings that hold the blanks around them"
    elif _SIDE_BY_SIDE(line) and _APART(line) and (line.count(chars.RLE) >= TELLING or not _LATIN(line)):
        logical = _words_put_right(line[start:end])
        reason = "words in visual order with an embedding for each"
    elif chars.RLE in line and _RUNS(line):
        logical, score = _undone([_page_order(line[start:end])])
        if score < visual.tidiness(_CONTROLS.sub("", line)) + GAIN:
            return
        reason = "right-to-left line with an embedding for each run"
    else:
        return
    if logical and visual.keeps(view.protected, line, logical):
        yield Edit(start, end, segment.mended(lam_alef.put_right(logical, LAM_ALEF)), reason)


def _displayed(line: str) -> Iterator[str]:
    """Yield what is shown of a right-to-left line, with the brackets mirrored and as they are stored."""
    for mirror in (True, False):
        yield _CONTROLS.sub("", display_text(line, "rtl", mirror=mirror)).strip()


def _undone(shown: Iterable[str]) -> tuple[str, float]:
    """Return the logical line that looks best of those that are displayed so, brackets mirrored or not."""
    found = [("", float("-inf"))]
    for line in shown:
        for mirror in (True, False):
            found += [(text, visual.tidiness(text)) for text in visual.displayed_as(line, mirror=mirror)]
    return max(found, key=lambda one: one[1])


def _page_order(line: str) -> str:
    """Return what the page shows of a line in which each right-to-left run was turned and wrapped where it stands."""
    return _RUN.sub(lambda run: display_text(run[1], "rtl", mirror=False), line)


def _words_put_right(line: str) -> str:
    """Return the logical line of which each word, or each piece of one, was turned and wrapped where it stands."""
    shown = _page_order(line)
    if from_the_right(shown, weighed(shown)) > 0:
        return _undone([shown])[0]
    return display_text(shown, "ltr", mirror=False)


RULE = Rule(
    name="embedded-order",
    stage=Stage.ORDER,
    find=find,
    triggers=(Trigger(chars.EMBEDDINGS),),
    page=__doc__,
)
