r"""Spans that no rule may touch: links, code, paths, placeholders, markup, dates.

A scan finds the characters without which nothing is protected, such as `@` and `/`, and each has one finder
in `bidinorm.markers` that looks at the text around it. Code in backticks is found first, and nothing is
sought in it. The work grows with the length of the text, whatever it holds.

One rule, `escapes`, reads spans of the kinds entity, escape and placeholder that stand for Arabic and nothing else.

A span ends where Arabic is glued to it, and never holds the punctuation that follows it:

>>> text = "انظر https://example.org/a_(b)، و(user@example.org)."
>>> [(text[span.start : span.end], span.kind) for span in protected(text)]
[('https://example.org/a_(b)', 'url'), ('user@example.org', 'email')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bidinorm.errors import require_text
from bidinorm.markers import FINDERS, MARKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.addresses import Kind


@dataclass(frozen=True, slots=True)
class Protected:
    """A span `text[start:end]` that no rule may touch, and what it is."""

    start: int
    end: int
    kind: Kind


def protected(text: str) -> list[Protected]:
    """Return the protected spans of a line or a document, in order; they do not overlap.

    Give a document whole: a line alone does not tell that it stands inside a fence of code.

    >>> protected("خصم %d من #عروض")
    [Protected(start=4, end=6, kind='placeholder'), Protected(start=10, end=15, kind='hashtag')]
    >>> protected("نص بلا شيء.")
    []
    """
    require_text(text)
    code = "`" in text or "~~~" in text
    if not code and _MARKER(text) is None:
        return []
    found: list[Protected] = []
    low = 0
    if code:
        for start, end in _code(text):
            _seek(text, low, start, found)
            found.append(Protected(start, end, "code"))
            low = end
    _seek(text, low, len(text), found)
    return found


_MARKER = MARKER.search


def _seek(text: str, low: int, high: int, found: list[Protected]) -> None:
    """Add the spans of `text[low:high]` but for code; nothing is looked at beyond its ends."""
    for marker in MARKER.finditer(text, low, high):
        place = marker.start()
        if place >= low:
            span = FINDERS[text[place]](text, place, low, high)
            if span is not None:
                found.append(Protected(*span))
                low = span[1]


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Yield the fences of code and the code spans between them."""
    low = 0
    for start, end in fences(text):
        yield from _code_spans(text, low, start)
        yield start, end
        low = end
    yield from _code_spans(text, low, len(text))


_FENCE = re.compile(r"[ \t>]{0,32}+(`{3,}+|~{3,}+)([^\n]*)").match


def fences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the fenced blocks of code, fences included (CommonMark 4.5).

    A fence that nothing closes reaches to the end of the text.

    >>> list(fences("a\\n```\\nb\\n```\\nc"))
    [(2, 11)]
    """
    start, mark = 0, ""
    for line in _lines_with(("```", "~~~"), text):
        fence = _FENCE(text, line)
        if fence is None:
            continue
        if not mark:
            # A backtick in what follows makes it a code span.
            if fence[1][0] == "~" or "`" not in fence[2]:
                start, mark = fence.start(), fence[1]
        elif fence[1].startswith(mark) and not fence[2].strip():
            yield start, fence.end()
            mark = ""
    if mark:
        yield start, len(text)


def any_in_code(text: str, starts: Iterable[int]) -> bool:
    """Tell whether a line stands in a fenced block of code, of those that begin at some offsets.

    >>> any_in_code("a\\n```\\nb\\n```\\nc", [0, 12]), any_in_code("a\\n```\\nb\\n```\\nc", [6])
    (False, True)
    """
    spans = list(fences(text))
    return any(
        (place := bisect_right(spans, (start, len(text)))) and start < spans[place - 1][1] for start in starts if spans
    )


def _lines_with(signs: Iterable[str], text: str) -> list[int]:
    """Return where the lines begin that hold one of some signs, in order."""
    starts = []
    for sign in signs:
        place = text.find(sign)
        while place >= 0:
            starts.append(text.rfind("\n", 0, place) + 1)
            end = text.find("\n", place)
            place = text.find(sign, end) if end >= 0 else -1
    return sorted({*starts}) if starts else starts


_TICKS = re.compile(r"`++|\n[ \t]*+(?=\n)")


def _code_spans(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the code spans of `text[low:high]` (CommonMark 6.1): backticks, as many after it as before it.

    A blank line ends the search. The partners are found in one pass from the end, since looking for each
    one anew takes quadratic time on a text of backticks that do not match.
    """
    ticks = [found.span() for found in _TICKS.finditer(text, low, high)]
    partner: list[int] = [-1] * len(ticks)
    waiting: dict[int, int] = {}
    for index in range(len(ticks) - 1, -1, -1):
        start, end = ticks[index]
        if text[start] == "\n":
            waiting.clear()
        else:
            partner[index] = waiting.get(end - start, -1)
            waiting[end - start] = index
    index = 0
    while index < len(ticks):
        if partner[index] >= 0:
            yield ticks[index][0], ticks[partner[index]][1]
            index = partner[index]
        index += 1
