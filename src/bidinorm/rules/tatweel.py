"""Tatweel used as filler between letters.

## What it does
Removes tatweel (U+0640) that stands between the letters of a word, in several places or several times.

## Why
Tatweel stretches a word for the eye, for justification or for emphasis. To every program it makes another
word: a search for العراق does not find it.

## Leaves alone
A single tatweel in a line (`check` mentions it); tatweel after an attached particle (`بـمساعدة`, `الـReact`), at
the end of a word (`1443هـ`), at its beginning, and under a mark that needs a seat (superscript alef, hamza
above); words of hashtags and addresses.

## Example
- `العـــــراق` → `العراق`
- `مـحـمـد` → `محمد`

## References
Unicode Standard, section 9.2, "Tatweel".
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

LONG = 3
"""From this many tatweels on, filler is filler even after a particle."""
DOUBLE = 2
"""So many are filler elsewhere."""

_FILLER = re.compile(
    f"{chars.TATWEEL}(?<=[{chars.ARABIC_LETTER}{chars.TASHKEEL}].){chars.TATWEEL}*(?=[{chars.ARABIC_LETTER}])",
)
_NOT_WORD = re.compile(f"[^{words.ARABIC}]")
REASON = "tatweel as filler inside a word"


def _by_word(view: View) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of tatweel between letters, those of one word together."""
    word: list[tuple[int, int]] = []
    for filler in _FILLER.finditer(view.text):
        if word and _NOT_WORD.search(view.text, word[-1][1], filler.start()):
            yield word
            word = []
        if view.free(*filler.span()):
            word.append(filler.span())
    if word:
        yield word


def _certain(view: View, word: list[tuple[int, int]]) -> bool | None:
    """Tell whether the tatweel of a word is filler; None where it parts a particle from its word."""
    start, end = word[0]
    if len(word) > 1 or end - start >= LONG:
        return True
    if is_clitic(words.before(view.text, start)):
        return None
    return end - start >= DOUBLE


def _judged(view: View) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the filler of a line, and what only might be filler: where one word has filler, all have."""
    if view.language != "ar":
        return [], []
    judged = [(word, _certain(view, word)) for word in _by_word(view)]
    places = [place for word, certain in judged if certain is not None for place in word]
    return (places, []) if any(certain for _, certain in judged) else ([], places)


def find(view: View) -> Iterator[Edit]:
    """Propose the removal of filler inside words."""
    yield from (Edit(start, end, "", REASON) for start, end in _judged(view)[0])


def suspect(view: View) -> Iterator[Edit]:
    """Mention a single tatweel in a word."""
    yield from (Edit(start, end, "", REASON) for start, end in _judged(view)[1])


RULE = Rule(
    name="tatweel",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(Trigger(chars.TATWEEL, chars.TATWEEL + chars.ARABIC_LETTER),),
    page=__doc__,
)
