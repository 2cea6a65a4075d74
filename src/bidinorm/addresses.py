r"""Finders of addresses: links, e-mail, handles, paths, file names, and the dates and versions that look alike.

Each is the finder of one marker, as `bidinorm.markers` lists them. Behind a letter or a digit, a word written
from right to left is text that is glued to the address; behind a separator it is part of it.

>>> at_sign("a user@example.org", 6, 0, 18)
(2, 18, 'email')
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from bidinorm import lexicons
from bidinorm.chars import ARABIC_INDIC_DIGIT, ARABIC_LETTER, TASHKEEL, ZWNJ, members

Kind = Literal[
    "code", "date", "email", "entity", "escape", "handle", "hashtag", "identifier", "markup", "path", "placeholder",
    "target", "url", "version",
]  # fmt: skip
"""`"target"` is the `](…)` or `][…]` of a Markdown link, `"escape"` a backslash command or escape sequence."""

Found = tuple[int, int, Kind] | None

AHEAD = 2048
"""How far behind its marker a link or a path may end: the longest links that all software takes."""
BACK = 64
"""How far before its marker a span may begin, in code points: as far as the local part of an address may."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ALNUM = LETTERS + "0123456789"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
RTL = f"{ARABIC_LETTER}{TASHKEEL}{ARABIC_INDIC_DIGIT}{ZWNJ}\u05d0-\u05ea\u06f0-\u06f9"
"""What a word of a path may be made of, written from right to left: letters, tashkeel, digits, the non-joiner."""

# Such a word begins behind a separator; behind a letter or a digit it is text that is glued to the span.
_RTL_PART = f"(?<=[/\\\\=_#?&+~@(-])[{RTL}]++(?>(?:[._-][{RTL}]++)*)"
_URL_PART = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]++"
_OTHER_PART = r"[^\W\x00-\x7f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]++"  # é, ж, 中: no separator needed
_URL = re.compile(f"(?>(?:{_URL_PART}|{_OTHER_PART}|{_RTL_PART})*)")
_SEGMENT = f"(?:[A-Za-z0-9._~+@%$=&#-]++|{_OTHER_PART}|{_RTL_PART})"
_SLASHES = re.compile(f"(?>(?:/(?>{_SEGMENT}+))+)/?")
_WINDOWS_NAME = f"(?:[A-Za-z0-9._~+@%$=&#()-]++|{_OTHER_PART}|{_RTL_PART})"
_BACKSLASHES = re.compile(
    rf"[\\/]++(?>(?:(?>{_WINDOWS_NAME}+)(?>(?:\ [A-Za-z0-9(][A-Za-z0-9._()-]*+)*)[\\/])*)"
    rf"(?:(?>{_WINDOWS_NAME}+)(?:\ \([0-9]++\)\.[A-Za-z0-9]++)?)?"
)

_TIME = r"\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
_ISO_DATE = rf"\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_TIME}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
_DATE = re.compile(
    rf"(?:{_ISO_DATE}|\d{{4}}([/.-])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([/.-])\d{{1,2}}\2\d{{4}}|\d{{1,2}}([/-])\d{{1,2}}\3\d\d)"
    r"(?!\d)"
)
_CLOCK = re.compile(r"(?<!:)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?!:?\d)")

_DOTTED = re.compile(r"[A-Za-z0-9_~+-]{1,63}+(?>(?:\.[A-Za-z0-9_~+-]{1,63}+){1,16})")
_NUMBERED = re.compile(r"[vV]?\d{1,9}(?>(?:\.\d{1,9})+)(?>(?:[-+.]?[A-Za-z0-9]{1,16}+){0,4})")
_PORT_OR_PATH = re.compile(r"(?::\d{1,5}+)?(?:[/?#](?=[^\s.,;:!?]))?")
_HOST = re.compile(r"@[A-Za-z0-9-]++(?>(?:\.[A-Za-z0-9-]++)+)(?::[A-Za-z0-9._~-]++(?>(?:/[A-Za-z0-9._~-]++)+))?")
_HANDLE = re.compile(rf"@(?:[A-Za-z0-9_]++(?>(?:[./-][A-Za-z0-9_]++)*)|[{RTL}][{RTL}_0-9]*+)")
_ESCAPE = re.compile(
    r"\\(?:u\{[0-9A-Fa-f]{1,6}+\}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[A-Za-z]{1,32}+|[!-/:-@\[-`{-~])"
)
_IDENTIFIER = re.compile(r"_{0,8}+[A-Za-z0-9][A-Za-z0-9_]{0,255}+")
_RTL_IDENTIFIER = re.compile(rf"[\w{TASHKEEL}{ZWNJ}]{{1,255}}+")


