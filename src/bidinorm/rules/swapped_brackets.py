"""Brackets and guillemets that point away from what they enclose.

## What it does
Turns `)…(`, `]…[`, `}…{` and `»…«` around Arabic words, and `)…(` and `»…«` around Latin words and numbers in Arabic
lines.

## Why
In a right-to-left line an opening bracket looks like `)`. Who types what the eye sees, or copies a line in which
mirrored signs were baked, stores the pair the wrong way round.

## Leaves alone
A line in which brackets of that kind also stand the right way; list marks such as `1)`; brackets with blanks
on the inner side; »…« in languages that quote so; lines in visual
order, which must be turned first.

## Example
- `أعلنت الشركة )شبكة( الخبر` → `أعلنت الشركة (شبكة) الخبر`
- `قال »نعم« ثم مضى` → `قال «نعم» ثم مضى`
- `شركة )Nexa Labs( في عام )2020(` → `شركة (Nexa Labs) في عام (2020)`

## References
UAX #9, section 3.4, rule L4 (mirroring).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, words
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = chars.BRACKETS | chars.GUILLEMETS
_ALL = "".join(PAIRS) + "".join(PAIRS.values())
_ROUND = ")\u00bb"
_AFTER = "\u0020\u00a0.,:;!?\u060c\u061b\u061f\r"


def _pattern(opening: str, closing: str) -> re.Pattern[str]:
    """Match a swapped pair: blank, closing sign, word … word, opening sign, blank or punctuation.

    The first word is Arabic, but round brackets and guillemets may also stand around Latin words and numbers.
    """
    inside = f"[^{re.escape(_ALL)}]"
    first = chars.ARABIC_LETTER + (
        f"{chars.LATIN_LETTER}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}" if closing in _ROUND else ""
    )
    return re.compile(
        f"(?:^(?={re.escape(closing)}[{chars.ARABIC_LETTER}])|(?<=[\u0020\u00a0])){re.escape(closing)}(?=[{first}])"
        f"({inside}+)(?<=\\S){re.escape(opening)}(?=[{_AFTER}]|$)"
    )


_VISUAL = re.compile(f"(?<![{words.ARABIC}])[\u0629\u0649](?=[{chars.ARABIC_LETTER}])|[{chars.PRESENTATION_FORM}]")
"""Words that begin with a letter that only ends words, and forms left as they are: a line in visual order."""
_SWAPPED = {pair: _pattern(*pair) for pair in PAIRS.items()}


def find(view: View) -> Iterator[Edit]:
    """Propose the right signs for each kind of bracket that is swapped throughout the line."""
    if view.language != "ar" or _VISUAL.search(view.text):
        return
    for (opening, closing), pattern in _SWAPPED.items():
        if closing not in view.text:
            continue
        found = list(pattern.finditer(view.text))
        if not view.text.count(opening) == view.text.count(closing) == len(found):
            continue
        for pair in found:
            if view.free(*pair.span()):
                yield Edit(pair.start(), pair.start() + 1, opening, f"{closing} before and {opening} after a word")
                yield Edit(pair.end() - 1, pair.end(), closing, f"{closing} before and {opening} after a word")


RULE = Rule(
    name="swapped-brackets",
    stage=Stage.REPAIR,
    find=find,
    triggers=(
        Trigger(")\\]}\u00bb\u201d", chars.ARABIC_LETTER),
        Trigger(_ROUND, f"{chars.LATIN_LETTER}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}"),
    ),
    evidence=(
        f"(?:^|[\u0020\u00a0])[)\\]}}\u00bb][{chars.ARABIC_LETTER}]",
        f"[\u0020\u00a0][{_ROUND}][{chars.LATIN_LETTER}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}]",
    ),
    page=__doc__,
)
