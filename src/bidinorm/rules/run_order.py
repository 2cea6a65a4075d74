"""Arabic runs that are in order each, in a line whose runs are not.

## What it does
Puts the runs of a line into logical order where each Arabic run was turned in its place, together with the blanks
that follow it, while the runs themselves stayed as the page shows them, from left to right.

## Why
Some PDF extractors turn a run of Arabic as soon as it ends, and never the line. Words look right, but the end of the
sentence comes first, numbers are glued to the word before them, and two blanks stand behind them.

Doubled blanks and those inside of brackets, which the same extractors leave, go with them.

With the option `leading-signs`, a full stop or question mark that came to stand before the first word of an Arabic
line moves to its end; without it, `check` mentions such lines.

## Leaves alone
Lines that such an extractor does not give, blank by blank; lines that look no better in the order that they would
have; a single number that is glued to a word, which may just lack its blank; lines in visual order, which are turned
as a whole; Persian and Urdu; code.

## Example
- `2015  نسمة عام45000 بلغ عدد السكان` → `بلغ عدد السكان 45000 نسمة عام 2015`
- `2015 ) صدر عام5 الجدول (رقم` → `الجدول (رقم 5) صدر عام 2015`

## References
UAX #9, rule L2; `bidinorm.visual` for how lines are compared.
"""

from __future__ import annotations

import re
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import astray, beside, chars, direction, lam_alef, segment, visual
from bidinorm.astray import BLANK, EITHER, GAIN, LEFT, LETTER, MOST_RUNS
from bidinorm.rule import Rule, Stage, View
from bidinorm.text import Edit
from bidinorm.vocabulary import particles

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBT = 1.5
"""From which gain on `check` mentions a line."""
UNTIDY = -1.0
"""What looks worse (nats) is no line that anybody wrote."""
LAM_ALEF = -5.0
"""Log-odds that lam-alefs are flipped in such a line."""
SWAPPED = 1.0
"""What it costs to believe that the brackets of a line are swapped and nothing else is wrong, in nats."""
LONGEST = 1000
"""Lines with more code points are left as they are."""

_RIGHT = f"{LETTER}\u060c\u061b\u061f"
_BRACKETS = "()\\[\\]{}\u00ab\u00bb"


class Extractor(NamedTuple):
    """What an extractor turns, and how that looks afterwards: what came to stand before a run, and the run."""

    run: re.Pattern[str]
    turned: re.Pattern[str]


def _extractor(inside: str, before: str) -> Extractor:
    return Extractor(re.compile(f"[{_RIGHT}]{inside}*"), re.compile(f"({before}*)([{_RIGHT}](?:{inside}*[{_RIGHT}])?)"))


EXTRACTORS = (
    _extractor(f"[^{LEFT}]", f"[^{LEFT}{_RIGHT}]"),
    _extractor(f"[^{LEFT}{_BRACKETS}]", f"[^{LEFT}{_RIGHT}{_BRACKETS}]"),
    _extractor(f"[{_RIGHT}\u0020]", "\u0020"),
    _extractor(f"[{LETTER}]", "[^\\s\\S]"),
)
"""What ends the run that they turn: the next left-to-right letter or digit, a bracket too, any sign but blanks, all."""
_BLANKS = re.compile("\u0020{2,}").sub
_INSIDE = re.compile("(?<=[(\\[{\u00ab])\u0020|\u0020(?=[)\\]}\u00bb])").sub
_GLUES = re.compile(f"[{LETTER}][{LEFT}]|[{LEFT}][{LETTER}]")
_BARRED = re.compile(f"[{chars.BIDI_CONTROL}{chars.PARAGRAPH_SEPARATOR}\u200d\ufe0f`]").search


def extracted(visual_line: str, extractor: Extractor = EXTRACTORS[0]) -> str:
    """Return what an extractor gives of a line in visual order.

    >>> extracted("2015 ماع ةمسن 45000 ناكسلا")
    '2015  نسمة عام45000 السكان'
    """
    return extractor.run.sub(lambda run: run.group()[::-1], visual_line)


def sources(line: str, extractor: Extractor) -> Iterator[str]:
    """Yield the lines in visual order of which an extractor gives this one."""
    runs = list(extractor.turned.finditer(line))
    if not 1 <= len(runs) <= MOST_RUNS:
        return
    choices = [sorted({0, min(1, len(found[1])), len(found[1])}) for found in runs]
    for kept in product(*choices):
        pieces: list[str] = []
        done = 0
        for found, count in zip(runs, kept, strict=True):
            before, run = found.groups()
            pieces += (line[done : found.start()], before[:count], run[::-1], before[count:][::-1])
            done = found.end()
        source = "".join((*pieces, line[done:]))
        if extracted(source, extractor) == line:
            yield source.strip()


class Order(NamedTuple):
    """A logical line that may have been meant by a line, and how much more (nats) says so than that it is right."""

    line: str
    gain: float


