"""Which part of a text is shown around its spots: their lines, or a window where a line is too long."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bidinorm.diff import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.report.spots import Spot

LONG = 1500
"""Code points of a line that is shown whole."""
CONTEXT = 200
"""Code points on both sides of a spot in a line that is too long."""
MOST = 24
"""Spots of lines that are shown together because they were dropped together."""


@dataclass(slots=True)
class Excerpt:
    """`original[start:end]` with the spots in it; its first line has the number `line`, from 1."""

    start: int
    end: int
    line: int
    spots: list[Spot] = field(default_factory=list)
    cut: bool = False
    """Whether it is a part of a longer line."""
    last: int = 0
    """Where its last spot ends."""


def excerpts(original: str, found: Iterable[Spot], line: int = 1) -> Iterator[Excerpt]:
    """Yield what to show, in order; `line` is the number of the first line of the text.

    >>> from bidinorm import explain
    >>> from bidinorm.report.spots import spots
    >>> told = explain("plain\\nVLCيظهر\\nplain")
    >>> [(one.line, told.original[one.start : one.end]) for one in excerpts(told.original, spots(told.changes, ""))]
    [(2, 'VLCيظهر')]
    """
    lines = zip(LINE.finditer(original), count(line), strict=False)
    here, number = next(lines, (None, line))
    current: Excerpt | None = None
    for spot in found:
        while here and here.end() <= spot.start:
            following, next_number = next(lines, (None, number))
            if following is None:
                break
            here, number = following, next_number
        begin, end = (here.start(), here.start() + len(here.group().rstrip("\r\n"))) if here else (0, 0)
        new = _around(spot, begin, end, number)
        if spot.end > end:  # into another line
            new.end = _line_end(original, max(spot.end, end))
        if current and _joined(current, new):
            continue
        if current:
            yield current
        current = new
    if current:
        yield current


def _line_end(original: str, place: int) -> int:
    """Return the end of the line of a place; a spot that ends with a line end ends there."""
    if original[place - 1 : place] == "\n":
        return place
    found = LINE.match(original, place)
    line = found.group().rstrip("\r\n") if found else ""
    return place + min(len(line), CONTEXT)


def _around(spot: Spot, begin: int, end: int, number: int) -> Excerpt:
    """Return the line of a spot, or a window of it."""
    if end - begin <= LONG:
        return Excerpt(begin, max(end, spot.end), number, [spot], last=spot.end)
    low, high = max(begin, spot.start - CONTEXT), max(min(end, spot.end + CONTEXT), spot.end)
    return Excerpt(low, high, number, [spot], cut=True, last=spot.end)


def _joined(current: Excerpt, new: Excerpt) -> bool:
    """Join a new excerpt with the one before it where they meet and stay short; else part them."""
    (spot,) = new.spots
    dropped = current.last == current.end == new.start and len(current.spots) < MOST  # its line end went, too
    meet = new.start < current.end or spot.start < current.last or new.start == current.start or dropped
    if not meet:
        return False
    if spot.start < current.last or not new.cut or new.end - current.start <= 2 * LONG:
        current.spots.append(spot)
        current.end = max(current.end, new.end)
        current.last = max(current.last, spot.end)
        current.cut = current.cut or new.cut
        return True
    current.end = max(current.last, min(current.end, spot.start))
    new.start = max(new.start, current.end)
    return False
