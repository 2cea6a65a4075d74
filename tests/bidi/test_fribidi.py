"""Agreement with GNU FriBidi, an independent implementation, on lines as bilingual text has them.

Levels and order are compared for every character that X9 keeps; what removed characters get is left to the
implementation by the standard.

One disagreement is known, in lines with explicit controls: FriBidi 1.0.8 lets text before an embedding or an
isolate act on the text in it, where the standard says sos (X10). Each such line is checked to be of this kind: with
sos written out as a mark after the control, our levels stay as they were, and FriBidi's become the same.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import random

import pytest

from bidinorm.bidi import base_direction, display_order, levels
from bidinorm.bidi.classes import class_string
from bidinorm.bidi.explicit import first_strong_inside
from bidinorm.bidi.paragraph import Direction
from bidinorm.bidi.prepare import REMOVED

LINES = 6000
BASES: dict[Direction | None, int] = {None: 0x40, "ltr": 0x110, "rtl": 0x111}

WORDS = (
    "شبكة",
    "منصة",
    "العراق",
    "مُحَمَّدٌ",
    "لِلْقِرَاءَةِ",
    "שלום",
    "גן",
    "Baghdad",
    "React",
    "iOS",
    "café",
    "n",
    "و",
    "12",
    "3.5%",
    "-7",
    "$20",
    "٤٥",
    "١٬٢٣٤",
    "2026/11/24",
    "+964",
    "10:30",
    "@user",
    "#tag",
    "a_b",
    "C++",
)
MARKS = (" ", " ", " ", " ", "", "، ", ". ", "؟ ", ": ", " - ", "…", "\t", "\N{NO-BREAK SPACE}", "/", "!", " & ")
OPENED = (
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("«", "»"),
    ("\N{LEFT ANGLE BRACKET}", "\N{RIGHT-POINTING ANGLE BRACKET}"),
)
CONTROLS = (
    "\N{LEFT-TO-RIGHT MARK}",
    "\N{RIGHT-TO-LEFT MARK}",
    "\N{ARABIC LETTER MARK}",
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{LEFT-TO-RIGHT EMBEDDING}",
    "\N{RIGHT-TO-LEFT EMBEDDING}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{POP DIRECTIONAL FORMATTING}",
    "\N{LEFT-TO-RIGHT ISOLATE}",
    "\N{RIGHT-TO-LEFT ISOLATE}",
    "\N{FIRST STRONG ISOLATE}",
    "\N{POP DIRECTIONAL ISOLATE}",
)
OPENING = CONTROLS[4:7] + CONTROLS[8:11]
"""The controls that open an embedding, an override or an isolate."""


def bilingual_line(chance: random.Random) -> str:
    """Make one line: words of both scripts, numbers, punctuation, brackets that mostly match, some controls."""
    parts: list[str] = []
    closing: list[str] = []
    controls = chance.random() < 0.3
    for _ in range(chance.randint(1, 14)):
        if chance.random() < 0.15:
            opening, end = chance.choice(OPENED)
            parts.append(opening)
            closing.append(end)
        parts.append(chance.choice(WORDS))
        if closing and chance.random() < 0.4:
            parts.append(closing.pop(chance.choice((0, -1, -1, -1))))
        if controls and chance.random() < 0.3:
            parts.append(chance.choice(CONTROLS))
        parts.append(chance.choice(MARKS))
    return "".join(parts)


class Fribidi:
    """The library, called by its C interface."""

    def __init__(self) -> None:
        name = ctypes.util.find_library("fribidi") or "libfribidi.so.0"
        try:
            self.library = ctypes.CDLL(name)
        except OSError:
            pytest.skip(f"no library {name}; install the package libfribidi0")

    def __call__(self, text: str, base: Direction | None) -> tuple[list[int], list[int]]:
        """Return the levels of one line after L1, and its visual order."""
        length = len(text)
        characters = (ctypes.c_uint32 * length)(*map(ord, text))
        types = (ctypes.c_uint32 * length)()
        brackets = (ctypes.c_uint32 * length)()
        direction = ctypes.c_uint32(BASES[base])
        found = (ctypes.c_int8 * length)()
        order = (ctypes.c_int * length)(*range(length))
        library = self.library
        library.fribidi_get_bidi_types(characters, length, types)
        library.fribidi_get_bracket_types(characters, length, types, brackets)
        levels_ex = library.fribidi_get_par_embedding_levels_ex
        assert levels_ex(types, brackets, length, ctypes.byref(direction), found)
        assert library.fribidi_reorder_line(0, types, length, 0, direction, found, characters, order)
        return list(found), list(order)


def differ(text: str, base: Direction | None, fribidi: Fribidi) -> bool:
    """Tell whether levels or order differ for a character that X9 keeps."""
    theirs, their_order = fribidi(text, base)
    ours, our_order = levels(text, base), display_order(text, base)
    kept = {offset for offset, code in enumerate(class_string(text)) if code not in REMOVED}
    if any(theirs[offset] != ours[offset] for offset in kept):
        return True
    return [o for o in their_order if o in kept] != [o for o in our_order if o in kept]


def with_sos(text: str) -> tuple[str, list[int]]:
    """Write a mark of the direction of sos after each control that opens an embedding or an isolate.

    FSI is replaced by the isolate that it stands for. Returns also the new offset of each character.
    """
    isolates = first_strong_inside(class_string(text))
    written: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if offset in isolates or character == "\N{FIRST STRONG ISOLATE}":
            character = "\N{RIGHT-TO-LEFT ISOLATE}" if isolates.get(offset) else "\N{LEFT-TO-RIGHT ISOLATE}"
        offsets.append(len(written))
        written.append(character)
        if character in "\N{LEFT-TO-RIGHT EMBEDDING}\N{LEFT-TO-RIGHT ISOLATE}":
            written.append("\N{LEFT-TO-RIGHT MARK}")
        elif character in "\N{RIGHT-TO-LEFT EMBEDDING}\N{RIGHT-TO-LEFT ISOLATE}":
            written.append("\N{RIGHT-TO-LEFT MARK}")
    return "".join(written), offsets


def ignores_sos(text: str, base: Direction | None, fribidi: Fribidi) -> bool:
    """Tell whether a disagreement is the known one."""
    # A mark may become the first strong character, so the base direction is said.
    base = base or base_direction(text) or "ltr"
    written, offsets = with_sos(text)
    again = levels(written, base)
    kept = [offset for offset, code in enumerate(class_string(text)) if code not in REMOVED]
    ours = levels(text, base)
    return all(again[offsets[offset]] == ours[offset] for offset in kept) and not differ(written, base, fribidi)


def test_agrees_with_fribidi() -> None:
    fribidi = Fribidi()
    chance = random.Random(9)  # UAX #9
    known = 0
    disagreements: list[str] = []
    for _ in range(LINES):
        text = bilingual_line(chance)
        for base in BASES:
            if not differ(text, base, fribidi):
                continue
            if set(text).intersection(OPENING) and ignores_sos(text, base, fribidi):
                known += 1
            else:
                disagreements.append(f"{text!a} base {base}: {list(levels(text, base))} {fribidi(text, base)}")
    assert not disagreements, f"{len(disagreements)} of {LINES * len(BASES)}:\n" + "\n".join(disagreements[:5])
    assert known <= LINES * len(BASES) // 500