def _back(text: str, place: int, low: int, among: str) -> int:
    """Return where the word of characters `among` begins that ends at `place`."""
    before = text[max(low, place - BACK) : place]
    return place - len(before) + len(before.rstrip(among))


@cache
def _known(kind: str) -> frozenset[str]:
    """Return the `"domain"`, `"extension"` or `"scheme"` values of `lexicons/protect.tsv`."""
    return frozenset(row[1] for row in lexicons.read("protect.tsv").rows if row[0] == kind)


def date(text: str, place: int, low: int, high: int) -> Found:
    """Find a date, with its time if it has one; the finder of `-`."""
    if place == low or not text[place - 1].isdigit() or not text[place + 1 : place + 2].isdigit():
        return None
    start = _back(text, place, low, DIGITS)
    date = _DATE.match(text, start, high)
    return (start, date.end(), "date") if date else None


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where a link or path ends: before a bracket it did not open, without punctuation after it."""
    for opening, closing in ("()", "[]"):
        if text.find(closing, start, end) >= 0:
            depth = 0
            for place in range(start, end):
                depth += (text[place] == opening) - (text[place] == closing)
                if depth < 0:
                    end = place
                    break
    while end > start and text[end - 1] in ".,;:!?'*_~([":
        end -= 1
    return end


def _url(text: str, start: int, body: int, high: int) -> Found:
    """Return the link that begins at `start`, of which `text[start:body]` is sure."""
    match = _URL.match(text, body, min(high, body + AHEAD))
    return start, _trimmed(text, body, match.end()) if match else body, "url"


def at_sign(text: str, place: int, low: int, high: int) -> Found:
    """Find an e-mail address, a handle, `name@1.2.3`, or what git and scp call `user@host:path`."""
    start = _back(text, place, low, ALNUM + "._%+-")
    start += len(text[start:place]) - len(text[start:place].lstrip("._%+-"))
    if start == place:
        handle = _HANDLE.match(text, place, high)
        return (place, handle.end(), "handle") if handle else None
    host = _HOST.match(text, place, high)
    if host is None:
        return None
    if ":" in host[0]:
        return start, _trimmed(text, place, host.end()), "url"
    return start, host.end(), "version" if host[0][-1].isdigit() else "email"


def colon(text: str, place: int, low: int, high: int) -> Found:
    """Find a link with its scheme, a time, a path that begins with a drive, `localhost:3000`."""
    following = text[place + 1 : place + 3]
    if place == low or not following or following[0] == " ":
        return None
    if text[place - 1].isdigit() and following[0].isdigit():
        start = _back(text, place, low, DIGITS)
        clock = _CLOCK.match(text, start, high)
        return (start, clock.end(), "date") if clock else None
    start = _back(text, place, low, ALNUM + "+.-")
    word = text[start:place].lower()
    if following == "//" and word:
        for scheme in ("https", "http"):
            if word.endswith(scheme):  # what stands before it is glued to it
                start = place - len(scheme)
                break
        return _url(text, start, place + 3, high)
    if len(word) == 1 and word in LETTERS and following[0] in "\\/":
        path = _BACKSLASHES.match(text, place + 1, min(high, place + AHEAD))
        return (start, _trimmed(text, place + 2, path.end()), "path") if path else None
    sure = (word in _known("scheme") and following[0] in ALNUM + "+/?%") or (
        word == "localhost" and following[0].isdigit()
    )
    return _url(text, start, place + 1, high) if sure else None


def slash(text: str, place: int, low: int, high: int) -> Found:
    """Find a date or a path: from the root, from `~` or `.`, of several folders, or to a file."""
    found = date(text, place, low, high)
    if found is not None:
        return found
    start = _back(text, place, low, ALNUM + "._~+@-")
    word = text[start:place]
    if not word and text[place + 1 : place + 2].strip(ALNUM + "._"):
        return None
    path = _SLASHES.match(text, place, min(high, place + AHEAD))
    if path is None:
        return None
    end = _trimmed(text, place, path.end())
    rest = text[place:end]
    several = rest.count("/") > 1
    if not word:  # from the root; behind a letter, one slash is "or"
        before = text[place - 1 : place] if place else ""
        sure = several or not before.isalnum()
    else:  # `and/or`, `TCP/IP` and `km/h` are none
        sure = several or "." in word or "~" in word or _is_file(rest)
    return (start, end, "path") if sure and end > place + 1 else None


def backslash(text: str, place: int, low: int, high: int) -> Found:
    r"""Find a path on a server, an escape sequence such as `\n`, a command such as `\textbf`."""
    if text.startswith("\\\\", place) and text[place + 2 : place + 3].isalnum():
        path = _BACKSLASHES.match(text, place, min(high, place + AHEAD))
        if path and path[0].count("\\") > 2:
            return place, _trimmed(text, place + 2, path.end()), "path"
    escape = _ESCAPE.match(text, place, high)
    return (place, escape.end(), "escape") if escape else None


def _is_file(name: str) -> bool:
    _, dot, extension = name.rpartition(".")
    return bool(dot) and extension.lower() in _known("extension") and (extension.islower() or extension.isupper())


def dot(text: str, place: int, low: int, high: int) -> Found:
    """Find a host with its path, a file name, a version, a date, or a name that begins with the dot."""
    following = text[place + 1 : place + 2]
    if not following or following not in ALNUM or place + 1 >= high:
        return None
    start = _back(text, place, low, ALNUM + "_~+-")
    if start == place:
        before = text[place - 1 : place] if place else " "
        if before not in " \t\n\u00a0\"'(«“[" or following not in LETTERS:
            return None
        name = _DOTTED.match(text, place + 1, high) or _IDENTIFIER.match(text, place + 1, high)
        return (place, name.end(), "path") if name else None
    if text[start].isdigit() or text[start] in "vV":
        date = _DATE.match(text, start, high)
        if date:
            return start, date.end(), "date"
        numbered = _NUMBERED.match(text, start, high)
        if numbered and (numbered[0].count(".") > 1 or text[start] in "vV"):
            return start, numbered.end(), "version"
    return _dotted(text, start, high)


def _dotted(text: str, start: int, high: int) -> Found:
    """Return the host with its path, or the file name, that begins at `start`."""
    match = _DOTTED.match(text, start, high)
    if match is None or text[match.end() : match.end() + 1] == "@":
        return None
    end, name = match.end(), match[0].rstrip("-~+")
    last = name.rpartition(".")[2]
    is_host = len(name) > len(last) + 2 and last.islower() and last in _known("domain")
    if name[:4].lower() == "www." or (is_host and "_" not in name):
        path = _PORT_OR_PATH.match(text, end, high)
        body = path.end() if path else end
        return _url(text, start, body, high) if body > end else (start, start + len(name), "url")
    if _is_file(name) and text[end : end + 1] != "/":
        return start, start + len(name), "path"
    return None


def underscore(text: str, place: int, low: int, high: int) -> Found:
    """Find an identifier or a file name; `_emphasis_` is none."""
    start = _back(text, place, low, ALNUM + "_.-")
    start += len(text[start:place]) - len(text[start:place].lstrip(".-"))
    dotted = _dotted(text, start, high)
    if dotted is not None and dotted[1] > place:
        return dotted
    start = _back(text, place, low, ALNUM + "_")
    after = text[place + 1 : place + 2]
    if after and after in ALNUM + "_":
        name = _IDENTIFIER.match(text, start, high)
        sure = text[start] != "_" or text.startswith("__", start)
        return (start, name.end(), "identifier") if name and sure else None
    if after.isalpha() and place > low and text[place - 1].isalnum():
        start = _back(text, place, low, _rtl_name())
        name = _RTL_IDENTIFIER.match(text, start, high)
        return (start, name.end(), "identifier") if name else None
    return None


@cache
def _rtl_name() -> str:
    return "".join(members(RTL)) + ALNUM + "_"