def best(line: str) -> Order:
    """Return the logical line that gives this one and looks best, and how much better it looks.

    The blank that the line began with may be lost.

    >>> best("الليلةArsenal  ضدReal Madrid مباراة").line
    'مباراة Real Madrid ضد Arsenal الليلة'
    """
    given = dict.fromkeys(
        source
        for extractor, blank in product(EXTRACTORS, ("", "\u0020"))
        for source in sources(blank + line, extractor)
    )
    if not given and not astray.from_right(line):
        return Order(line, 0.0)
    meant = dict.fromkeys(
        _INSIDE("", _BLANKS("\u0020", text))
        for source in given
        for text in chain(visual.displayed_as(source, mirror=False), visual.displayed_as(source))
    )
    looks = ((logical, tidiness(logical)) for logical in meant)
    tidy = [Order(logical, look + beside.evidence(logical)) for logical, look in looks if look > UNTIDY]
    found = max(tidy, key=lambda one: one.gain, default=Order("", float("-inf")))
    kept = in_place(line)
    mirrored = line.translate(visual.MIRROR)  # brackets may just be swapped
    apart = found.gain - max(written(kept), written(in_place(mirrored)) - SWAPPED)
    stored = max(tidiness(line), tidiness(mirrored) - SWAPPED) + beside.evidence(kept)
    if not astray.from_right(line):
        tidier = tidiness(found.line) - max(tidiness(line), tidiness(mirrored) - SWAPPED)
        return Order(found.line, found.gain - stored) if apart >= (0 if tidier >= GAIN else GAIN) else Order(line, 0.0)
    if abs(apart) < EITHER:
        return Order(line, 0.0)
    return Order(found.line, found.gain - stored + BLANK) if apart > 0 else Order(kept, written(kept) - stored + BLANK)


def written(line: str) -> float:
    """Return how well a line is written, its words beside numbers and Latin names included."""
    return tidiness(line) + beside.evidence(line)


def in_place(line: str) -> str:
    """Return a line whose runs stand in order, each blank that was turned with a run behind it again.

    >>> in_place(" بلغ عدد السكان45000  نسمة عام2015")
    'بلغ عدد السكان 45000 نسمة عام 2015'
    """
    return _BLANKS("\u0020", _GLUES.sub(lambda glue: "\u0020".join(glue[0]), line)).strip("\u0020")


def tidiness(line: str) -> float:
    """Return how well a line is written, its blanks and its last word included (`bidinorm.visual.tidiness`)."""
    loss = 1.5 * len(_GLUES.findall(line)) + 2.0 * len(astray.doubled(line)) + 0.5 * line.startswith("\u0020")
    words = astray.words(direction.opened(line))
    if words and words[-1] in particles():
        loss += 2.5
    if words and words[0] in particles():
        loss += 0.5
    loss += 2.5 * len(_NEVER_LAST(line)) + 1.5 * len(_SIGN_INSIDE(line))
    return visual.tidiness(line) - loss


_NEVER_LAST = re.compile(
    f"(?<![{LETTER}])(?:\u0647\u0644|\u0644\u0645|\u0644\u0646|\u0642\u062f|\u0633\u0648\u0641)\u0020[{LEFT}]"
).findall
"""Words that a verb follows, before what is none: whether, not, will, has."""
_SIGN_INSIDE = re.compile(f"[{chars.DIGIT}][.,:\u060c\u061b][)\\]]|[.][:\u060c\u061b]").findall


def _runs_astray(view: View, least: float) -> Order:
    """Return the logical line and its gain, of a line in which that can be at least so much."""
    line = view.text
    nothing = Order(line, 0.0)
    if len(line) > LONGEST or not astray.promising(line, least):
        return nothing
    if not RULE.set_off(line) or view.language == "fa" or visual.other_language(line) or _BARRED(line):
        return nothing
    if direction.logical_odds(line) <= 0:
        return nothing
    logical, gain = best(line)
    if not visual.keeps(view.protected, line, logical):
        return nothing
    turned = gain >= GAIN and logical != in_place(line)
    return Order(segment.mended(lam_alef.put_right(logical, LAM_ALEF)) if turned else logical, gain)


def find(view: View) -> Iterator[Edit]:
    """Propose the logical order of the line."""
    logical, gain = _runs_astray(view, GAIN)
    if gain >= GAIN:
        kept = logical == in_place(view.text)
        what = "blanks before the runs that they follow" if kept else "runs in visual order, each turned in its place"
        yield Edit(0, len(view.text), logical, f"{what} (gain {gain:.0f} nats)")
    elif view.options.get("leading-signs"):
        yield from _leading_sign(view)


def suspect(view: View) -> Iterator[Edit]:
    """Mention a line whose runs may be out of order."""
    logical, gain = _runs_astray(view, DOUBT)
    if DOUBT <= gain < GAIN:
        yield Edit(0, len(view.text), logical, f"runs in visual order? (gain {gain:.0f} nats)")
    elif not view.options.get("leading-signs"):
        yield from _leading_sign(view)


def _leading_sign(view: View) -> Iterator[Edit]:
    """Yield the edits that move the sign at the beginning of an Arabic line to its end."""
    found = astray.leading(view.text)
    if found and view.language == "ar" and not astray.letter_or_digit(view.text) and not _BARRED(view.text):
        yield Edit(*found.span(1), "", "the sign that ends a line at its beginning")
        yield Edit(found.end(), found.end(), found[1], "the sign that ends a line at its beginning")


RULE = Rule(
    name="run-order",
    stage=Stage.ORDER,
    find=find,
    suspect=suspect,
    triggers=astray.TRIGGERS,
    evidence=astray.EVIDENCE,
    line_evidence=astray.IN_LINES,
    busy=astray.busy,
    page=__doc__,
    options={"leading-signs": False},
)
