"""Text in the order in which it is displayed: UAX #9 from P1 to L4.

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

from collections.abc import Iterable

from bidinorm.bidi.classes import class_string
from bidinorm.bidi.paragraph import Direction, paragraph_level
from bidinorm.bidi.reorder import marks_after_base, mirror_odd, offsets, reverse_stretches
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
    if not level and not lines and text.isascii():
        return order
    classes = class_string(text)
    if _B not in classes and not lines:
        own = paragraph_level(classes) if level is None else level
        reverse_stretches(order, paragraph_levels(classes, own))
    else:
        for start, found in line_levels(text, classes, level, lines):
            reverse_stretches(order, found, start)
    return order


def display_text(text: str, base: Direction | None = None, *, mirror: bool = True, marks_last: bool = False) -> str:
    r"""Return `text` in visual order, for a place that draws each line from left to right without bidi.

    The result has as many code points as `text`, controls included. With `mirror`, characters are mirrored
    where L4 asks for a mirrored glyph. After L2 a combining mark of right-to-left text stands before its base;
    with `marks_last` it stands after it, as most fonts expect (L3). Letters are not shaped.
    It is for display, not for storage: the logical order cannot be won back for certain.

    >>> display_text("(שלום) world")
    'world (םולש)'
    """
    if type(text) is not str:
        text = require_text(text)
    level = None if base is None else base_level(base)
    if not level and text.isascii():
        return text
    classes = class_string(text)
    if _B not in classes:
        own = paragraph_level(classes) if level is None else level
        lines: Iterable[tuple[int, bytes]] = [(0, paragraph_levels(classes, own))]
    else:
        lines = line_levels(text, classes, level)
    characters = list(text)
    for start, found in lines:
        line = classes[start : start + len(found)]
        if mirror:
            mirror_odd(characters, line, found, start)
        if marks_last:
            marks_after_base(characters, line, found, start)
        reverse_stretches(characters, found, start)
    return "".join(characters)
