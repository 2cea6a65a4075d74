"""The paragraph level (UAX #9, section 3.3.1).

<https://www.unicode.org/reports/tr9/#The_Paragraph_Level>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bidinorm.bidi.classes import class_string
from bidinorm.errors import OptionError, require_text, unknown

Direction = Literal["ltr", "rtl"]
Method = Literal["first-strong", "majority", "html-auto"]

_STRONG = re.compile(rb"[LRA]")
_STRONG_OR_ISOLATE = re.compile(rb"[LRAijkd]")
_NOT_STRONG = bytes(code for code in range(256) if code not in b"LRAijk")
_LEVELS = {b"L": 0, b"R": 1, b"A": 1}
_DIRECTIONS: tuple[Direction, Direction] = ("ltr", "rtl")
_METHODS = ("first-strong", "majority", "html-auto")


def paragraphs(classes: bytes, text: str) -> Iterator[tuple[int, int]]:
    r"""P1: split into paragraphs, each kept with the paragraph separator that ends it.

    Yields start and end in code points. A carriage return and the line feed after it are one separator.

    >>> list(paragraphs(b"LBBLLB", "a\r\nbc\n"))
    [(0, 3), (3, 6)]
    """
    start, length = 0, len(classes)
    while start < length:
        end = classes.find(b"B", start) + 1 or length
        if text[end - 1] == "\r" and text[end : end + 1] == "\n":
            end += 1
        yield start, end
        start = end


def first_strong_level(classes: bytes) -> int | None:
    """P2: the level that the first character of type L, AL or R gives to a paragraph, isolates skipped.

    Characters between an isolate initiator and its matching PDI are skipped, or those to the end of the
    paragraph if there is no matching PDI. `None` means that no such character was found.

    >>> first_strong_level(b"WOA"), first_strong_level(b"jRdL"), first_strong_level(b"EO")
    (1, 0, None)
    """
    # `lstrip` finds it at once in the usual case, a paragraph without isolates before its first letter.
    found = classes.lstrip(_NOT_STRONG)[:1]
    if found in _LEVELS or not found:
        return _LEVELS.get(found)
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(classes):
        code = match[0]
        if code in b"ijk":
            depth += 1
        elif code == b"d":
            depth = max(depth - 1, 0)
        elif not depth:
            return _LEVELS[code]
    return None


def paragraph_level(classes: bytes) -> int:
    """P3: level one where P2 found a character of type AL or R, otherwise level zero.

    >>> paragraph_level(b"A"), paragraph_level(b"W")
    (1, 0)
    """
    level = _LEVELS.get(classes.lstrip(_NOT_STRONG)[:1])
    return (first_strong_level(classes) or 0) if level is None else level


def base_direction(text: str, method: Method = "first-strong") -> Direction | None:
    r"""Return the base direction that `text` has by itself, `"ltr"` or `"rtl"`.

    `"first-strong"` is P2 and P3: the first strong character outside isolates, in the first paragraph that
    has one; `None` where the text has none (the algorithm then takes left to right).
    `"majority"` counts the strong characters of each direction, those in isolates too; a tie goes to the
    first of them, and `None` means that there is none.
    `"html-auto"` is what a browser does for `dir=auto`: the first strong character anywhere, also inside
    isolates; `"ltr"` where there is none.

    >>> base_direction("مرحبا world and all")
    'rtl'
    >>> base_direction("مرحبا world and all", method="majority")
    'ltr'
    >>> base_direction("\u2066Vue\u2069 مكتبة"), base_direction("\u2066Vue\u2069 مكتبة", method="html-auto")
    ('rtl', 'ltr')
    >>> base_direction("2026") is None
    True
    """
    text = require_text(text)
    if method not in _METHODS:
        raise OptionError(unknown("method", method, _METHODS))
    classes = class_string(text)
    level: int | None = None
    if method == "first-strong":
        for start, end in paragraphs(classes, text):
            level = first_strong_level(classes[start:end])
            if level is not None:
                break
    else:
        left, right = classes.count(b"L"), classes.count(b"R") + classes.count(b"A")
        found = _STRONG.search(classes)
        if found is not None:
            first = _LEVELS[found[0]]
            level = int(right > left) if method == "majority" and left != right else first
        elif method == "html-auto":
            level = 0
    return None if level is None else _DIRECTIONS[level]
