r"""The one file that names code points: character classes as bodies for `[…]` in a pattern.

A body such as `ARABIC_LETTER` stands inside square brackets: `re.compile(f"[{ARABIC_LETTER}]")`.
Ranges follow the blocks of the Unicode Standard (15.0), chapter 9.2 for Arabic and 23.2–23.3 for the
layout controls; invisible characters are written as escapes.

>>> import re
>>> bool(re.fullmatch(f"[{ARABIC_LETTER}]+", "صورة"))
True
"""

from __future__ import annotations

import re
from functools import cache

ARABIC_LETTER = (
    "\u0620-\u063f\u0641-\u064a"  # the alphabet, without tatweel (U+0640)
    "\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
)
TATWEEL = "\u0640"
TASHKEEL = "\u064b-\u0652\u0670"
"""The marks of vocalisation, fathatan to sukun, and superscript alef."""
SHADDA = "\u0651"
SUPERSCRIPT_ALEF = "\u0670"
VOWEL = "\u064b-\u0650\u0652"
"""Tashkeel of which a letter bears at most one: tanwin, short vowels and sukun."""
ARABIC_MARK = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
)
"""All combining marks of the Arabic blocks, Qur'anic annotation included."""
PRESENTATION_FORM = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
"""Presentation forms that stand for letters; ornate parentheses, rial and bismillah signs are not among them."""

STRONG_PERSIAN_URDU = (
    "\u06a9\u06cc\u06c0\u06c1\u06c3\u06d2\u06d3\u06ba\u0679\u0688\u0691\u06be\u06d5\u06c6\u06ce\u200c"
    "\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06ab\u06bc\u06cd\u06d0"  # Pashto
    "\u067a\u067d\u067f\u0680\u0683\u0684\u0687\u068a\u068c\u068d\u0699\u06a6\u06b1\u06b3\u06bb"  # Sindhi
    "\u0695\u06b5\u06c7\u06c8\u06cb"  # Kurdish and Uyghur
)
"""Letters that no Arabic orthography uses (keheh, Farsi yeh, heh goal …), and the non-joiner."""
WEAK_PERSIAN_URDU = "\u067e\u0686\u0698\u06af"
"""Peh, tcheh, jeh and gaf: Persian and Urdu letters that Arabic borrows for foreign sounds."""
ARABIC_ONLY = "\u0623\u0625\u0629\u0643\u0649\u064a"
"""Letters that Persian and Urdu write otherwise or not at all."""

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
"""The blocks of Hebrew, Arabic and the scripts between them, with their presentation forms."""
LATIN_LETTER = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
DIGIT = "0-9"
ARABIC_INDIC_DIGIT = "\u0660-\u0669"

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
MARKS = LRM + RLM + ALM
EMBEDDINGS = LRE + RLE
OVERRIDES = LRO + RLO
ISOLATES = LRI + RLI + FSI
BIDI_CONTROL = MARKS + EMBEDDINGS + OVERRIDES + PDF + ISOLATES + PDI
PARAGRAPH_SEPARATOR = "\n\r\x1c-\x1e\x85\u2029"
"""Bidi class B: what ends a paragraph for UAX #9."""

NBSP, SHY, ZWSP, ZWNJ, WJ, BOM = "\u00a0", "\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff"

_QUOTES_TO_EURO = "\u2013-\u203a\u20ac\u2122"
_BOXES = "\u00a1-\u00bf\u2310-\u2593"
MISREAD = {
    "cp1252": f"\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc{_QUOTES_TO_EURO}",
    "cp1250": f"\u0080-\u00bf\u0102-\u017e\u02c7\u02d8-\u02dd{_QUOTES_TO_EURO}",
    # signs that do not follow an Arabic letter in prose: not comma, semicolon, quotes, dots and blanks
    "cp1256": (
        "\u00a2-\u00a9\u00ac\u00ae-\u00b9\u00bc-\u00be\u0152\u0153\u0192\u02c6\u201a\u201e\u2020\u2021\u2030\u20ac\u2122"
    ),
    "mac_roman": "\u00a0-\u00fc\u0131\u0152\u0153\u0192\u02c6-\u02dd\u03a9\u03c0\u2013-\u2265",
    # signs only: other letters follow these in Ukrainian, Serbian and Belarusian
    "cp1251": "\u00a4-\u00a7\u00a9-\u00bb\u201a\u201e-\u203a\u20ac\u2116\u2122",
    "cp437": f"{_BOXES}\u00c0-\u00ff\u0192\u20a7",
    "cp850": f"{_BOXES}\u0192",
}
"""What marks UTF-8 that was read in an encoding: what its readers show for the bytes 80 to BF, but for what stands
behind a letter in prose."""
MISREAD_TWICE = ("\u00c3\u221a", "\u0098-\u009b\u00f8\u02dc\u2122\u0161\u203a")
"""How an Arabic letter begins that was so misread twice."""

BRACKETS = {"(": ")", "[": "]", "{": "}"}
GUILLEMETS = {"\u00ab": "\u00bb"}


@cache
def members(body: str) -> frozenset[str]:
    r"""Return the characters of a class body; ranges are written `a-b`, and a backslash escapes one character.

    >>> sorted(members(r"a-c_\]"))
    [']', '_', 'a', 'b', 'c']
    """
    found: set[str] = set()
    for low, high in re.findall(r"\\?(.)(?:-\\?(.))?", body, re.DOTALL):
        found.update(map(chr, range(ord(low), ord(high or low) + 1)))
    return frozenset(found)
