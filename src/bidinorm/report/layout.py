"""Lines as a page draws them: stretches that are marked or not, in pieces of one script, safe to write as HTML.

No character is added to a line, so a browser orders it as it would order the text by itself. What HTML cannot hold
has a picture in its place, and characters that nobody sees carry a label, which the style sheet draws beside the line.
"""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining

from bidinorm.bidi import base_direction, levels
from bidinorm.chars import BIDI_CONTROL
from bidinorm.diff import LINE
from bidinorm.runs import runs
from bidinorm.visible import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.report.excerpts import Excerpt

LONGEST = 800
"""Code points of a spot that are drawn; what is left out in its middle is counted."""
LINES = 40
"""Lines of an excerpt that are drawn."""
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code != 9}
_PICTURES |= {0x7F: 0x2421, 0x85: 0x21B5, 0x2028: 0x21B5, 0x2029: 0x21B5, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_UNWRITABLE = re.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufffe\\uffff]")
_TOLD = re.compile(f"[{BIDI_CONTROL}\\u200b\\u2060\\ufeff\\u00ad]|{_UNWRITABLE.pattern}")
"""What is labelled also where it was not changed."""
_ALL = re.compile(f"{INVISIBLE.pattern}|{_UNWRITABLE.pattern}")


class Piece(NamedTuple):
    """Some characters of one script."""

    text: str
    script: str
    """`arabic`, `latin`, `other`, or nothing for what has no script."""
    label: str = ""
    """The code point of a character that nobody sees."""
    left_out: int = 0
    """How many code points are not drawn here."""


class Stretch(NamedTuple):
    """Pieces that belong to one spot, or to none."""

    spot: int | None
    pieces: list[Piece]
    edge: str = ""
    """`left` or `right`, where the spot is a gap and stands at that edge of the pieces."""


class Line(NamedTuple):
    """A line with the direction that it has by itself."""

    direction: str
    stretches: list[Stretch]


Span = tuple[str, int | None]
"""Some text and the number of its spot."""


class _Part(NamedTuple):
    """A part of a line, from `start` to `end`, that belongs to a spot, or to none."""

    start: int
    end: int
    spot: int | None
    left_out: int = 0
    edge: str = ""


def before(original: str, excerpt: Excerpt) -> list[Span]:
    """Return an excerpt as it came; a spot inside another one is told, but not marked."""
    spans: list[Span] = []
    done = excerpt.start
    for number, spot in enumerate(excerpt.spots):
        if spot.start >= done:
            spans += [(original[done : spot.start], None), (original[spot.start : spot.end], number)]
            done = spot.end
    return [*spans, (original[done : excerpt.end], None)]


def after(original: str, excerpt: Excerpt) -> list[Span]:
    """Return what became of an excerpt; what is only suspected is as it was."""
    spans: list[Span] = []
    done = excerpt.start
    for number, spot in enumerate(excerpt.spots):
        if spot.certain:
            spans += [(original[done : spot.start], None), (spot.after, number)]
            done = spot.end
    return [*spans, (original[done : excerpt.end], None)]


def drawn(spans: Sequence[Span]) -> list[Line]:
    """Return spans as lines; a spot that goes over several lines is marked in each."""
    short = [_shortened(text, spot) for text, spot in spans]
    whole = "".join(text for text, _, _ in short)
    starts = [0, *accumulate(len(text) for text, _, _ in short)]
    lines = []
    for found in islice(LINE.finditer(whole) if whole else (), LINES):
        begin, end = found.start(), found.start() + len(found.group().rstrip("\r\n"))
        after_it = len(whole) + 1 if found.end() == len(whole) else found.end()  # a gap at the very end is in it, too
        spans_in = [
            _Part(max(low, begin) - begin, min(high, end) - begin, spot, left_out)
            for low, high, (_, spot, left_out) in zip(starts, starts[1:], short, strict=False)
            if (begin <= low < after_it and spot is not None if low == high else low < end and begin < high)
        ]
        lines.append(_line(whole[begin:end], spans_in))
    if not whole:
        lines.append(_line("", [_Part(0, 0, spot) for _, spot, _ in short if spot is not None]))
    return lines


