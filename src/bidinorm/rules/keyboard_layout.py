r"""Words typed in the layout of the other script.

## What it does
With the option `change`, writes the Arabic letters that lie on the same keys as Latin ones, or the other way round,
where a whole line was typed so. Without it, as in all profiles, nothing is changed and `check` mentions the line.

## Why
Who forgets to switch the keyboard types `hgsghl ugd;l` for `السلام عليكم`. Search logs and chats are full of it; in
edited text it is rare, and a code or an abbreviation may look alike.

## Leaves alone
Lines of which not every word becomes a known Arabic word (`bidinorm.vocabulary`), or in which a word is known as it is;
single words that are short; all layouts but Arabic (101).

## Example
- `hgsghl ugd;l` → `السلام عليكم`
- `اثممخ صخقمي` → `hello world`

## References
Unicode CLDR, keyboard `ar-t-k0-windows`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.direction import LETTERS, plausibility
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 5
"""Keys that the words of a line must have together."""
KNOWN = 3
"""How frequent an Arabic word must be."""

TRIGGERS = (
    Trigger("h", "g"),
    Trigger("\u0629\u0649", LETTERS),
    Trigger("\u062e", "\u0642\u0639\u062d\u062e\u063a"),
)
"""What hardly a word has in its own script, and common words of the other have on these keys."""
_MARKED = re.compile("|".join(trigger.pattern for trigger in TRIGGERS)).search

_KEYS = re.compile(r"\S+")
_PLAIN = re.compile(r"[a-zA-Z\[\];',./`?]+")
_ENDING = re.compile("[.,?;]$")
_ARABIC = re.compile(f"[{LETTERS}\u060c\u061b\u061f]+")
_LATIN_WORD = re.compile("(?=.*[aeiouy])(?!.*[^aeiouy\\W]{5})(?!.*[aeiou]{4})[a-z]+")
"""A word with vowels and no heap of consonants."""


@cache
def _keys() -> tuple[dict[int, str], dict[int, str]]:
    """Return what each Latin key writes in Arabic, and each Arabic letter in Latin."""
    rows = lexicons.read("letters/keyboard.tsv").rows
    return {ord(key): arabic for key, arabic in rows}, {ord(arabic): key for key, arabic in rows if len(arabic) == 1}


def _arabic(line: str) -> str:
    """Return the Arabic that was typed with Latin keys, or nothing.

    >>> _arabic("hgsghl ugd;l"), _arabic("the highground")
    ('السلام عليكم', '')
    """
    words = _KEYS.findall(line)
    typed = [word.translate(_keys()[0]) for word in words]
    if not all(map(_PLAIN.fullmatch, words)) or sum(map(len, words)) < LEAST:
        return ""
    for index, (word, arabic) in enumerate(zip(words, typed, strict=True)):
        if frequency(arabic) < KNOWN:
            bare = arabic[:-1] if _ENDING.search(word) else ""
            if not bare or frequency(bare) < KNOWN:
                return ""
            typed[index] = bare + word[-1]
    return " ".join(typed)


def _latin(line: str) -> str:
    """Return the Latin words that were typed with Arabic keys, or nothing.

    >>> _latin("اثممخ صخقمي"), _latin("مرحبا بالعالم")
    ('hello world', '')
    """
    words = line.split()
    typed = [word.replace("\u0644\u0627", "b").translate(_keys()[1]) for word in words]
    strange = sum(len(word) for word in words if plausibility(word) < 0)
    if not all(map(_ARABIC.fullmatch, words)) or not all(map(_LATIN_WORD.fullmatch, typed)):
        return ""
    if sum(map(len, typed)) < LEAST or any(len(word) > 2 and frequency(word) for word in words):
        return ""
    return " ".join(typed) if 2 * strange >= sum(map(len, words)) else ""


def _edits(view: View) -> Iterator[Edit]:
    line = view.text.strip()
    start = view.text.find(line)
    if _MARKED(line) and view.free(start, start + len(line)) and "  " not in line:
        meant = _arabic(line) if line.isascii() else _latin(line)
        if meant:
            script = "Latin" if line.isascii() else "Arabic"
            yield Edit(start, start + len(line), meant, f"typed with the keyboard set to {script}")


def find(view: View) -> Iterator[Edit]:
    """Propose the words of the other layout, if the profile asks for it."""
    if view.options["change"]:
        yield from _edits(view)


def suspect(view: View) -> Iterator[Edit]:
    """Mention a line that was typed in the other layout, if it was."""
    for edit in _edits(view):
        words = len(edit.after.split())
        yield edit._replace(reason=f"{edit.reason}, perhaps (each of {words} words is one in the other layout)")


RULE = Rule(
    name="keyboard-layout",
    stage=Stage.DECODE,
    find=find,
    suspect=suspect,
    triggers=TRIGGERS,
    evidence=(),
    page=__doc__,
    options={"change": False},
)
