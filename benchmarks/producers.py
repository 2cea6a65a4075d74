"""What producers and extractors make of Arabic: lines stored in the order of the page, the same way every time.

Each producer takes a line in logical order and returns what some chain of programs leaves of it, or None where its
damage does not show. They are written from what such chains are known to do, and know nothing of the rules that repair.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from breaker import shape

from bidinorm.bidi import display_text
from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK, PRESENTATION_FORM

Producer = Callable[[str], str | None]

LAM_ALEF = re.compile("\u0644([\u0622\u0623\u0625\u0627])")
LIGATURES = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
RIGHT = f"{ARABIC_LETTER}{ARABIC_MARK}{PRESENTATION_FORM}\u060c\u061b\u061f"
WORD = re.compile(f"[{ARABIC_LETTER}]+")
LEFT = "A-Za-z0-9\u0660-\u0669"
RUN = re.compile(f"[{RIGHT}][^{LEFT}]*")


def shaped(line: str) -> str:
    """Return the line in presentation forms, each lam-alef one ligature.

    >>> ascii(shaped("لا"))
    "'\\\\ufefb'"
    """

    def forms(word: re.Match[str]) -> str:
        letters = shape(word[0])
        return LAM_ALEF_FORMS.sub(lambda pair: _ligature(pair[0]), letters)

    return WORD.sub(forms, line)


LAM_ALEF_FORMS = re.compile("[\ufedd-\ufee0][\ufe81-\ufe84\ufe87\ufe88\ufe8d\ufe8e]")
_ALEFS = {"\ufe82": "\u0622", "\ufe84": "\u0623", "\ufe88": "\u0625", "\ufe8e": "\u0627"}


def _ligature(pair: str) -> str:
    isolated = LIGATURES.get(_ALEFS.get(pair[1], ""), "")
    if not isolated:
        return pair
    return chr(ord(isolated) + (pair[0] == "\ufee0"))  # after a letter that joins, the final form


def visual(line: str, *, mirror: bool = True, marks_last: bool = True) -> str:
    """Return the line in visual order, as a right-to-left paragraph shows it."""
    return display_text(line, "rtl", mirror=mirror, marks_last=marks_last)


def unit(line: str) -> str:
    """Return a line in visual order with each lam-alef in logical order: a font's ligature that was looked up."""
    turned = visual(LAM_ALEF.sub(lambda pair: LIGATURES[pair[1]], line))
    for alef, ligature in LIGATURES.items():
        turned = turned.replace(ligature, f"\u0644{alef}")
    return turned


def flipped(line: str) -> str:
    """Return a logical line in which each lam-alef stands the other way round."""
    return LAM_ALEF.sub("\\1\u0644", line)


def runs_in_place(line: str) -> str:
    """Return the runs of a visual line in their visual order, each turned with the blanks that follow it."""
    return RUN.sub(lambda run: run[0][::-1], visual(line, mirror=False))


def embedded(line: str) -> str:
    """Return the runs in order inside embeddings, each number or Latin phrase with the blank on its wrong side."""
    inner = re.compile(f" ((?:[{LEFT}][^{RIGHT}]*)?[{LEFT}%])( |$)")

    def run(found: re.Match[str]) -> str:
        return f" \u202a{' ' if found[2] else ''}{_shown(found[1])}\u202c"

    return f"\u202b{inner.sub(run, line)}\u202c"


def _shown(phrase: str) -> str:
    return display_text(f"\u0627 {phrase}", "rtl")[: len(phrase)]


@dataclass(frozen=True, slots=True)
class Chain:
    """A producer with its name for tables."""

    name: str
    make: Producer


CHAINS = (
    Chain("visual order, brackets mirrored", visual),
    Chain("visual order, brackets as typed", lambda line: visual(line, mirror=False)),
    Chain("visual order, lam-alef in logical order", unit),
    Chain("presentation forms in visual order", lambda line: visual(shaped(line))),
    Chain("presentation forms in visual order, brackets as typed", lambda line: visual(shaped(line), mirror=False)),
    Chain("every character reversed", lambda line: line[::-1]),
    Chain("lam-alef flipped in logical order", lambda line: flipped(line) if flipped(line) != line else None),
    Chain("runs turned, in visual order", lambda line: runs_in_place(line) if runs_in_place(line) != line else None),
    Chain("runs in embeddings, blanks misplaced", lambda line: embedded(line) if "\u202a" in embedded(line) else None),
)
