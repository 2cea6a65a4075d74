r"""Arabic in an encoding of one byte that was read in another.

## What it does
Reads the characters again as Windows-1256, ISO 8859-6 or Mac Arabic where they were taken for Windows-1252 (with
Latin-1), Windows-1254, Windows-1250, Mac Roman or one of the three Arabic ones.

## Why
Files and databases from before UTF-8 do not say what they are in, and a program takes the encoding of its platform.
Each Arabic letter is then one accented letter, or another Arabic one.

## Leaves alone
Words with plain Latin letters in them; prose of every language, since a word is taken for Arabic only where all of its
letters are in doubt and a model of Arabic words (`bidinorm.direction`) finds the other reading far likelier; lines of
which a part would become worse. Bytes that the reader dropped cannot be had back: U+FFFD stays where it stands.

## Example
- `ÔÈßÉ ÇáÃÎÈÇÑ` → `شبكة الأخبار`
- `Photo: åÑÍÈÇ êÇ ÙÇäå (2020)` → `Photo: مرحبا يا عالم (2020)`
- `هرحبا êا ظانه` → `مرحبا يا عالم`

## References
Unicode Consortium, mapping tables of `CP1256`, `8859-6` and `ARABIC` (Mac OS); the encodings are those of Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.one_byte import AS_ARABIC, BRACKETS, ENOUGH, LETTERS, Found, Reading, best, certain, shown
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


def _edits(view: View, reading: Reading, found: Found, reason: str) -> Iterator[Edit]:
    """Yield the stretches without the protected spans in them."""
    spans = [span for span in view.protected if reading.shown != "mac-arabic" or span.kind not in _MADE_OF_LETTERS]
    for start, end in found.stretches:
        for span in spans:
            if start < span.end and span.start < end:
                if span.start > start:
                    yield from _edit(view.text, found.decoded, (start, span.start), reason)
                start = span.end
        if start < end:
            yield from _edit(view.text, found.decoded, (start, end), reason)


def _edit(text: str, decoded: str, stretch: tuple[int, int], reason: str) -> Iterator[Edit]:
    start, end = stretch
    while start < end and text[start] == decoded[start]:
        start += 1
    while end > start and text[end - 1] == decoded[end - 1]:
        end -= 1
    if start < end:
        yield Edit(start, end, decoded[start:end], reason)


_MADE_OF_LETTERS = frozenset({"identifier", "markup", "target", "placeholder", "escape"})
"""What letters that are shown as brackets and underscores look like."""


_LETTER_SEEN = re.compile(f"[{chars.ARABIC_LETTER}]")
_NOT_MAC = re.compile(
    f"[^\\x00-\\x7f{chars.ARABIC_LETTER}{chars.TASHKEEL}{chars.TATWEEL}\u060c\u061b\u061f\u00a0-\u00aa\u00ac-\u00ba\u00bc-\u00bf]"
    "| (?!\\s*$)|[0-9]\u00b0"
)
"""What does not stand in Mac Arabic that was read as ISO 8859-6: all blanks between its words are no-break spaces."""
_MAC_SIGN = re.compile("[\u00a1-\u00aa\u00ad-\u00ba\u00bc-\u00be]")
BLANKS = 3
"""No-break spaces that a writer may have meant, in a line without other blanks."""
_MAC_SIGNS = {code: bytes([code]).decode("mac-arabic") for code in range(0xA0, 0xC0)}


def _mac_signs(text: str) -> Iterator[Edit]:
    """Yield the signs of Mac Arabic that was read as ISO 8859-6, which has the same letters and none of its signs."""
    blanks = text.count(chars.NBSP)
    if blanks > 1 and (blanks > BLANKS or _MAC_SIGN.search(text)) and _LETTER_SEEN.search(text):
        whole = (0, 0) if _NOT_MAC.search(text) else (0, len(text))
        yield from _edit(text, text.translate(_MAC_SIGNS), whole, "mac-arabic that was read as iso8859-6")


def find(view: View) -> Iterator[Edit]:
    """Propose each stretch in the reading that is best for the line, where that is certain."""
    if chars.NBSP in view.text and not view.protected:
        yield from _mac_signs(view.text)
    won = best(view.text)
    if won and certain(won[1]):
        yield from _edits(view, *won, won[0].reason)


def suspect(view: View) -> Iterator[Edit]:
    """Mention stretches for which another reading is likelier, but not by enough."""
    won = best(view.text)
    if won and not certain(won[1]) and won[1].score >= ENOUGH / 2:
        reading, found = won
        margin = f"{found.letters} letters and {found.score:.1f} nats, {LETTERS} and {ENOUGH:.0f} are certain"
        yield from _edits(view, reading, found, f"{reading.reason}, perhaps ({margin})")


RULE = Rule(
    name="code-pages",
    stage=Stage.DECODE,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger(shown(arabic=False), shown(arabic=False)),
        Trigger(chars.ARABIC_LETTER, AS_ARABIC),
        Trigger(f"{AS_ARABIC}\u064c\u064d", chars.ARABIC_LETTER),
        Trigger(chars.NBSP),
        Trigger("\u064c\u064d", BRACKETS),
        Trigger(BRACKETS, "\u064c-\u0652"),
    ),
    page=__doc__,
)