def _shortened(text: str, spot: int | None) -> tuple[str, int | None, int]:
    """Leave out the middle of a spot that is too long."""
    over = len(text) - LONGEST
    if over <= 0 or spot is None:
        return text, spot, 0
    half = LONGEST // 2
    return f"{text[:half]}{text[-half:]}", spot, over


def _line(text: str, parts: list[_Part]) -> Line:
    direction = base_direction(text) or "ltr"
    scripts = [(run.start, run.end, _class(run.script)) for run in runs(text)]
    stretches = []
    for part in _placed(text, parts, direction):
        pieces = list(_pieces(text, part.start, part.end, scripts, marked=part.spot is not None and not part.edge))
        if part.left_out:
            pieces.insert(len(pieces) // 2, Piece("", "", left_out=part.left_out))
        stretches.append(Stretch(part.spot, pieces, part.edge))
    return Line(direction, stretches)


def _placed(text: str, parts: list[_Part], direction: str) -> list[_Part]:
    """Give each gap the character at whose edge it is seen.

    Between two directions a place in the text has two places on the page, and a browser draws an empty element at
    either. What is put in there takes the lower of both levels, so the gap is seen at the edge of the character that
    has it.
    """
    gaps = [part.start for part in parts if part.spot is not None and part.start == part.end]
    if not gaps or not text:
        return parts
    lined = levels(text, base="rtl" if direction == "rtl" else "ltr")
    placed: list[_Part] = []
    rest = list(reversed(parts))
    while rest:
        part = rest.pop()
        if part.start < part.end or part.spot is None:
            placed.append(part)
            continue
        at, base = part.start, int(direction == "rtl")
        lower = (lined[at - 1] if at else base) - (lined[at] if at < len(text) else base)
        if at and lower <= 0 and placed and placed[-1].spot is None:
            last = placed.pop()
            begin = _cluster(text, at, last.start)
            placed += [last._replace(end=begin)] if begin > last.start else []
            placed.append(part._replace(start=begin, edge="left" if lined[at - 1] % 2 else "right"))
        elif at < len(text) and lower >= 0 and rest and rest[-1].spot is None:
            following = rest.pop()
            end = _cluster(text, at, following.end)
            rest += [following._replace(start=end)] if end < following.end else []
            placed.append(part._replace(end=end, edge="right" if lined[at] % 2 else "left"))
        else:
            placed.append(part)
    return placed


def _cluster(text: str, at: int, bound: int) -> int:
    """Return where the character before a place begins, or where the one after it ends, with its marks."""
    if bound < at:
        at -= 1
        while at > bound and combining(text[at]):
            at -= 1
        return at
    at += 1
    while at < bound and combining(text[at]):
        at += 1
    return at


def _pieces(
    text: str, start: int, end: int, scripts: Sequence[tuple[int, int, str]], *, marked: bool
) -> Iterator[Piece]:
    for low, high, script in scripts:
        if low < end and start < high:
            yield from _labelled(text[max(low, start) : min(high, end)], script, _ALL if marked else _TOLD)


def _labelled(text: str, script: str, labels: re.Pattern[str]) -> Iterator[Piece]:
    done = 0
    for found in labels.finditer(text):
        if found.start() > done:
            yield Piece(text[done : found.start()], script)
        yield Piece(_UNWRITABLE.sub(_picture, found.group()), script, f"U+{ord(found.group()):04X}")
        done = found.end()
    if done < len(text):
        yield Piece(text[done:], script)


def _picture(found: re.Match[str]) -> str:
    return chr(_PICTURES.get(ord(found.group()), 0xFFFD))


def _class(script: str) -> str:
    return {"Arabic": "arabic", "Latin": "latin", "Common": "", "Unknown": ""}.get(script, "other")
