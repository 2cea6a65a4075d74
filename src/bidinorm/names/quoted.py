"""What a text quotes as it was written: titles of works, names in a language that it tells, and what is marked [sic].

No name in it is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property

from bidinorm import lexicons
from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK
from bidinorm.names.marks import plain

_SIC = re.compile(r"[\[(][ ]?sic[ ]?[\])]", re.IGNORECASE).finditer
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,1000})[”\"»]").finditer
_CLAUSE = re.compile(r"[^.!?;:,\n“”\"«»()\[\]]{1,80}$").search
_TITLE_OF_WORK = re.compile(
    r"[“\"«*_‘'](?:(?<=[*_])([^*_\n]{3,80})[*_]|(?<=[“\"«])([^“”\"«»\n]{3,80})[”\"»]"
    r"|(?<=(?<!\w)[‘'])([^‘\n]{3,80}?)[’'](?!\w))"
).finditer
_LABELLED = re.compile(":[ \u00a0]?([^,;:()\\[\\]\n\u060c\u061b]{3,80})").finditer
_LABEL = re.compile(f"(?:[A-Za-z]+|[{ARABIC_LETTER}{ARABIC_MARK}]+)(?=\\.?$)").search
_LONGEST = 24
"""Code points looked at for a label, before its colon."""
_ARTICLE = re.compile("\u0648?(?:\u0628?\u0627\u0644)?").match
_SMALL = re.compile(r"\b(?!(?:of|the|and|in|on|a|an|to|for|from|with|by|al|el|bin|ibn)\b)[a-z]{2,}").search


class Quotations:
    """The quotations of a text, sought in the paragraphs that are asked about.

    >>> text = "He read “The Days of Basim”. Basem [sic] left."
    >>> quoted = Quotations(text)
    >>> [quoted.hold(at, at + 5) for at in (3, 21, 29, 41)]
    [False, True, True, False]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n\n", self.text))]

    def hold(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text touches a quotation."""
        number = bisect_right(self._starts, start) - 1
        low = self._starts[number]
        if number not in self._known:
            high = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
            self._known[number] = _joined(_spans(self.text[low:high]))
        spans = self._known[number]
        before = bisect_left(spans, (end - low,))  # they do not overlap: only the last one before can hold it
        return before > 0 and start - low < spans[before - 1][1]


@cache
def _glosses() -> frozenset[str]:
    return frozenset(lexicons.read("latin/glosses.tsv").column("word"))


def _label(text: str, colon: int) -> str:
    """Return the word before a colon; only its end, if it is longer than any gloss."""
    found = _LABEL(text[max(0, colon - _LONGEST) : colon])
    return found.group() if found else ""


def _is_gloss(word: str) -> bool:
    """Tell whether a word before a colon says in which language, or how, what follows is written.

    >>> [_is_gloss(word) for word in ("Italian", "romanized", "وبالفرنسية", "Editor")]
    [True, True, True, False]
    """
    bare = plain(word).lower()
    found = _ARTICLE(bare)
    return bare in _glosses() or bare[found.end() if found else 0 :] in _glosses()


def _spans(text: str) -> list[tuple[int, int]]:
    """Return titles of works (in quotation marks or signs of emphasis, with capitals throughout), names in a language
    that stands before them, quotations that hold [sic], and the clause before one that stands in none.
    """  # fmt: skip
    spans = [found.span(1) for found in _LABELLED(text) if _is_gloss(_label(text, found.start()))]
    for found in _TITLE_OF_WORK(text):
        inside = found[found.lastindex or 0]
        if " " in inside and not _SMALL(inside):
            spans.append(found.span())
    marked = [found.span() for found in _SIC(text)]
    quoted = [found.span() for found in _QUOTED(text)] if marked else []
    for start, end in marked:
        around = bisect_left(quoted, (start,)) - 1
        if around >= 0 and quoted[around][1] > start:
            spans.append(quoted[around])
        elif clause := _CLAUSE(text, max(0, start - 80), start):
            spans.append((clause.start(), end))
    return spans


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
