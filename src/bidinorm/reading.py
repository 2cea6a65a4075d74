"""How a bilingual line is meant to be read, and whether it is shown so.

A line is *meant* in one direction, and each phrase of the other script in it is meant to be read whole. What
is meant is compared with what UAX #9 shows in each context that a line may come into: a left-to-right or a
right-to-left paragraph, or one whose direction its first strong character decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from bidinorm import chars
from bidinorm.bidi import base_direction, display_order, levels
from bidinorm.bidi.classes import CODES, class_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.bidi import Direction

_RIGHT_LETTER = (
    "\u0590-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef"
    "\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
)
_LEFT_LETTER = chars.LATIN_LETTER + "\u0370-\u03ff\u0400-\u052f"
_STRONG = re.compile(f"(?P<ltr>[{_LEFT_LETTER}])|(?P<rtl>[{_RIGHT_LETTER}])")
"""Letters of the scripts that meet in bilingual text, by direction."""
_TOKEN = re.compile(f"[+][0-9][0-9\u0020()-]{{5,}}[0-9]|[^\\s{chars.BIDI_CONTROL}]+")
"""A telephone number with its blanks, or a word."""
_NUMBER = re.compile(r"(?:[+]|(?<![0-9]))[0-9]+(?:-[0-9]+)+|[+][0-9]+|(?<![0-9])[0-9]+[+]")
"""Numbers whose signs part them for UAX #9 (W4 joins a hyphen to European digits only), from the first digit on."""
_OUTER = "\u0020`*.,:;!?\u060c\u061b\u061f\u2026\"'\u00ab\u00bb\u2018-\u201f()[]{}<>"
_ADDRESS = re.compile(r"[@/\\_]|://")
LATIN_WORDS_PER_ARABIC = 4
"""So many Latin words to each Arabic one make an English line of one that begins in Arabic."""
_QUOTES = "\"'\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"
_QUOTED_END = re.compile(f"[.!?\u061f\u2026]+(?=[{_QUOTES}])")
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


UNSEEN = b"".join(CODES[name] for name in ("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Bidi classes of characters that nobody sees; marks have the classes of letters."""


class Phrase(NamedTuple):
    """Words `line[start:end]` of one direction inside a line that is meant in the other."""

    start: int
    end: int
    direction: Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is meant: the direction of a line, and its phrases that are shown otherwise without an isolate."""

    direction: Direction
    broken: tuple[Phrase, ...]


def meant(line: str) -> Direction:
    """Return the direction that a line is meant in.

    Where its ends disagree, words are counted, and an Arabic beginning counts for more than a Latin one: Arabic
    sentences hold Latin names and commands far more often than English ones hold Arabic.

    >>> meant("VLC يظهر على الشاشة"), meant("The word صورة means picture"), meant("المصدر: Reuters")
    ('rtl', 'ltr', 'rtl')
    """
    ends: list[str] = []
    words = {"ltr": 0, "rtl": 0}
    for token in _TOKEN.finditer(line):
        kinds = [found.lastgroup or "" for found in _STRONG.finditer(token.group())]  # a particle decides
        if kinds and not (_ADDRESS.search(token.group()) and "rtl" not in kinds):
            words[kinds[0]] += 1
            ends = [*ends[:1], kinds[0]]
    if not ends or ends[0] == ends[-1]:
        return "rtl" if ends and ends[0] == "rtl" else base_direction(line) or "ltr"
    bar = LATIN_WORDS_PER_ARABIC if ends[0] == "rtl" else 1
    return "rtl" if words["rtl"] * bar > words["ltr"] else "ltr"


def phrases(line: str, direction: Direction) -> Iterator[Phrase]:
    """Yield the phrases of the other direction, each from the first to the last of its words.

    >>> list(phrases("لغة C++ أو Visual Basic.", "rtl"))
    [Phrase(start=4, end=7, direction='ltr'), Phrase(start=11, end=23, direction='ltr')]
    """
    other: Literal["ltr", "rtl"] = "ltr" if direction == "rtl" else "rtl"
    start = end = -1
    for token in _TOKEN.finditer(line):
        kinds = {found.lastgroup for found in _STRONG.finditer(token.group())}
        number = not kinds and other == "ltr" and _NUMBER.search(token.group())
        if kinds == {other} or number:
            low, high = _core(line, *token.span())
            start, end = (low if start < 0 else start), high
            if high < token.end() or number:
                yield Phrase(start, end, other)
                start = -1
        elif direction in kinds or not token.group()[0].isalnum():
            if start >= 0:
                yield Phrase(start, end, other)
            start = -1
    if start >= 0:
        yield Phrase(start, end, other)


def _quoted_end(line: str, start: int, end: int) -> int:
    """Return the end of a phrase with the sign that ends it, where a pair of quotation marks holds both."""
    after = _QUOTED_END.match(line, end)
    return after.end() if after and start and line[start - 1] in _QUOTES else end


def _core(line: str, start: int, end: int) -> tuple[int, int]:
    """Return a word without the punctuation around it, but with brackets that it both opens and closes."""
    while start < end and line[start] in _OUTER and not (line[start] == "." and line[start + 1 : end][:1].isalnum()):
        start += 1
    while end > start and line[end - 1] in _OUTER:
        opening = _BRACKETS.get(line[end - 1])
        if opening and line.count(opening, start, end) >= line.count(line[end - 1], start, end):
            break
        end -= 1
    return start, end


def shown(line: str, base: Direction | None, stored: Iterable[tuple[int, str]] = ()) -> list[tuple[int, int]]:
    """Return the visible characters in visual order, each with its direction (0 or 1).

    `stored` are controls to be put in, each with the offset in front of which it goes.
    """
    places: list[int] = []
    parts: list[str] = []
    done = 0
    for offset, control in stored:
        places += [*range(done, offset), *[-1] * len(control)]
        parts += (line[done:offset], control)
        done = offset
    places += range(done, len(line))
    text = "".join((*parts, line[done:]))
    found = levels(text, base)
    classes = class_string(text)
    order = display_order(text, base)
    seen = (i for i in order if places[i] >= 0 and classes[i] not in UNSEEN and text[i] not in chars.MARKS)
    return [(places[i], found[i] % 2) for i in seen]


def read(line: str, protected: Iterable[tuple[int, int]] = ()) -> Reading:
    """Return what is meant by a line, with the phrases that need an isolate of their own to be shown so.

    No phrase begins or ends inside of one of the `protected` spans (start, end).
    """
    direction = meant(line)
    order = {place: (index, odd) for index, (place, odd) in enumerate(shown(line, direction))}
    spans = [span for span in protected if span[0] < len(line) and span[1] > 0]
    broken: list[Phrase] = []
    for phrase in phrases(line, direction):
        start, end = phrase.start, _quoted_end(line, phrase.start, phrase.end)
        for low, high in spans:
            start = max(low, 0) if low < start < high else start
            end = min(high, len(line)) if low < end < high else end
        whole = Phrase(start, end, phrase.direction)
        if _broken(line, whole, order) and not (broken and start < broken[-1].end):
            broken.append(whole)
    return Reading(direction, tuple(broken))


def _broken(line: str, phrase: Phrase, order: dict[int, tuple[int, int]]) -> bool:
    """Tell whether a phrase is not shown as it would be on its own."""
    alone = shown(line[phrase.start : phrase.end], phrase.direction)
    seen = [(*order[place + phrase.start], odd) for place, odd in alone]
    positions = [index for index, _, _ in seen]
    whole = positions == list(range(positions[0], positions[0] + len(positions))) if positions else True
    return not whole or any(odd != meant_odd for _, odd, meant_odd in seen)
