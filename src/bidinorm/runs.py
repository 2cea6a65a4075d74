r"""Script runs with their direction, by UAX #24 section 5: <https://www.unicode.org/reports/tr24/#Common>.

    logical order   V L C ( ش ب ك ة ) 3
    script          L L L . A A A A . .     a dot: Common
    runs            L L L L A A A A L L     a closing bracket takes the script that its opening one took

What stands between two letters belongs to a run all the same:

* Blanks, digits and punctuation that every script uses go to the run before them; at the beginning of a line
  they wait for the first letter. A line without one is `"Common"`, `"neutral"`: a number alone has no script.
* Line feeds, and the blanks after them, stay with the line that they end. Lines do not influence each other.
* Characters that some scripts share (Script_Extensions) never join another: the Arabic comma, the question
  mark, Arabic-Indic digits, tatweel and tashkeel are Arabic even in a Latin line. Punctuation and marks
  that Latin is among the users of count as used by every script.
* Private use, unassigned code points and lone surrogates go with their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from bidinorm import lexicons, scripts
from bidinorm.chars import PARAGRAPH_SEPARATOR, members
from bidinorm.errors import require_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.scripts import Direction

QUOTES = {
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{QUOTATION MARK}": "\N{QUOTATION MARK}",  # opens where it is not inside a word, nor an inch mark
}
"""Quotation marks that pair as brackets do; Bidi_Paired_Bracket does not list them."""

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
DEPTH = 63
"""Open brackets that are remembered, as many as UAX #9 has in BD16; further ones pair with nothing."""

REACH = 64
"""How far a shared character looks for the script that follows it, in code points."""


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal stretch of one script: `text[start:end]`, its script by its long name, its direction."""

    start: int
    end: int
    script: str
    direction: Direction


def runs(text: str) -> list[Run]:
    """Return the script runs of a text; they tile it, and neighbours differ in script.

    >>> for run in runs("VLC يظهر: 12"):
    ...     print(run)
    Run(start=0, end=4, script='Latin', direction='ltr')
    Run(start=4, end=12, script='Arabic', direction='rtl')
    >>> runs("2024")
    [Run(start=0, end=4, script='Common', direction='neutral')]
    """
    require_text(text)
    found: list[Run] = []
    start, script = 0, ""
    for place, following in _switches(text):
        if following != script:
            if script:
                found.append(Run(start, place, script, _direction(script)))
            start, script = place, following
    if script:
        found.append(Run(start, len(text), script, _direction(script)))
    return found


def _switches(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a script begins to hold, and its name; the same one may come twice in a row."""
    opened: list[tuple[str, str]] = []  # the closing bracket awaited, the script at the opening one
    current, anchor = "", 0  # no script yet in this line; where the run of its first one begins
    position, size = _blanks(text, 0), len(text)
    while position < size:
        character = text[position]
        special, shared = _kind(character)
        chosen = current
        if special == "break":
            if not current:
                yield anchor, scripts.COMMON
            position = anchor = _blanks(text, position)
            current = ""
            opened.clear()
            continue
        if shared and current not in shared:
            chosen = _choose(text, position, shared)
        if special:
            chosen = _pair(text, position, chosen, opened)
        if chosen != current:
            yield (position if current else anchor), chosen
            if not current:
                opened[:] = [(closing, script or chosen) for closing, script in opened]
            current = chosen
        position = _stretch(current)(text, position + 1).end()
    if not current and anchor < size:
        yield anchor, scripts.COMMON


def _choose(text: str, position: int, shared: tuple[str, ...]) -> str:
    """Return the script of a character that several share: that of what follows, if it is one of them."""
    if len(shared) > 1:
        following = _stretch("")(text, position + 1, position + REACH).end()
        for script in _kind(text[following])[1] if following < len(text) else ():
            if script in shared:
                return script
    return shared[0]


def _pair(text: str, position: int, current: str, opened: list[tuple[str, str]]) -> str:
    """Return the script of a bracket or quotation mark, and keep account of what is open."""
    character = text[position]
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    inside = before.isalpha() and after.isalpha()
    if inside and character == APOSTROPHE:
        return current
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == character:
            script = opened[depth][1]
            del opened[depth:]
            return script or current
    closing = _pairs()[character]
    # `"` is a letter of the word in צה"ל, a unit in 5"; in قال"go" a blank is missing before it.
    literal = closing == character and before.isalnum() and (not inside or _kind(before) == _kind(after))
    if closing and not literal and len(opened) < DEPTH:
        opened.append((closing, current))
    return current


def _blanks(text: str, position: int) -> int:
    return cast("re.Match[str]", _BLANKS(text, position)).end()


_BLANKS = re.compile(r"\s*+").match


@cache
def _pairs() -> dict[str, str]:
    """Return for each bracket and quotation mark the one that closes it, an empty string if it only closes."""
    rows = lexicons.read("unicode/bidi_brackets.tsv").rows
    pairs = {chr(int(row[0], 16)): chr(int(row[1], 16)) if row[2] == "o" else "" for row in rows}
    return pairs | dict.fromkeys(QUOTES.values(), "") | QUOTES


@lru_cache(maxsize=8192)
def _kind(character: str) -> tuple[str, tuple[str, ...]]:
    """Return `"break"`, `"pair"` or `""`, and the scripts that a character is bound to."""
    special = "break" if character in members(PARAGRAPH_SEPARATOR) else "pair" if character in _pairs() else ""
    return special, _binding(scripts.script(character), scripts.extensions(character))


def _binding(script: str, shared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the scripts that a character is bound to: none where Latin shares it without owning it."""
    return () if script in scripts.NO_SCRIPT and "Latin" in shared else shared


@cache
def _direction(script: str) -> Direction:
    return scripts.direction(script)


Matcher = Callable[..., re.Match[str]]


@cache
def _stretch(script: str) -> Matcher:
    """Return a matcher of what surely continues a run of a script; for `""`, of what is bound to none.

    Its class may be too narrow, since what ends it is looked up. Characters outside the Basic Multilingual
    Plane are left out: they are rare, and with them the class takes three times as long to compile.
    """
    others = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _others(script))
    stops = re.escape("".join(_pairs())) + PARAGRAPH_SEPARATOR
    return cast("Matcher", re.compile(f"[^{stops}{others}\U00010000-\U0010ffff]*+").match)


def _others(script: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of the Basic Multilingual Plane that hold all characters bound to scripts, but not to this one.

    Ranges of several scripts are joined over the unassigned code points between them: fewer compile faster.
    """
    start = end = -1
    for first, last, owner in zip(*scripts.script_ranges(), strict=True):
        if owner == script or owner in scripts.NO_SCRIPT or first > 0xFFFF:
            if start >= 0:
                yield start, end
            start = -1
            if first > 0xFFFF:
                break
        else:
            start, end = first if start < 0 else start, min(last, 0xFFFF)
    for first, last, shared in zip(*scripts.extension_ranges(), strict=True):
        if first <= 0xFFFF and script not in shared and "Latin" not in shared:
            yield first, last
