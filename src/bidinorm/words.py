"""The words on both sides of a place in text.

Both looks are bounded, so that a rule that asks at every place of a hostile text stays linear.
"""

from __future__ import annotations

import re

from bidinorm import chars

LIMIT = 32
"""Code points looked at; a word that is longer is cut there, which no rule minds."""

ARABIC = f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}"
"""The class body of what an Arabic word is made of."""
LATIN = f"{chars.LATIN_LETTER}{chars.DIGIT}"
"""The class body of what a Latin word is made of, digits included (`964media`)."""

_AFTER = {body: re.compile(f"[{body}]{{0,{LIMIT}}}") for body in (ARABIC, LATIN)}


def before(text: str, place: int, body: str = ARABIC) -> str:
    """Return the word that ends at `place`, or an empty string.

    >>> before("من وPython", 4)
    'و'
    """
    members = chars.members(body)
    start = place
    stop = max(0, place - LIMIT)
    while start > stop and text[start - 1] in members:
        start -= 1
    return text[start:place]


def after(text: str, place: int, body: str = ARABIC) -> str:
    """Return the word that begins at `place`, or an empty string.

    >>> after("VLCيظهر على", 3)
    'يظهر'
    """
    found = _AFTER[body].match(text, place)
    return found.group() if found else ""
