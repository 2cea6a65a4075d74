r"""Whether a bidirectional control that stands alone in its paragraph does anything, told by levels.

That is known where a paragraph is shown with it and without it, but its levels tell it sooner, and the classes of the
characters around it sooner still.

>>> idle("\u0646\u0635\u2069 \u0622\u062e\u0631", 2), idle("a \u202b\u0646\u0635.", 2)
(True, False)
"""

from __future__ import annotations

import re

from bidinorm import chars
from bidinorm.bidi.classes import BRACKETS, CODES, class_string
from bidinorm.bidi.paragraph import paragraph_level
from bidinorm.bidi.resolve import paragraph_levels

_CONTROLS = re.compile(f"[{chars.BIDI_CONTROL}]").findall
_DEEPER = bytes(min(level + 2, 255) for level in range(256))
_PARITY = bytes(level % 2 for level in range(256))
_PDI, _LRE, _RLE, _RLI = (CODES[name][0] for name in ("PDI", "LRE", "RLE", "RLI"))
_NOT_FIRST = bytes(code for code in range(256) if code not in b"LRAEN")
_OPENING, _CLOSING = BRACKETS[::2], BRACKETS[1::2]
_NUMBERS = b"LEN"
_TO_THE_LEFT = re.compile(rb"[AR]m*(?:[ARmWOcst]*[AR]m*)?W*").fullmatch


def idle(text: str, place: int) -> bool | None:
    """Tell whether a paragraph looks the same without its only control, as far as its levels tell.

    None where they do not. Without it the levels are the same, or those behind it two less: that is one embedding less
    around the rest of the line, which is turned twice less (L2), where it begins at the level of the paragraph.
    """
    if len(_CONTROLS(text)) > 1:
        return None
    classes = class_string(text)
    rest = classes[:place] + classes[place + 1 :]
    level, level_without = paragraph_level(classes), paragraph_level(rest)
    found = _seam(classes, place) if level == level_without == 1 or classes[place] == _PDI else None
    if found is not None:
        return found
    own, without = paragraph_levels(classes, level), paragraph_levels(rest, level_without)
    with_it = own[:place] + own[place + 1 :]
    if with_it.translate(_PARITY) != without.translate(_PARITY):
        return False
    if 0 < place < len(rest) and own[place] < min(with_it[place - 1], with_it[place]):
        return None
    if with_it == without:
        return True
    begins = level == level_without and (not place or without[place - 1] == level)
    deeper = with_it[:place] == without[:place] and with_it[place:] == without[place:].translate(_DEEPER)
    return True if begins and deeper else None


def _seam(classes: bytes, place: int) -> bool | None:
    """Tell what the classes beside a PDI, or a control in a right-to-left paragraph, tell of it at little cost.

    A PDI that closes nothing is a neutral more (X6a): where it takes no mark from its letter and parts neither a number
    nor two words of one level, the others are as they were. RLE and RLI embed the rest of the line in its own
    direction: where both sides of the seam are written from right to left, nobody sees it. LRE does the same with a
    rest that holds nothing else, but moves a sign that ends the line.
    """
    control, before, after = classes[place], classes[:place], classes[place + 1 :]
    last, first = before[-1:], after[:1]
    if control == _PDI:
        return True if last != b"n" and first not in (b"m", b"n") and (last in b"ARWO" or first in b"ARWO") else None
    if control == _LRE and after.rstrip(b"Wn")[-1:] in (b"O", b"c", b"s"):
        return False
    right = control in (_RLE, _RLI)
    if right and len(classes.translate(None, _NUMBERS)) == len(classes):
        return True  # all levels are odd: the line is turned as a whole
    if last not in b"ARWO" or first not in b"ARWO" or before.rfind(b"L") > max(before.rfind(b"A"), before.rfind(b"R")):
        return None
    if control == _LRE:
        return True if _TO_THE_LEFT(after) else None
    apart = len(before.translate(None, _OPENING)) == len(before) or len(after.translate(None, _CLOSING)) == len(after)
    known = len(classes.translate(None, b"LRAENcstmnWO" + BRACKETS)) == 1
    return True if right and known and apart and after.lstrip(_NOT_FIRST)[:1] in b"AR" else None
