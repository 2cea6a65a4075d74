r"""Arabic that is written as escapes: entities, `\\u0635`, percent and quoted-printable bytes.

## What it does
Reads HTML entities, `\\u0635` and `%u0635`, percent-encoded UTF-8, quoted-printable UTF-8 and the encoded words of
mail headers, where a stretch of them stands for two Arabic letters or more and for nothing else than Arabic, digits
and punctuation. Entities for signs and controls, such as `&rlm;` and `&laquo;`, are read beside Arabic letters, and
those for accented letters where they are Arabic in another encoding (see `code-pages`).

## Why
A page, a feed or a mail that was decoded once too seldom shows codes where words should be. Nothing is lost, but nobody
can read or find it.

## Leaves alone
Links, paths, query strings and file names, in which the escapes belong; source code, JSON, settings and patterns
(`[\\u0621-\\u064a]`), in which they are right; entities in a line with markup, but for letters; `&amp;`, `&lt;` and
their like; bytes that are not UTF-8 throughout; quoted-printable that goes on in the next line; single letters.

## Example
- `&#1589;&#1608;&#1585;&#1577; &laquo;أ&raquo;` → `صورة «أ»`
- `Photo: %D8%B5%D9%88%D8%B1%D8%A9` → `Photo: صورة`
- `Subject: =?utf-8?B?2LXZiNix2Kk=?=` → `Subject: صورة`

## References
HTML Standard, section 13.5 (named character references); RFC 8259, section 7; RFC 3986, section 2.1; RFC 2045,
section 6.7; RFC 2047, section 2.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bidinorm import chars, one_byte
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LETTERS = 2
"""Arabic letters without which a stretch is not certain."""

MISREAD = 3
"""Entities without which a line is not looked at as Arabic in another encoding."""
READABLE = frozenset({"entity", "escape", "placeholder", "hashtag"})
"""What `bidinorm.protect` may take an escape for; where one stands in a span of another kind, it belongs there."""

_LETTER = re.compile(f"[{chars.ARABIC_LETTER}]")
_PLAIN = re.compile(
    f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.ARABIC_INDIC_DIGIT}{chars.DIGIT}{chars.BIDI_CONTROL}"
    "\u060c\u061b\u061f\u066a-\u066c\u06f0-\u06f9\u00a0\u00ab\u00bb\u200c\u200d\u2010-\u201f\u2026 .,:;!?()/-]+"
)
"""What a stretch may stand for."""
_SOURCE = re.compile(
    r"[\"'`]\s*[:,;)\]}+]|[=:,(\[{+]\s*[\"'`]|[;{}]\s*$|^\s*(?://|/\*|\*|#|<!--|(?:import|def|var|let|const|return|if)\b)"
    r"|[\w\])]\s*=\s*\S|[!=<>]=|->|=>|::|\w\(|\\[a-zA-Z]"
)
"""What tells that the rest of a line is source code, JSON or a setting."""


def _words(one: str) -> re.Pattern[str]:
    """Return a pattern of escapes with single blanks between them."""
    return re.compile(f"(?>{one}(?: ?{one})*)")


def _units(text: str) -> str:
    r"""Read `\u0635` and `%u0635`."""
    return re.sub(r"[\\%]u(....)", lambda found: chr(int(found[1], 16)), text)


def _bytes(text: str) -> str:
    """Read bytes that are written as a sign and two hexadecimal digits, with blanks between them."""
    try:
        return bytes.fromhex(re.sub("[%=]", "", text.replace(" ", "20"))).decode("utf-8")
    except ValueError:
        return ""


def _mail(text: str) -> str:
    """Read encoded words that follow each other; blanks between them mean nothing."""
    from binascii import Error, a2b_base64, a2b_qp

    found = _MAIL_WORD.findall(text)
    try:
        content = [a2b_base64(body) if how in "bB" else a2b_qp(body, header=True) for _, how, body in found]
        return b"".join(content).decode(found[0][0])
    except (Error, LookupError, ValueError):
        return ""


_MAIL_WORD = re.compile(r"=\?(utf-8|windows-1256|iso-8859-6)\?([bBqQ])\?([!->@-~]+)\?=", re.IGNORECASE)
_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], str], re.Pattern[str], re.Pattern[str], str], ...] = (
    (
        re.compile(f"(?i:{_MAIL_WORD.pattern})(?:[ \\t]+(?i:{_MAIL_WORD.pattern}))*"),
        _mail,
        re.compile(r"[\"'`]"),
        re.compile(r"[\"'`]"),
        "an encoded word of a mail header",
    ),
    (
        _words(r"[\\%]u(?:06|20|FB|FE|FD|fb|fe|fd|00)[0-9A-Fa-f]{2}"),
        _units,
        re.compile(r"[\w\[\]^/|(\"'`=\\%-]"),
        re.compile(r"[\w\[\]^/|+*?{)\"'`\\%-]"),
        "escapes for code points",
    ),
    (
        _words("%[0-9A-Fa-f]{2}"),
        _bytes,
        re.compile(r"[\w/=&?#+.:%@~\"'`-]"),
        re.compile(r"[\w/=&?#+%@~\"'`-]|\.\w"),
        "percent-encoded UTF-8",
    ),
    (
        _words("=[0-9A-F]{2}"),
        _bytes,
        re.compile(r"[\w=\"'`]"),
        re.compile(r"[\w=\"'`]"),
        "quoted-printable UTF-8",
    ),
)
"""For each kind: a stretch, how it is read, what may not stand before and after it, what it is called."""

_ENTITY = re.compile(r"&(?:amp;)*(?:#([0-9]{2,7})|#[xX]([0-9A-Fa-f]{2,6})|([A-Za-z]{2,8}));")


def find(view: View) -> Iterator[Edit]:
    """Propose what each stretch of escapes stands for."""
    taken = [span for span in view.protected if span.kind not in READABLE]
    edits = [*_stretches(view.text), *_entities(view)]
    if edits and not _is_source(view.text, edits):
        for edit in edits:
            if not any(edit.start < span.end and span.start < edit.end for span in taken):
                yield edit


def _is_source(text: str, edits: list[Edit]) -> bool:
    """Tell whether what stands around the stretches is something that people do not write in prose."""
    rest = []
    done = 0
    for start, end, _, _ in sorted(edits):
        rest.append(text[done:start])
        done = end
    return _SOURCE.search("x".join([*rest, text[done:]])) is not None


def _stretches(text: str) -> list[Edit]:
    """Return the stretches of each kind but entities that stand for Arabic and for nothing else."""
    edits: list[Edit] = []
    for pattern, read, before, after, name in _KINDS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if (start and before.match(text, start - 1, start)) or after.match(text, end):
                continue
            decoded = read(found.group())
            plain = decoded.isprintable() if read is _mail else _PLAIN.fullmatch(decoded)
            if (
                plain
                and len(_LETTER.findall(decoded)) >= LETTERS
                and not any(start < edit.end and edit.start < end for edit in edits)
            ):
                edits.append(Edit(start, end, decoded, name))
    return edits


def _entities(view: View) -> list[Edit]:
    """Return the entities for Arabic, where two letters stand side by side, and signs beside Arabic letters."""
    found = [(entity.span(), char) for entity in _ENTITY.finditer(view.text) if (char := _char(entity))]
    plain = [(span, char) for span, char in found if _PLAIN.fullmatch(char)]
    decoded, places = _read(view.text, plain)
    letters = {place for place, (_, char) in zip(places, plain, strict=True) if _LETTER.match(char)}
    certain = any(place + 1 in letters for place in letters)
    markup = any(span.kind == "markup" for span in view.protected)
    edits = []
    for place, (span, char) in zip(places, plain, strict=True):
        if certain if _ARABIC.match(char) else not markup and _beside(decoded, place):
            edits.append(
                Edit(*span, char, "an entity for an Arabic character" if certain else "an entity beside Arabic")
            )
    return edits or (_misread(view.text, found) if len(found) >= MISREAD else [])


def _read(text: str, found: list[tuple[tuple[int, int], str]]) -> tuple[str, list[int]]:
    """Return a text with characters for entities, and where each of them stands then."""
    parts: list[str] = []
    places = []
    done = shift = 0
    for (start, end), char in found:
        parts += (text[done:start], char)
        places.append(start - shift)
        shift += end - start - 1
        done = end
    return "".join((*parts, text[done:])), places


def _misread(text: str, found: list[tuple[tuple[int, int], str]]) -> list[Edit]:
    """Return the entities of a line that is Arabic in another encoding (`bidinorm.one_byte`): two repairs in a row."""
    decoded, places = _read(text, found)
    won = one_byte.best(decoded)
    if won is None or not one_byte.certain(won[1]):
        return []
    inside = {place for start, end in won[1].stretches for place in range(start, end)}
    return [
        Edit(*span, char, "an entity for an Arabic letter that was misread")
        for place, (span, char) in zip(places, found, strict=True)
        if place in inside
    ]


_ARABIC = re.compile(
    f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.ARABIC_INDIC_DIGIT}\u060c\u061b\u061f]"
)
_SIGNS = "\u00a0\u00ab\u00bb\u200c-\u200f\u2013-\u201f\u2026 "
_BESIDE = (
    re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}][{_SIGNS}]*$"),
    re.compile(f"[{_SIGNS}]*[{chars.ARABIC_LETTER}]"),
)


def _beside(text: str, place: int) -> bool:
    """Tell whether an Arabic letter stands beside a place, with nothing but signs and blanks between."""
    return bool(_BESIDE[0].search(text, max(0, place - 8), place) or _BESIDE[1].match(text, place + 1))


def _char(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for, or nothing where that is none, ASCII or a control."""
    decimal, hexadecimal, name = entity.groups()
    if name:
        char = _named(name)
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        char = chr(code) if 0xA0 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    return char if len(char) == 1 and not char.isascii() else ""


@cache
def _named(name: str) -> str:
    from html.entities import html5

    return html5.get(f"{name};", "")


RULE = Rule(
    name="escapes",
    stage=Stage.DECODE,
    find=find,
    triggers=(
        Trigger("&\\\\%=", "#uDd?"),
        Trigger("&", "A-Za-z"),
    ),
    evidence=(
        "&(?:amp;)*#?[0-9A-Za-z]{2,8};",
        "[\\\\%]u[0-9A-Fa-f]{4}",
        "[%=][DdEe][0-9A-Fa-f]",
        "=\\?",
    ),
    page=__doc__,
)
