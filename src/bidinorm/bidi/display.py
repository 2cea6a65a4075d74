"""Text in the order in which it is displayed: UAX #9 from P1 to L4.

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bidinorm.bidi.classes import class_string
from bidinorm.bidi.paragraph import Direction, paragraphs
from bidinorm.bidi.reorder import line_starts, mirrored, visual_order
from bidinorm.bidi.resolve import levels


def display_order(text: str, base: Direction | None = None, lines: Iterable[int] = ()) -> list[int]:
    r"""Return the offsets of the code points of `text` in visual order, from left to right on each line.

    Lines come one after the other: where a line is `text[a:b]`, its offsets are `display_order(text)[a:b]`.
    A paragraph separator ends a line; `lines` gives the other offsets at which a line begins.

    >>> display_order("تطبيق React")
    [6, 7, 8, 9, 10, 5, 4, 3, 2, 1, 0]
    >>> display_order("تطبيق React", lines=[6])
    [5, 4, 3, 2, 1, 0, 6, 7, 8, 9, 10]
    """
    starts = list(lines)
    resolved = levels(text, base, lines=starts)
    order: list[int] = []
    for start, end in _lines(text, starts):
        order += visual_order(resolved[start:end], start)
    return order


def display_text(text: str, base: Direction | None = None, *, mirror: bool = True) -> str:
    r"""Return `text` in visual order, for a place that draws each line from left to right without bidi.

    The result has as many code points as `text`, controls included, with `mirror` the mirrored character
    where L4 asks for a mirrored glyph. It is for display, not for storage: the order cannot be undone.
    Combining marks come before their base character, as L2 leaves them; letters are not shaped.

    >>> display_text("(שלום) world")
    'world (םולש)'
    """
    resolved = levels(text, base)
    if mirror:
        text = mirrored(text, resolved)
    order: list[int] = []
    for start, end in _lines(text, []):
        order += visual_order(resolved[start:end], start)
    return "".join([text[offset] for offset in order])


def _lines(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line: those of paragraphs, and those that wrapping has made."""
    for start, end in paragraphs(class_string(text), text):
        inner = [offset for offset in line_starts(starts, len(text)) if start < offset < end]
        yield from zip([start, *inner], [*inner, end], strict=True)
