"""Bidi_Class of a text as a class string, one byte for each code point (UAX #9, section 3.2, table 4).

<https://www.unicode.org/reports/tr9/#Bidirectional_Character_Types>

The rules of the algorithm speak of sequences of classes, not of characters. A class string lets
`bytes.translate` and `re` apply them to a whole paragraph at the speed of C. Its bytes:

    L R      Left_To_Right, Right_To_Left          E N    European_Number, Arabic_Number
    A        Arabic_Letter                         s t c  European_Separator, European_Terminator,
    m n      Nonspacing_Mark, Boundary_Neutral            Common_Separator
    B S W O  Paragraph_Separator, Segment_Separator, White_Space, Other_Neutral
    l r f g  LRE, RLE, LRO, RLO                    i j k  LRI, RLI, FSI
    p        PDF                                   d      PDI
    80..FF   brackets: each pair of BD14 has an even byte that opens and the odd one after it that closes
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from bidinorm import lexicons

UNICODE_VERSION = "15.0.0"
"""The version of the Unicode Character Database that the tables are made from."""

CODES = {
    "L": b"L",
    "R": b"R",
    "AL": b"A",
    "EN": b"E",
    "AN": b"N",
    "ES": b"s",
    "ET": b"t",
    "CS": b"c",
    "NSM": b"m",
    "BN": b"n",
    "B": b"B",
    "S": b"S",
    "WS": b"W",
    "ON": b"O",
    "LRE": b"l",
    "RLE": b"r",
    "LRO": b"f",
    "RLO": b"g",
    "PDF": b"p",
    "LRI": b"i",
    "RLI": b"j",
    "FSI": b"k",
    "PDI": b"d",
}
"""The byte of each Bidi_Class in a class string."""

BRACKETS = bytes(range(0x80, 0x100))
"""The bytes of brackets: even ones open, odd ones close."""

LAST = 0x10FFFF

_encode = codecs.charmap_encode

# A charmap encoder turns 255 characters into bytes at 2 ns each. These are the characters of
# Arabic, Hebrew and English text; every other one goes through `_class_letters`.
_FREQUENT = (
    (0x0009, 0x000A),
    (0x000D, 0x000D),
    (0x0020, 0x007E),
    (0x00A0, 0x00A0),
    (0x00AB, 0x00AB),
    (0x00B0, 0x00B0),
    (0x00B7, 0x00B7),
    (0x00BB, 0x00BB),
    (0x00D7, 0x00D7),
    (0x00E9, 0x00E9),
    (0x05D0, 0x05EA),
    (0x060C, 0x060C),
    (0x061B, 0x061B),
    (0x061F, 0x061F),
    (0x0621, 0x063A),
    (0x0640, 0x0652),
    (0x0654, 0x0654),
    (0x0660, 0x066C),
    (0x0670, 0x0671),
    (0x0679, 0x0679),
    (0x067E, 0x067E),
    (0x0686, 0x0686),
    (0x0688, 0x0688),
    (0x0691, 0x0691),
    (0x0698, 0x0698),
    (0x06A4, 0x06A4),
    (0x06A9, 0x06A9),
    (0x06AF, 0x06AF),
    (0x06BA, 0x06BA),
    (0x06BE, 0x06BE),
    (0x06C1, 0x06C1),
    (0x06CC, 0x06CC),
    (0x06D2, 0x06D2),
    (0x06D4, 0x06D4),
    (0x06F0, 0x06F9),
    (0x200C, 0x200D),
    (0x200E, 0x200F),
    (0x2013, 0x2014),
    (0x2018, 0x2019),
    (0x201C, 0x201E),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2190, 0x2192),
    # One of each class that none of the above has, so that `_class_letters` has a letter to give.
    (0x202A, 0x202E),
    (0x2066, 0x2069),
)


class _RareBracketError(Exception):
    """A bracket that has no byte of its own in the charmap stands in the text."""


@cache
def bracket_codes() -> dict[int, int]:
    """Return the byte of each bracket's code point.

    BD16: canonical equivalents count as the same bracket, U+2329 and U+232A with U+3008 and U+3009.
    """
    codes: dict[int, int] = {}
    folded: dict[str, int] = {}
    for code_point, paired, kind in lexicons.read("unicode/bidi_brackets.tsv").rows:
        if kind == "o":
            opening = unicodedata.normalize("NFD", chr(int(code_point, 16)))
            byte = folded.setdefault(opening, 0x80 + 2 * len(folded))
            codes[int(code_point, 16)] = byte
            codes[int(paired, 16)] = byte + 1
    return codes


@cache
def class_table() -> bytes:
    """Return the class byte of every code point, as one string indexed by code point."""
    table = bytearray(LAST + 1)
    for first, last, name in lexicons.read("unicode/bidi_class.tsv").rows:
        start, end = int(first, 16), int(last, 16) + 1
        table[start:end] = CODES[name] * (end - start)
    for code_point, byte in bracket_codes().items():
        table[code_point] = byte
    return bytes(table)


@cache
def mirror_table() -> dict[str, str]:
    """Return the Bidi_Mirroring_Glyph of each character that has one."""
    rows = lexicons.read("unicode/bidi_mirroring.tsv").rows
    return {chr(int(code_point, 16)): chr(int(mirrored, 16)) for code_point, mirrored in rows}


@cache
def _charmap() -> tuple[object, bytes, bytes]:
    """Return the charmap, the class byte of each of its letters, and a letter of each class byte."""
    frequent = [chr(point) for first, last in _FREQUENT for point in range(first, last + 1)]
    # The first letter must be NUL, and U+FFFE marks a letter without a character.
    letters = "\0" + "".join(frequent).ljust(255, "\ufffe")
    classes = bytes(class_table()[ord(letter)] for letter in letters)
    # Letter 255 stays free and stands for a bracket without a letter.
    representatives = bytes(max(classes.find(code, 0, len(frequent) + 1), -1) % 256 for code in range(256))
    codecs.register_error("bidinorm.bidi", _class_letters)
    return codecs.charmap_build(letters), classes, representatives


def _class_letters(error: UnicodeError) -> tuple[bytes, int]:
    """Answer the charmap encoder: for characters that have no letter, a letter of the same class."""
    assert isinstance(error, UnicodeEncodeError)
    table = class_table()
    classes = bytes([table[ord(character)] for character in error.object[error.start : error.end]])
    letters = classes.translate(_charmap()[2])
    if 0xFF in letters:
        raise _RareBracketError
    return letters, error.end


def class_string(text: str) -> bytes:
    """Return the class string of `text`: as many bytes as it has code points.

    >>> class_string("a 1,5%")
    b'LWEcEt'
    """
    charmap, classes, _ = _charmap()
    try:
        return _encode(text, "bidinorm.bidi", charmap)[0].translate(classes)  # type: ignore[arg-type]
    except _RareBracketError:
        table = class_table()
        return bytes([table[ord(character)] for character in text])
