"""The number, bullet or dash of a list, at the end of the line that it opens.

## What it does
Puts the mark back before the line: a number whose full stop or bracket still stands at the beginning, a number behind
a bracket that nothing opened, a bullet that is stuck to the last word, and a dash there where the line begins with the
blank that stood between them.

## Why
PDF extractors that turn a line run by run take the mark of a right-to-left list for what follows its text.

## Leaves alone
Lines with Latin words or numbers of their own; numbers without their sign, which may be of a note; bullets and dashes
that stand between words; marks on the wrong side of a number (`.1`), which may be what the author typed.

## Example
- `. مقدمة عن الموضوع1` → `1. مقدمة عن الموضوع`
- ` توفير المياه الصالحة للشرب•` → `• توفير المياه الصالحة للشرب`

## References
UAX #9, rule L2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import astray, chars
from bidinorm.astray import LEFT, LETTER
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLETS = "\u2022\u25cf\u25aa\u25e6\u25a0\u25cb\u2023"
DASHES = "\\-\u2013\u2014"

_NUMBER = f"[{chars.DIGIT}]{{1,3}}|[{chars.ARABIC_INDIC_DIGIT}]{{1,3}}"
_PLAIN = f"(?P<text>[{LETTER}][^\n{LEFT}]*[{LETTER}])"
_END = "(?P<end>[ \t\r]*)"
_NUMBERED = re.compile(f" ?(?P<sign>[.)]) {_PLAIN}(?P<mark>{_NUMBER}){_END}").fullmatch
_BRACKETED = re.compile(f" {_PLAIN}(?P<sign>\\))(?P<mark>{_NUMBER}){_END}").fullmatch
_BULLET = re.compile(f" ?(?P<text>[{LETTER}][^\n{BULLETS}]*[{LETTER}])(?P<mark>[{BULLETS}]){_END}").fullmatch
_DASH = re.compile(f" (?P<text>[{LETTER}][^\n{DASHES}]*[{LETTER}])(?P<mark>[{DASHES}]){_END}").fullmatch


def find(view: View) -> Iterator[Edit]:
    """Propose the mark before the line and not behind it."""
    line = view.text
    found = _NUMBERED(line) or _BRACKETED(line) or _BULLET(line) or _DASH(line)
    if found is None or view.language != "ar" or not view.free(0, len(line)):
        return
    mark = found["mark"] + (found.groupdict().get("sign") or "")
    reason = "the mark of a list behind its line"
    yield Edit(0, found.start("text"), f"{mark}\u0020", reason)
    yield Edit(found.end("text"), found.start("end"), "", reason)


_LAST = chars.members(f"{BULLETS}{DASHES}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}")


def _busy(line: str) -> bool:
    """Tell that a mark ends a line."""
    return line.rstrip()[-1:] in _LAST


RULE = Rule(
    name="list-marks",
    stage=Stage.ORDER,
    find=find,
    triggers=(
        *astray.BESIDE_LEFT,
        Trigger(chars.ARABIC_LETTER, BULLETS),
        Trigger(chars.ARABIC_LETTER, DASHES, "\r", closes=True),
    ),
    evidence=(
        f"[{LETTER})](?:{_NUMBER})[ \t\r]*$",
        f"[{LETTER}][{BULLETS}][ \t\r]*$",
        f"[{LETTER}][{DASHES}][ \t\r]*$",
    ),
    busy=_busy,
    page=__doc__,
)
