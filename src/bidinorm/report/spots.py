"""What a page marks: changes of one kind that touch are one spot, such as all letters of a word."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.visible import INVISIBLE, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.text import Change

NEAR = 1
"""Code points between two changes of one kind that still are one spot."""
SHOWN = 120
"""Code points of a spot that its explanation quotes."""
BLANKS = {" ": "a blank", "\n": "a line end", "\r\n": "a line end", "\r": "a line end", "\t": "a tab", "": "nothing"}


class Spot(NamedTuple):
    """A place that was changed, or is suspected: `original[start:end]` became (or may become) `after`."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str
    certain: bool
    changes: int
    """How many changes it is made of."""

    @property
    def rules(self) -> list[str]:
        """The rules that met here."""
        return self.rule.split("+")


def spots(changes: Iterable[Change], original: str) -> Iterator[Spot]:
    """Join the changes of one kind that touch, or have one character between them; changes come in order.

    >>> from bidinorm import explain
    >>> told = explain("\\ufeb3\\ufefc\\ufee1")
    >>> [(spot.before, spot.after, spot.changes) for spot in spots(told.changes, told.original)]
    [('ﺳﻼﻡ', 'سلام', 3)]
    """
    last: Spot | None = None
    for change in changes:
        kind = (change.rule, change.reason, change.certain)
        if last and kind == (last.rule, last.reason, last.certain) and 0 <= change.start - last.end <= NEAR:
            between = original[last.end : change.start]
            if "\n" not in between and change.after and last.after:
                before, after = last.before + between + change.before, last.after + between + change.after
                last = last._replace(end=change.end, before=before, after=after, changes=last.changes + 1)
                continue
        if last:
            yield last
        last = Spot(change.start, change.end, change.before, change.after, *kind, 1)
    if last:
        yield last


def named(text: str) -> str:
    r"""Say what a text is, for people who cannot see it or do not know its script.

    >>> named(" "), named("\u200f"), named("b")
    ('a blank', 'U+200F RIGHT-TO-LEFT MARK', '')
    """
    if text in BLANKS:
        return BLANKS[text]
    if len(text) <= 3 and all(INVISIBLE.match(char) for char in text):
        return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'control')}" for char in text)
    return "" if text.strip() else f"{len(text)} blanks or line ends"


def codes(before: str, after: str) -> str:
    r"""Return the first code points of two texts that look alike; nothing where they look different.

    >>> codes("\ufeb3\ufefc\ufee1", "سلام")
    'U+FEB3 U+FEFC U+FEE1 → U+0633 U+0644 U+0627 …'
    """
    alike = before and after and unicodedata.normalize("NFKC", before) == unicodedata.normalize("NFKC", after)
    return f"{_listed(before)} → {_listed(after)}" if alike else ""


def _listed(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text[:3]) + (" …" if len(text) > 3 else "")


def quoted(text: str) -> str:
    """Return a text as an explanation quotes it: short, and with nothing invisible."""
    if len(text) > SHOWN:
        text = f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
    return visible(text)
