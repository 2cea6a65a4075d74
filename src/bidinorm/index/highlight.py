"""Where what was sought stands in the author's own text, and the part of it that is worth showing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bidinorm.index.analysis import Analysis
    from bidinorm.index.analyzer import Analyzer
    from bidinorm.index.query import Query

Span = tuple[int, int]
ENOUGH = 200
"""Spans of one text that are looked for."""


class Highlighter:
    """Finds the words of a query in texts.

    >>> from bidinorm.index.analyzer import Analyzer
    >>> from bidinorm.index.query import parse
    >>> analyzer = Analyzer()
    >>> Highlighter(analyzer, parse("Bassem", analyzer)).spans("قال باسم")
    [(4, 8)]
    """

    def __init__(self, analyzer: Analyzer, query: Query) -> None:
        self.analyzer = analyzer
        terms = {(sought.column, term) for sought in query.all if not sought.begun for term in sought.terms}
        self.words = frozenset(term for column, term in terms if column == "words")
        self.stems = frozenset(term for column, term in terms if column == "stems")
        self.keys = frozenset(term for column, term in terms if column == "keys") | frozenset(query.alike)
        self.begun = tuple(sought.terms[-1] for sought in query.all if sought.begun)

    def spans(self, text: str) -> list[Span]:
        """Return the spans (code points of the text as it is) of what was sought, in order.

        What is the word or its stem goes before what only sounds alike: that is told where nothing else is found.
        """
        repaired, alignment = self.analyzer.repaired(text)
        found: list[Span] = []
        alike: list[Span] = []
        for analysis, start, end in self.analyzer.walk(repaired):
            if self._is(analysis):
                found.append((start, end))
                if len(found) == ENOUGH:
                    break
            elif not found and len(alike) < ENOUGH and not self.keys.isdisjoint(analysis.keys):
                alike.append((start, end))
        back = alignment.back
        return merged(back(start, end) for start, end in found or alike)

    def _is(self, analysis: Analysis) -> bool:
        if not (self.words.isdisjoint(analysis.words) and self.stems.isdisjoint(analysis.stems)):
            return True
        return bool(self.begun) and any(word.startswith(self.begun) for word in analysis.words)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one.

    >>> merged([(0, 3), (2, 5), (7, 8)])
    [(0, 5), (7, 8)]
    """
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def window(text: str, spans: Sequence[Span], width: int = 160) -> Span:
    """Return the part of a text to show: about `width` code points with the most spans, cut at blanks.

    >>> window("one two three four five", [(8, 13)], width=12)
    (4, 18)
    """
    best = max(
        range(len(spans)), key=lambda i: sum(1 for span in spans[i:] if span[1] <= spans[i][0] + width), default=None
    )
    middle = spans[best][0] if best is not None else 0
    start = max(0, middle - width // 3)
    end = min(len(text), start + width)
    while start > 0 and not text[start - 1].isspace() and middle - start < width:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < 2 * width:
        end += 1
    return start, end
