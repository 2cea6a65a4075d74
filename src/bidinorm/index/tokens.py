r"""Where words begin and end: UAX #29 for the two scripts, with what they do to each other.

A word is of one script: وPython is two, and so is VLCيظهر. Digits belong to Latin letters that touch them (H2O, mp3).
Words that hyphens join are found whole (COVID-19), an address is one token, `C++` and `U.S.` keep together.

>>> [text for text, _, _ in tokens("يا وPython و COVID-19، 1,905")]
['يا', 'و', 'Python', 'و', 'COVID-19', '1,905']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK, LATIN_LETTER, TATWEEL

if TYPE_CHECKING:
    from collections.abc import Iterator

Address = Literal["url", "email", ""]
UNSEEN = "\u00ad\u034f\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Invisible characters that do not end a word; the zero width non-joiner does, as in Lucene."""
_ARABIC = f"{ARABIC_LETTER}\ufb50-\ufdff\ufe70-\ufefc"
_LATIN = LATIN_LETTER
_APOSTROPHE = "'\u2019\u02bc\u02bb\u02be\u02bf\u2018"
_ALNUM = f"[0-9]*[{_LATIN}](?:[{_LATIN}0-9\u0300-\u036f{UNSEEN}]|[{_APOSTROPHE}](?=[{_LATIN}]))*"
_MARKED = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0900-\u109f"
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORDS = "|".join(
    (
        f"[{_ARABIC}][{_ARABIC}{ARABIC_MARK}{TATWEEL}{UNSEEN}]*",
        r"(?:[A-Za-z]\.){2,}(?![A-Za-z0-9])",
        r"[A-Za-z](?:\+\+|#)(?![\w+#])",
        f"(?:{_ALNUM}|[0-9]+(?=-[{_LATIN}]))(?:-(?:{_ALNUM}|[0-9]+))*",
        r"\d+(?:[.,\u066b\u066c]\d+)*",
        f"[{_HAN}]",
        f"(?![{_HAN}{_ARABIC}])[^\\W\\d_](?:(?![{_HAN}{_ARABIC}{_LATIN}])[\\w{_MARKED}])*",
    )
)
_ADDRESSES = "|".join(
    (
        r"(?P<url>(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|\bwww\.)[!#-;=?-_a-z~]*[/\w&=#~-])",
        r"(?P<email>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    )
)
_MARKER = re.compile(r"@|://|www\.").search
_PLAIN = re.compile(rf"(?=\w)(?:{_WORDS})")
_WITH_ADDRESSES = re.compile(rf"(?=\w)(?:{_ADDRESSES}|{_WORDS})")
_PART = re.compile(r"[^\W_](?:[^\W_]|[^\x00-\x7f\u2010-\u2015]|'(?=[^\W_]))*")
ASCII_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token with its start and end, in code points of the text."""
    for found in matches(text):
        yield found.group(), *found.span()


def matches(text: str) -> Iterator[re.Match[str]]:
    """Return the match of each token."""
    return (_WITH_ADDRESSES if _MARKER(text) else _PLAIN).finditer(text)


def is_address(token: str) -> Address:
    """Return `"url"` or `"email"` for a token that is one, else an empty string.

    >>> is_address("https://example.org/a"), is_address("example")
    ('url', '')
    """
    if "@" not in token and "://" not in token and not token.startswith("www."):
        return ""
    found = _WITH_ADDRESSES.fullmatch(token)
    return cast("Address", found.lastgroup or "") if found else ""


def parts(token: str, address: str = "") -> Iterator[tuple[str, int, int]]:
    """Yield the parts of a token with their offsets in it: what hyphens join, or the words of an address.

    >>> list(parts("COVID-19"))
    [('COVID', 0, 5), ('19', 6, 8)]
    """
    if not address and "-" not in token:
        yield token, 0, len(token)
        return
    for found in _PART.finditer(token):
        yield found.group(), found.start(), found.end()
