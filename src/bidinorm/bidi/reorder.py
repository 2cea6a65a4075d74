"""Reordering resolved levels (UAX #9, section 3.4).

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bidinorm.bidi.classes import mirror_table
from bidinorm.errors import OptionError

_WHITE_SPACE = b"Wijkdlrfgpn"
_TRAILING = _WHITE_SPACE + b"SB"
# The look-behind keeps a long stretch of white space from being tried again from each of its characters.
_BEFORE_SEPARATOR = re.compile(rb"(?<![Wijkdlrfgpn])[Wijkdlrfgpn]*+S")
_FIRST_OFFSETS = list(range(1024))


def line_starts(lines: Iterable[int], length: int) -> list[int]:
    """Check the option `lines`: offsets in code points that increase, within a text of `length`.

    >>> line_starts([4, 9], 12)
    [4, 9]
    """
    starts = list(lines)
    for start, following in zip([0, *starts], [*starts, length], strict=True):
        if not start <= following <= length:
            raise OptionError(
                f"lines has {following} after {start}; give offsets that increase, up to {length}"
            )
    return starts


def reset_levels(classes: bytes, levels: bytes, level: int, breaks: Iterable[int] = ()) -> bytes:
    """L1: give separators, and the white space before them and at the end of a line, the paragraph level.

    `classes` are the original classes of one paragraph, with its separator; `levels` may stop before that.
    `breaks` are the offsets at which its lines begin. Isolate formatting characters count as white space, and
    so do the characters that X9 removes (section 5.2).

    >>> list(reset_levels(b"RWSRWdRWB", bytes([1] * 8), 0, [6]))
    [1, 0, 0, 1, 0, 0, 1, 0, 0]
    """
    reset = bytearray(levels)
    end = len(classes)
    for start in reversed([0, *breaks]):
        kept = start + len(classes[start:end].rstrip(_TRAILING))
        reset[kept:end] = bytes((level,)) * (end - kept)
        end = start
    if 0x53 in classes:
        for match in _BEFORE_SEPARATOR.finditer(classes):
            begin, end = match.span()
            reset[begin:end] = bytes((level,)) * (end - begin)
    return bytes(reset)


@cache
def _at_least(level: int) -> re.Pattern[bytes]:
    return re.compile(rb"[\x%02x-\x7f]+" % level)


def visual_order(levels: bytes, first: int = 0) -> list[int]:
    """L2: reverse each stretch at a level or higher, from the highest level of a line to the lowest odd one.

    `levels` are those of one line after L1; the result gives, from left to right on the display, the
    offset of each character. `first` is the offset of the first character of the line.

    >>> visual_order(bytes([0, 1, 1, 2, 2, 1, 0]))
    [0, 5, 3, 4, 2, 1, 6]
    """
    length = len(levels)
    last = first + length
    order = _FIRST_OFFSETS[first:last] if last <= 1024 else list(range(first, last))
    if not levels.strip(b"\0"):
        return order
    highest = max(levels) if levels.translate(None, b"\0\1\2") else 2
    for level in range(highest, 0, -1):
        for match in _at_least(level).finditer(levels):
            start, end = match.span()
            order[start:end] = order[start:end][::-1]
    return order


def mirrored(text: str, levels: bytes) -> str:
    """L4: replace each character whose level is odd by its Bidi_Mirroring_Glyph, where it has one.

    >>> mirrored("(a)", bytes([1, 2, 1]))
    ')a('
    """
    table = mirror_table()
    return "".join(
        [
            table.get(ord(character), character) if level & 1 else character
            for character, level in zip(text, levels, strict=True)
        ]
    )
