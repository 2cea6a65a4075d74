"""Unified diffs of a text and what became of it, made from known changes and not by comparing.

Lines come in pairs, so memory is bounded by a hunk and a diff costs one walk.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT = 3
"""Lines shown before and after a change."""

LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line with its end: LF, CR LF or CR alone, as text editors count."""


class Hunk(NamedTuple):
    """Some changed lines with their context; line numbers begin at 1."""

    before: int
    after: int
    rows: list[tuple[str, str]]
    """Each line with its sign: `" "` in both, `"-"` before, `"+"` after."""

    @property
    def head(self) -> str:
        """The line with the numbers."""
        spans = []
        for mark, start, sign in (("-", self.before, "-"), ("+", self.after, "+")):
            size = sum(row[0] in (" ", sign) for row in self.rows)
            first = start if size else start - 1  # an empty span is named by the line before it
            spans.append(f"{mark}{first}" if size == 1 else f"{mark}{first},{size}")
        return f"@@ {' '.join(spans)} @@"


def hunks(pairs: Iterable[tuple[str, str]]) -> Iterator[Hunk]:
    r"""Yield the hunks of a diff; a pair is a line and what became of it, both with their line ends.

    >>> for hunk in hunks([("a\n", "a\n"), ("b\n", "B\n"), ("b\n", "")]):
    ...     print(hunk.head, hunk.rows)
    @@ -1,3 +1,2 @@ [(' ', 'a\n'), ('-', 'b\n'), ('-', 'b\n'), ('+', 'B\n')]
    """
    before = after = 1
    context: deque[str] = deque(maxlen=CONTEXT)
    rows: list[tuple[str, str]] = []
    start, equal = (1, 1), 0
    for old, new in _whole_lines(pairs):
        if old != new:
            if not rows:
                start = (before - len(context), after - len(context))
                rows = [(" ", line) for line in context]
            rows += [("-", line) for line in LINE.findall(old)]
            rows += [("+", line) for line in LINE.findall(new)]
            equal = 0
            before += _count(old)
            after += _count(new)
            continue
        context.append(old)
        before += 1
        after += 1
        if rows:
            rows.append((" ", old))
            equal += 1
            if equal > 2 * CONTEXT:
                yield Hunk(*start, _sorted(rows[: CONTEXT - equal]))
                rows = []
    if rows:
        yield Hunk(*start, _sorted(rows[: min(CONTEXT - equal, 0) or None]))


def _count(text: str) -> int:
    return sum(1 for _ in LINE.finditer(text))


def _whole_lines(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join pairs where a line has lost its end, so that what became of it goes on in the next pair."""
    olds, news = "", ""
    for old, new in pairs:
        olds += old
        news += new
        if not new or new[-1] in "\r\n":
            if news and news[-1] not in "\r\n":
                continue
            yield olds, news
            olds = news = ""
    if olds or news:
        yield olds, news


def _sorted(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put what was before what is, in each stretch of changed lines."""
    found: list[tuple[str, str]] = []
    for equal, group in groupby(rows, key=lambda row: row[0] == " "):
        stretch = list(group)
        found += stretch if equal else sorted(stretch, key=lambda row: row[0] == "+")
    return found
