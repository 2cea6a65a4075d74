"""Bidirectional controls that do nothing or deceive.

## What it does
Removes controls that are unbalanced, when the line reads the same without them in its own direction, and
controls that are empty or crowded (three marks in a row), when it does so in every direction. Removes
right-to-left overrides that show Latin text backwards, in a line without Arabic with all other controls.

## Why
Copying a part of a line leaves one half of a pair behind. Such a control is invisible, breaks searches and
comparisons, and acts on whatever text is joined to it later. An override can make `fdp.exe` read as `exe.pdf`
and code do what it does not say (CVE-2021-42574, "Trojan Source").

## Leaves alone
Balanced pairs and marks by ones and twos, which somebody set on purpose; unbalanced controls that change what
the line
looks like (`check` mentions them); overrides of digits alone; left-to-right overrides of Arabic letters, which
are the only thing that makes text in visual order readable.

## Example
- `نص\\u2069 آخر` → `نص آخر`
- `ملف \\u202efdp.exe` → `ملف fdp.exe`

## References
UAX #9, sections 2 and 3.3.2 (X1–X8), definitions BD9 and BD16; UTR #36, section 3.1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import chars, lone_control
from bidinorm.bidi import base_direction, levels, visual_order
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ONE_BY_ONE = 16
"""Up to this many controls are tried one by one where removing them all would show."""

_CONTROLS = frozenset(chars.BIDI_CONTROL)
_PARITY = bytes(level % 2 for level in range(256))
_ENCLOSING = chars.EMBEDDINGS + chars.OVERRIDES + chars.ISOLATES + chars.PDF + chars.PDI
_CONTROL = re.compile(f"[{chars.BIDI_CONTROL}]")
_CROWD = re.compile(f"[{chars.MARKS}]{{3,}}")
_PARAGRAPH = re.compile(f"[^{chars.PARAGRAPH_SEPARATOR}]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(f"[{chars.LATIN_LETTER}]")
_OPENING = re.compile(f"[{chars.EMBEDDINGS}{chars.OVERRIDES}{chars.ISOLATES}]")
_SIGN = re.compile(f"[^\\s{chars.DIGIT}{chars.BIDI_CONTROL}.,:/+-]")

CLOSES_NOTHING = "a closing control that closes nothing"
NEVER_CLOSED = "an opening control that nothing closes"
EMPTY = "a pair of controls around nothing"
CROWDED = "one of three marks or more in a row"
SPOOF = "an override that shows text backwards"
ACCOMPLICE = "a control beside an override that shows text backwards"


@dataclass(slots=True)
class Structure:
    """The controls of one paragraph: pairs (start to end) and what stands alone, each with its reason."""

    pairs: dict[int, int] = field(default_factory=dict)
    lone: dict[int, str] = field(default_factory=dict)


def structure(text: str) -> Structure:
    """Match the controls of a paragraph as UAX #9 does (BD9 for isolates, X7 for embeddings and overrides).

    >>> structure("\\u2067a\\u2069\\u202c").pairs
    {0: 2}
    """
    found = Structure()
    stack: list[int] = []
    isolates = 0
    for match in _CONTROL.finditer(text):
        place, control = match.start(), match.group()
        if control == chars.PDF:
            if stack and text[stack[-1]] not in chars.ISOLATES:
                found.pairs[stack.pop()] = place
            else:
                found.lone[place] = CLOSES_NOTHING
        elif control == chars.PDI:
            if not isolates:
                found.lone[place] = CLOSES_NOTHING
                continue
            while text[stack[-1]] not in chars.ISOLATES:
                found.lone[stack.pop()] = NEVER_CLOSED
            found.pairs[stack.pop()] = place
            isolates -= 1
        elif control not in chars.MARKS:
            isolates += control in chars.ISOLATES
            stack.append(place)
    found.lone.update(dict.fromkeys(stack, NEVER_CLOSED))
    for crowd in _CROWD.finditer(text):
        found.lone.update(dict.fromkeys(range(*crowd.span()), CROWDED))
    return found


def spoofs(text: str, found: Structure) -> Iterator[int]:
    """Yield the right-to-left overrides that turn Latin letters, or signs of a line without Arabic."""
    if chars.RLO not in text:
        return
    signs = _LATIN if _RIGHT_TO_LEFT.search(text) else _SIGN
    places = [sign.start() for sign in signs.finditer(text)]
    openings = [opening.start() for opening in _OPENING.finditer(text)]
    barrier = len(text)
    for place in reversed(openings):
        if text[place] == chars.RLO:
            end = found.pairs.get(place, len(text))
            if signs is _LATIN:  # what another control encloses has its own direction
                end = min(end, barrier)
            if bisect_left(places, place) < bisect_left(places, end):
                yield place
                continue  # it goes, and bars nothing: a row of overrides goes at once
        barrier = place


def deceiving(text: str, found: Structure) -> dict[int, str]:
    """Return the overrides that show text backwards, and in a line without Arabic all controls beside them."""
    removed: dict[int, str] = {}
    for start in spoofs(text, found):
        removed[start] = SPOOF
        if start in found.pairs:
            removed[found.pairs[start]] = SPOOF
    if removed and not _RIGHT_TO_LEFT.search(text):
        places = (control.start() for control in _CONTROL.finditer(text))
        removed |= {place: ACCOMPLICE for place in places if place not in removed}
    return removed


class Seen(NamedTuple):
    """What a reader sees of a text in a paragraph of one direction."""

    order: list[int]
    """The visible characters in visual order, named by their offset in the text."""
    directions: bytes
    """The direction of each visible character, 0 or 1, in stored order."""


def seen(text: str, without: Collection[int] = (), *, everywhere: bool = True) -> list[Seen]:
    """Return what is seen of a text, without some of its characters, in the direction that it asks for itself.

    With `everywhere` follow the left-to-right and the right-to-left paragraph.
    """
    places = [place for place in range(len(text)) if place not in without] if without else range(len(text))
    stored = "".join([text[place] for place in places]) if without else text
    visible = [char not in _CONTROLS for char in stored]
    views = {}
    own = base_direction(stored) or "ltr"
    for base in {own: None, "ltr": None, "rtl": None} if everywhere else (own,):
        found = levels(stored, base)
        order = [places[i] for i in visual_order(found) if visible[i]]
        views[base] = Seen(order, bytes(compress(found.translate(_PARITY), visible)))
    return [views[own], views["ltr"], views["rtl"]] if everywhere else [views[own]]


def removable(text: str, candidates: dict[int, str], *, everywhere: bool) -> dict[int, str]:
    """Return those candidates whose removal leaves what is seen as it is."""
    kept = {  # X7: such a control does nothing
        place: reason for place, reason in candidates.items() if reason == CLOSES_NOTHING and text[place] == chars.PDF
    }
    if len(kept) == len(candidates):
        return kept
    if len(candidates) == 1 and not everywhere:
        alike = lone_control.idle(text, *candidates)
        if alike is not None:
            return candidates if alike else kept
    before = seen(text, everywhere=everywhere)
    if seen(text, candidates, everywhere=everywhere) == before:
        return candidates
    if len(candidates) > 1 and len(candidates) - len(kept) <= ONE_BY_ONE:
        for place, reason in candidates.items():
            if place not in kept and seen(text, {*kept, place}, everywhere=everywhere) == before:
                kept[place] = reason
    return kept


def _idle(found: Structure) -> dict[int, str]:
    """Return the controls that balance and may do nothing all the same."""
    empty = {place: EMPTY for pair in found.pairs.items() if pair[1] == pair[0] + 1 for place in pair}
    return empty | {place: reason for place, reason in found.lone.items() if reason == CROWDED}


def _removed(text: str) -> dict[int, str]:
    """Return the controls of a paragraph that deceive or have no effect, each with its reason."""
    controls = _CONTROL.findall(text)
    if len(controls) == 1 and controls[0] != chars.RLO:  # as in most lines: no pair, no crowd, no spoof
        lone = {} if controls[0] in chars.MARKS else {text.index(controls[0]): _REASONS.get(controls[0], NEVER_CLOSED)}
        return removable(text, lone, everywhere=False)
    found = structure(text)
    lone = {place: reason for place, reason in found.lone.items() if reason != CROWDED}
    return (
        deceiving(text, found)
        or removable(text, lone, everywhere=False)
        or removable(text, _idle(found), everywhere=True)
    )


_REASONS = dict.fromkeys(chars.PDF + chars.PDI, CLOSES_NOTHING)


def find(view: View) -> Iterator[Edit]:
    """Propose the removal of deceiving overrides and of controls without effect."""
    for paragraph in _PARAGRAPH.finditer(view.text):
        for place, reason in _removed(paragraph.group()).items():
            yield Edit(paragraph.start() + place, paragraph.start() + place + 1, "", reason)


def suspect(view: View) -> Iterator[Edit]:
    """Mention unbalanced controls that have an effect."""
    for paragraph in _PARAGRAPH.finditer(view.text):
        found = structure(paragraph.group())
        for place, reason in found.lone.items():
            start = paragraph.start() + place
            yield Edit(start, start + 1, "", f"{reason}; without it the line would look different")


RULE = Rule(
    name="controls",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(Trigger(chars.BIDI_CONTROL),),
    evidence=(f"[{_ENCLOSING}]|[{chars.MARKS}]{{3}}",),  # marks by ones and twos stay
    in_code=True,  # there they deceive most
    page=__doc__,
)
