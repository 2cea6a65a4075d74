r"""The characters that give a protected span away, and the finder of each.

A finder is given the text, the place of its marker, and the ends of the part it may look at. It looks back
over a bounded stretch and ahead with patterns that do not backtrack, and returns `(start, end, kind)` or None.

>>> FINDERS["&"]("a &amp; b", 2, 0, 9)
(2, 7, 'entity')
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bidinorm import addresses
from bidinorm.addresses import ALNUM, Found, Kind
from bidinorm.chars import TASHKEEL, ZWNJ

_HASHTAG = re.compile(rf"#[\w{TASHKEEL}{ZWNJ}]++")
_TARGET = re.compile(
    r"\]\(\s*+(?:<[^<>\n]{0,2000}+>|(?>(?:[^()\s]++|\((?>(?:[^()\s]++|\([^()\s]*+\))*)\))*))"
    r"(?:\s++(?:\"[^\"\n]{0,300}+\"|'[^'\n]{0,300}+'))?\s*+\)"
    r"|\]\[[^\[\]\n]{0,200}+\]"
)
_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:._-]*+(?:\s++(?>(?:[^<>\"'\u0590-\u08ff]++|\"[^\"<>]*+\"|'[^'<>]*+')*))?/?>"
    r"|<[!?][A-Za-z\[][^<>]*+>"
)
_ADDRESS_IN_BRACKETS = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*+:|[^\s<>@]{1,64}+@)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}+|#[xX][0-9A-Fa-f]{1,6}+|[A-Za-z][A-Za-z0-9]{1,31}+);")
_BRACES = re.compile(r"\{\{[^{}\n]{0,200}+\}\}|\{#[^{}\s]{1,200}+\}|\{%[^{}\n]{0,200}+\}|\{[ -z|~]{0,80}+\}")
_DOLLAR = re.compile(r"\$(?:\{[^{}\n]{1,80}+\}|[A-Za-z_][A-Za-z0-9_]*+)")
_PERCENT = re.compile(
    r"%(?:\([A-Za-z_][A-Za-z0-9_]{0,40}+\)[-+#0]*+\d{0,3}+(?:\.\d{1,3}+)?[A-Za-z]|\{[A-Za-z_][A-Za-z0-9_]{0,40}+\}"
    r"|[A-Za-z_][A-Za-z0-9_]{1,40}+%(?![A-Za-z])"
    r"|(?:\d{1,2}\$)?[-+#0]*\d{0,3}(?:\.(?:\d{1,3}|\*))?(?:hh?|ll?|[Lqjzt])?[A-Za-z]|@)"
)


def _bracket(text: str, place: int, low: int, high: int) -> Found:
    return _ahead(_TARGET, "target", text, place, high) if text[place + 1 : place + 2] in {"(", "["} else None


def _less_than(text: str, place: int, low: int, high: int) -> Found:
    if text.startswith("<!--", place):
        end = text.find("-->", place + 4, high)
        return place, end + 3 if end >= 0 else high, "markup"
    if _ADDRESS_IN_BRACKETS.match(text, place, high):
        return None  # `<https://…>`: the address has its own marker
    return _ahead(_TAG, "markup", text, place, high)


def _hash(text: str, place: int, low: int, high: int) -> Found:
    if place and text[place - 1] in ALNUM + "#":
        return None  # C#, a heading
    return _ahead(_HASHTAG, "hashtag", text, place, high)


def _percent(text: str, place: int, low: int, high: int) -> Found:
    if text[place + 1 : place + 2] == "%":
        return place, place + 2, "placeholder"
    if place > low and text[place - 1].isdigit():
        return None  # 20%off
    return _ahead(_PERCENT, "placeholder", text, place, high)


def _ahead(pattern: re.Pattern[str], kind: Kind, text: str, place: int, high: int) -> Found:
    match = pattern.match(text, place, high)
    return (place, match.end(), kind) if match else None


def _entity(text: str, place: int, low: int, high: int) -> Found:
    return _ahead(_ENTITY, "entity", text, place, high)


def _brace(text: str, place: int, low: int, high: int) -> Found:
    return _ahead(_BRACES, "placeholder", text, place, high)


def _dollar(text: str, place: int, low: int, high: int) -> Found:
    return _ahead(_DOLLAR, "placeholder", text, place, high)


FINDERS: dict[str, Callable[[str, int, int, int], Found]] = {
    "@": addresses.at_sign,
    ":": addresses.colon,
    "/": addresses.slash,
    "\\": addresses.backslash,
    ".": addresses.dot,
    "-": addresses.date,
    "_": addresses.underscore,
    "]": _bracket,
    "<": _less_than,
    "#": _hash,
    "%": _percent,
    "&": _entity,
    "{": _brace,
    "$": _dollar,
}
"""The finder of each marker."""

_BEHIND = {
    ":": r"[\dA-Za-z/\\+?%]",
    ".": "[A-Za-z0-9]",
    "-": r"\d",
    "]": r"[(\[]",
    "#": rf"[\w{TASHKEEL}{ZWNJ}]",
    "&": "[A-Za-z#]",
    "$": "[A-Za-z_{]",
}
"""What must follow a marker that would else stand at the end of every sentence."""

MARKER = re.compile(
    "|".join(re.escape(marker) + (f"(?={_BEHIND[marker]})" if marker in _BEHIND else "") for marker in FINDERS)
)
"""A marker in a place where its finder may find something. It begins with a letter each time, for `re` to skip to."""
