"""Reordering resolved levels (UAX #9, section 3.4).

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from bidinorm.bidi.classes import mirror_table
from bidinorm.errors import OptionError

_WHITE_SPACE = b"Wijkdlrfgpn"
_TRAILING = _WHITE_SPACE + b"SB"
# The look-behind keeps a long stretch of white space from being tried again from each of its characters.
_BEFORE_SEPARATOR = re.compile(rb"(?<![Wijkdlrfgpn])[Wijkdlrfgpn]*+S")
_FIRST_OFFSETS = list(range(1024))
_AT_LEAST = tuple(bytes(level) + b"\1" * (256 - level) for level in range(128))

Item = TypeVar("Item")


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


def visual_order(levels: bytes) -> list[int]:
    """L2: return the offsets of the characters of one line in visual order, from left to right.

    `levels` are those of the line, after L1.

    >>> visual_order(bytes([0, 1, 1, 2, 2, 1, 0]))
    [0, 5, 3, 4, 2, 1, 6]
    """
    order = offsets(len(levels))
    reverse_stretches(order, levels)
    return order


def offsets(length: int) -> list[int]:
    """Return the offsets of a text in logical order. To copy a short list is cheaper than to count.

    >>> offsets(3)
    [0, 1, 2]
    """
    return _FIRST_OFFSETS[:length] if length <= len(_FIRST_OFFSETS) else list(range(length))


def reverse_stretches(items: list[Item], levels: bytes, start: int = 0) -> None:
    """L2: reverse each stretch at a level or higher, from the highest level of a line to the lowest odd one.

    `items` are reversed in place: those of the line begin at `start`, one for each of its `levels`.

    >>> letters = list("abCDEf")
    >>> reverse_stretches(letters, bytes([0, 0, 1, 1, 1, 0]))
    >>> "".join(letters)
    'abEDCf'
    """
    length = len(levels)
    if length < len(items):
        line = items[start : start + length]
        reverse_stretches(line, levels)
        items[start : start + length] = line
        return
    highest = 1
    raised = levels.translate(None, b"\0\1")
    if raised:
        highest = max(raised) if raised.strip(b"\2") else 2
    elif 1 not in levels:
        return
    # Even levels below the lowest odd one are reversed twice, and stay as they are.
    for level in range(highest, 0, -1):
        find = levels.translate(_AT_LEAST[level]).find
        begin = find(1)
        while begin >= 0:
            end = find(0, begin)
            if end < 0:
                end = length
                if not begin:
                    items.reverse()
                    break
            items[begin:end] = items[begin:end][::-1]
            begin = find(1, end)


@cache
def _mirrored_character() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, mirror_table())))}]")


def mirror_odd(characters: list[str], levels: bytes, start: int = 0) -> None:
    """L4: replace each character whose level is odd by its Bidi_Mirroring_Glyph, where it has one.

    `characters` are replaced in place: those of the line begin at `start`, one for each of its `levels`.

    >>> characters = list("(a)")
    >>> mirror_odd(characters, bytes([1, 2, 1]))
    >>> "".join(characters)
    ')a('
    """
    if 1 in levels or max(levels) > 2:
        for match in _mirrored_character().finditer("".join(characters[start : start + len(levels)])):
            offset = match.start()
            if levels[offset] & 1:
                characters[start + offset] = mirror_table()[ord(match[0])]
