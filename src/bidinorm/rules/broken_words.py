r"""Words that extraction spaced out, split or glued.

## What it does
Joins single letters that blanks part to the words that they make, and the end of a word that a blank cut off, and in a
line that an extractor wrapped in an embedding any two pieces that are one word; parts words in a line from which all
blanks are gone.

## Why
A PDF holds letters with their places, not words. Where its producer moved each letter, or a reader guesses blanks from
gaps, words fall apart or run together, and no search finds them.

## Leaves alone
Single letters in the order of the alphabet, roots such as `ك ت ب`, and four letters that may be one; a piece that may
be a word, and the conjunction waw with blanks around it; all that does not make known words
(`bidinorm.vocabulary`). Words that run together in a line that has blanks: `check` mentions them where a letter that
only ends words stands inside, and the option `glued` parts them.

## Example
- `ص و ر ة من ا ل م ن ص ة` → `صورة من المنصة`
- `وصلت الشح نة إلى المين اء` → `وصلت الشحنة إلى الميناء`
- `وصلتالشحنةإلىالميناء` → `وصلت الشحنة إلى الميناء`

## References
ISO 32000-2, section 9.4.3 (text-showing operators).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, lam_alef, segment
from bidinorm.direction import LETTERS
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

SURE = 5
"""Single letters in a row that are a spaced-out word if they make one."""
COMMON = 5
"""How frequent a word with alef maksura at its end must be to be cut off there."""
GLUED = 12
"""Letters of a word that is likely several."""

_SPACED = re.compile(f"(?<![\\w\u064b-\u0652])(?:[{LETTERS}] ){{2,}}[{LETTERS}](?![\\w\u064b-\u0652])")
_WEAK = re.compile("[\u0621-\u0627\u0629\u0648\u0649\u064a]")
_ALPHABETS = (
    "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a",
    "\u0627\u0628\u062c\u062f\u0647\u0648\u0632\u062d\u0637\u064a\u0643\u0644\u0645\u0646\u0633\u0639\u0641\u0635\u0642\u0631\u0634\u062a\u062b\u062e\u0630\u0636\u0638\u063a",
)
_BUT_WAW = "\u0621-\u063a\u0641-\u0647\u0649\u064a"
"""The letters but waw, which alone is a conjunction and the end of no word."""
_SPLIT = re.compile(
    f"(?<![\\w\u064b-\u0652])([{LETTERS}]{{2,}}) ([{LETTERS}][\u0621\u0629]|[{_BUT_WAW}])(?![\\w\u064b-\u0652])"
)
_WORD = re.compile(f"[{LETTERS}]+")
_BOUNDARY = re.compile(f"[\u0629\u0649](?=[{LETTERS}])")


def _spaced(view: View) -> list[tuple[int, Edit]]:
    """Return the words that spaced-out letters make, each with how many letters it is worth."""
    found = []
    for run in _SPACED.finditer(view.text):
        letters = run.group().replace(" ", "")
        listed = any(letters.replace("\u0623", "\u0627") in alphabet for alphabet in _ALPHABETS)
        words = [] if listed or not view.free(*run.span()) else segment.words(letters)
        if words:
            worth = len(letters) + (_WEAK.search(letters) is not None)  # no root of four has a weak letter
            found.append((worth, Edit(*run.span(), " ".join(words), "letters of a word with blanks between them")))
    return found


def _split(view: View) -> Iterator[Edit]:
    """Yield the words whose end a blank cut off: neither piece is a word, both together are."""
    for found in _SPLIT.finditer(view.text):
        start, end = found.span(1)[1], found.span(2)[0]
        first, second = found.groups()
        if len(second) == 1 and len(first) < 3:
            continue
        if not frequency(first) and frequency(first + second) > 1 and view.free(*found.span()):
            yield Edit(start, end, "", "a blank inside a word")


def _ends(part: str) -> bool:
    """Tell whether a word ends with a letter that only ends words; alef maksura does in common words alone.

    Other languages have that letter everywhere, and a line of a few words does not always tell them from Arabic.
    """
    return part[-1:] == "\u0629" or (part[-1:] == "\u0649" and frequency(part) >= COMMON)


def _first(word: str) -> list[str]:
    """Return the word before the letter that ends words, where it is a common one, in a list; else an empty list."""
    ends = [found.end() for found in _BOUNDARY.finditer(word)]
    part = word[: ends[0]] if ends else ""
    return [part] if frequency(part) >= COMMON and len(word) - len(part) > 2 else []


def _glued(view: View, least: int = 2) -> list[Edit]:
    """Return the words into which a long one falls, where letters that end words stand inside of it."""
    found: list[Edit] = []
    for word in _WORD.finditer(view.text) if view.language == "ar" else ():
        inside = len(_BOUNDARY.findall(word.group()))
        if inside < least or (least > 1 and len(word.group()) < GLUED) or not view.free(*word.span()):
            continue
        place = word.start()
        reason = "words without a blank between them"
        if inside < 2:
            reason += " (1 letter that ends words stands inside, 2 are certain in a line without blanks)"
        *parts, _ = segment.words(word.group()) or [""]
        if inside < 2 and not all(map(_ends, parts)):  # an unknown word falls into any known ones
            parts = _first(word.group())
        for part in parts:
            place += len(part)
            found.append(Edit(place, place, " ", reason))
    return found


_SHORT_WORD = re.compile(rf"(?<!\w)[^\W_]{{1,{GLUED - 1}}}(?!\w)").search
_PIECE = re.compile(f" [{LETTERS}](?:$|[ \u0621\u0629])").search
"""What tells that letters may be spaced out, or a word cut."""


def find(view: View) -> Iterator[Edit]:
    """Propose the words that are certain."""
    if lam_alef.wrapped(view.text):
        cuts = segment.cuts(view.text)
        yield from (
            Edit(place, place + 1, "", "a blank inside a word") for place in cuts if view.free(place, place + 1)
        )
        if cuts:
            return
    spaced = _spaced(view) if _PIECE(view.text) else []
    if any(worth >= SURE for worth, _ in spaced):
        yield from (edit for _, edit in spaced)
    elif not spaced:
        if _PIECE(view.text):
            yield from _split(view)
        if view.options["glued"] or not _SHORT_WORD(view.text):
            yield from _glued(view, 1 if view.options["glued"] else 2)


def suspect(view: View) -> Iterator[Edit]:
    """Mention few letters with blanks between them, and words that run together in a line that has blanks."""
    for worth, edit in _spaced(view):
        if worth < SURE:
            yield edit._replace(reason=f"{edit.reason}, perhaps ({worth} points, {SURE} are certain)")
    if _SHORT_WORD(view.text):
        yield from _glued(view, least=1)


RULE = Rule(
    name="broken-words",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger(" ", _BUT_WAW, " \u0621\u0629", closes=True),
        Trigger("\u0629\u0649", LETTERS),
        Trigger(chars.EMBEDDINGS),
    ),
    evidence=(
        f"[{LETTERS}] [{LETTERS}][\u0621\u0629]",
        f"[{LETTERS}] [{_BUT_WAW}](?:[^{LETTERS}{chars.LATIN_LETTER}{chars.DIGIT}_\u0640\u064b-\u0652]|$)",
        f"[\u0629\u0649][{LETTERS}]*[\u0629\u0649][{LETTERS}]",
        chars.RLE,
    ),
    page=__doc__,
    options={"glued": False},
)
