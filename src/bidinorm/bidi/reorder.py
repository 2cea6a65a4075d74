"""Reordering resolved levels (UAX #9, section 3.4).

<https://www.unicode.org/reports/tr9/#Reordering_Resolved_Levels>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from bidinorm.bidi.classes import mirror_table
from bidinorm.errors import OptionError

_WHITE_SPACE = b"Wijkdlrfgpn"
_TRAILING = _WHITE_SPACE + b"SB"
_WITH_MARKS = re.compile(rb"(?s)m(?<=.m)m*")
_NOT_MIRRORED = bytes(code for code in range(0x80) if code != 0x4F)
_S = 0x53
_LEVEL_TWO = re.compile(rb"\x02\x02*")
_LEVEL_RUN = re.compile(rb"(?s)(.)\1*")
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
            raise OptionError(f"lines has {following} after {start}; give offsets that increase, up to {length}")
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
    ends = [*breaks, len(classes)]
    separator = classes.find(_S)
    while separator >= 0:
        ends.append(separator + 1)
        separator = classes.find(_S, separator + 1)
    ends.sort()
    start = 0
    for end in ends:
        kept = start + len(classes[start:end].rstrip(_TRAILING))
        reset[kept:end] = bytes((level,)) * (end - kept)
        start = end
    return bytes(reset)


def visual_order(levels: bytes) -> list[int]:
    """L2: return the offsets of the characters of one line in visual order, from left to right.

    `levels` are those of the line, after L1.

    >>> visual_order(bytes([0, 1, 1, 2, 2, 1, 0]))
    [0, 5, 3, 4, 2, 1, 6]
    """
    length = len(levels)
    order = _FIRST_OFFSETS[:length] if length <= 1024 else list(range(length))
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
    raised = levels.translate(None, b"\0\1")
    if raised and raised.count(2) < len(raised):
        _reverse_deep(items, levels)
    elif 0 not in levels:
        # The usual line of a right-to-left paragraph: all of it is reversed, save what is at level two.
        forward = items[:] if raised else items
        items.reverse()
        if raised:
            for match in _LEVEL_TWO.finditer(levels):
                begin, end = match.span()
                items[length - end : length - begin] = forward[begin:end]
    else:
        if raised:
            _reverse(items, levels, 2)
        _reverse(items, levels, 1)


def _reverse(items: list[Item], levels: bytes, level: int) -> None:
    """Reverse each stretch at a level or higher."""
    find = levels.translate(_AT_LEAST[level]).find
    begin = find(1)
    while begin >= 0:
        end = find(0, begin)
        if end < 0:
            end = len(levels)
        items[begin:end] = items[begin:end][::-1]
        begin = find(1, end)


def _reverse_deep(items: list[Item], levels: bytes) -> None:
    """Do L2 for many levels: level runs are reordered as wholes, so that depth costs little on long runs."""
    runs = [match.span() for match in _LEVEL_RUN.finditer(levels)]
    run_levels = bytes([levels[start] for start, _ in runs])
    # Even levels below the lowest odd one are reversed twice, and stay as they are.
    for level in range(max(run_levels), 0, -1):
        _reverse(runs, run_levels, level)
    reordered: list[Item] = []
    for start, end in runs:
        run = items[start:end]
        if levels[start] & 1:
            run.reverse()
        reordered += run
    items[:] = reordered


def marks_after_base(items: list[Item], classes: bytes, levels: bytes, start: int = 0) -> None:
    """L3: make nonspacing marks follow their base character on the display, where L2 would put them before it.

    Each base of an odd level is reversed together with its marks, in place and before L2, which turns them back.

    >>> letters = ["b", "a", "mark"]
    >>> marks_after_base(letters, b"RRm", bytes([1, 1, 1]))
    >>> letters
    ['b', 'mark', 'a']
    """
    for match in _WITH_MARKS.finditer(classes):
        begin, end = match.start() - 1, match.end()
        if levels[begin] & 1:
            items[start + begin : start + end] = items[start + begin : start + end][::-1]


def mirror_odd(characters: list[str], classes: bytes, levels: bytes, start: int = 0) -> None:
    """L4: replace each character whose level is odd by its Bidi_Mirroring_Glyph, where it has one.

    `characters` are replaced in place: those of the line begin at `start`, and `classes` and `levels` are theirs.

    >>> characters = list("<a>")
    >>> mirror_odd(characters, b"OLO", bytes([1, 2, 1]))
    >>> "".join(characters)
    '>a<'
    """
    position = 0
    # All mirrored characters are brackets or of class ON, and these are few.
    for code in classes.translate(None, _NOT_MIRRORED):
        position = classes.find(code, position)
        if levels[position] & 1:
            character = characters[start + position]
            characters[start + position] = mirror_table().get(character, character)
        position += 1
