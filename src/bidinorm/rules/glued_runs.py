"""Latin and Arabic words run into each other.

## What it does
Puts a blank between a Latin and an Arabic word that stand without one.

## Why
Templates join a brand or a byline to a caption (`964mediaصورة`), and extraction loses the blank at a change of
direction. The bidirectional algorithm then shows the two in an order that hides where one ends.

## Leaves alone
An attached Arabic article, conjunction or preposition (`الـbrexit`, `وPython`, `بـReact`); single Latin letters;
addresses, handles, hashtags, code and placeholders; Persian and Urdu, whose suffixes join Latin words
(`XMLی`). An Arabic word glued on its right alone (`إلىNottingham`) is changed only with the option
`one-sided`, since what looks like a word may be particles; `check` mentions it.

## Example
- `964mediaصورة` → `964media صورة`
- `وكالةReutersنقلت الخبر` → `وكالة Reuters نقلت الخبر`

## References
UAX #24 for what a script run is.
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

_LATIN_ARABIC = re.compile(f"[{chars.LATIN_LETTER}](?=[{chars.ARABIC_LETTER}])")
_ARABIC_LATIN = re.compile(f"[{words.LATIN}](?<=[{chars.ARABIC_LETTER}{chars.TASHKEEL}].)")
_TWO_LETTERS = re.compile(f"[{chars.LATIN_LETTER}][^{chars.LATIN_LETTER}]*[{chars.LATIN_LETTER}]").search
AFTER_LATIN = "Latin runs into Arabic without a blank"
BEFORE_LATIN = "Arabic runs into Latin without a blank"


def _is_word(latin: str) -> bool:
    """Tell whether a Latin stretch holds two letters at least: one is a variable, a unit or a stray."""
    return _TWO_LETTERS(latin) is not None


def _after_latin(view: View) -> Iterator[int]:
    """Yield the places at which a Latin word of two letters or more runs into an Arabic one."""
    for glue in _LATIN_ARABIC.finditer(view.text):
        place = glue.end()
        latin = words.before(view.text, place, words.LATIN)
        opened = view.text[max(0, place - len(latin) - 1) : place - len(latin)] in tuple("._-")
        if _is_word(latin) and not opened and len(words.after(view.text, place)) > 1 and view.free(place, place):
            yield place


def _before_latin(view: View) -> Iterator[int]:
    """Yield the places at which an Arabic word that is no chain of particles runs into a Latin one."""
    for glue in _ARABIC_LATIN.finditer(view.text):
        place = glue.start()
        arabic = words.before(view.text, place)
        latin = words.after(view.text, place, words.LATIN)
        if len(arabic) > 1 and not is_clitic(arabic) and _is_word(latin) and view.free(place, place):
            yield place


def find(view: View) -> Iterator[Edit]:
    """Propose a blank where two words meet for certain."""
    if view.language != "ar":
        return
    after = set(_after_latin(view))
    for place in after:
        yield Edit(place, place, " ", AFTER_LATIN)
    for place in _before_latin(view):
        behind = place + len(words.after(view.text, place, words.LATIN))
        if view.options["one-sided"] or behind in after:
            yield Edit(place, place, " ", BEFORE_LATIN)


def suspect(view: View) -> Iterator[Edit]:
    """Mention an Arabic word glued to the Latin one after it."""
    if view.language == "ar":
        for place in _before_latin(view):
            yield Edit(place, place, " ", BEFORE_LATIN)


RULE = Rule(
    name="glued-runs",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger(chars.LATIN_LETTER, chars.ARABIC_LETTER),
        Trigger(chars.ARABIC_LETTER + chars.TASHKEEL, chars.LATIN_LETTER + chars.DIGIT),
    ),
    evidence=(f"[{chars.LATIN_LETTER}][{chars.DIGIT}]*[{chars.LATIN_LETTER}][{chars.ARABIC_LETTER}][{words.ARABIC}]",),
    page=__doc__,
    options={"one-sided": False},
)
