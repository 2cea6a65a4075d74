"""Text in the order in which it is displayed: UAX #9 from P1 to L4.

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

from collections.abc import Iterable

from bidinorm.bidi.classes import class_string
from bidinorm.bidi.paragraph import Direction, paragraph_level
from bidinorm.bidi.reorder import mirror_odd, offsets, reverse_stretches
from bidinorm.bidi.resolve import base_level, line_levels, paragraph_levels
from bidinorm.errors import require_text

_B = 0x42


def display_order(text: str, base: Direction | None = None, lines: Iterable[int] = ()) -> list[int]:
    r"""Return the offsets of the code points of `text` in visual order, from left to right on each line.

    Lines come one after the other: where a line is `text[a:b]`, its offsets are `display_order(text)[a:b]`.
    A paragraph separator ends a line; `lines` gives the other offsets at which a line begins.

    >>> display_order("تطبيق React")
    [6, 7, 8, 9, 10, 5, 4, 3, 2, 1, 0]
    >>> display_order("تطبيق React", lines=[6])
    [5, 4, 3, 2, 1, 0, 6, 7, 8, 9, 10]
    """
    if type(text) is not str:
        text = require_text(text)
    level = None if base is None else base_level(base)
    order = offsets(len(text))
    if not level and text.isascii():
        return order
    classes = class_string(text)
    if _B not in classes and not lines:
        own = paragraph_level(classes) if level is None else level
        reverse_stretches(order, paragraph_levels(classes, own))
    else:
        for start, found in line_levels(text, classes, level, lines):
            reverse_stretches(order, found, start)
    return order


def display_text(text: str, base: Direction | None = None, *, mirror: bool = True) -> str:
    r"""Return `text` in visual order, for a place that draws each line from left to right without bidi.

    The result has as many code points as `text`, controls included, with `mirror` the mirrored character
    where L4 asks for a mirrored glyph. It is for display, not for storage: the order cannot be undone.
    Combining marks come before their base character, as L2 leaves them; letters are not shaped.

    >>> display_text("(שלום) world")
    'world (םולש)'
    """
    if type(text) is not str:
        text = require_text(text)
    level = None if base is None else base_level(base)
    if not level and text.isascii():
        return text
    characters = list(text)
    for start, found in line_levels(text, class_string(text), level):
        if mirror:
            mirror_odd(characters, found, start)
        reverse_stretches(characters, found, start)
    return "".join(characters)
