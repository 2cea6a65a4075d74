"""The second mention: what a newsroom writes of a name that stood in full before.

It is the family name with the house that it belongs to. Who has none (a son of someone, a ruler with a number, the
name of a place) is written in full again, and so is who is called by the first name in the order of the East.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bidinorm.names.parts import Parser

if TYPE_CHECKING:
    from bidinorm.names.parts import Part
    from bidinorm.names.readings import Reader

_BEHIND = frozenset({"title", "nasab", "conjunction", "prefix"})
"""Kinds of parts that are no name."""
_FAMILY_FIRST = frozenset({"CN", "TW", "HK", "KP", "KR", "VN", "JP", "KH", "MM"})
"""Countries whose people write the family name first, or have none."""


def surname(parts: list[Part], reader: Reader) -> list[Part]:
    """Return the last part of a name alone, with the house it belongs to; of a public figure with its settled spelling.

    >>> from bidinorm.names.engine import Romanizer
    >>> from bidinorm.names.style import Style
    >>> second = Romanizer(Style(mention="second"))
    >>> second.romanize("حميد الشطري"), second.romanize("عبد الفتاح السيسي"), second.romanize("محمد بن سلمان")
    ('Shatri', 'Sisi', 'Mohammed bin Salman')
    """
    names = [part for part in parts if part.kind not in _BEHIND]
    if len(names) == 1 and names[0].kind == "figure":
        last = _of_figure(names[0], reader)
        return [last] if last else parts
    return names[-1:] if len(names) > 1 else parts


def _of_figure(figure: Part, reader: Reader) -> Part | None:
    """Return the family name of a public figure, spelled as in the whole name; None where it cannot be told."""
    row = reader.names.find(" ".join(word.text for word in figure.words))
    if row is None or not _FAMILY_FIRST.isdisjoint(row.region):
        return None
    parts = Parser(reader, figures=False).parse(figure.text)
    if len(parts) < 2 or any(part.kind in _BEHIND for part in parts):
        return None
    last, latin = parts[-1], figure.settled.split(" ")
    whole = len(latin) == sum(len(part.words) for part in parts)
    if not whole and len(latin) != len(parts):
        return None
    count = len(last.words) if whole else 1
    while count + 1 < len(latin) and latin[-count - 1][0].islower():  # van Gogh
        count += 1
    start = figure.start + (last.start if len(figure.text) == figure.end - figure.start else 0)
    return replace(last, start=start, end=figure.end, kind="figure", settled=" ".join(latin[-count:]))
