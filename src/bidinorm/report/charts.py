"""Bars of a chart: how long each is, what it says, and what a click on it filters by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bidinorm.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

BARS = 25
"""Bars of a chart; the others are summed up in one more."""
NAME = 34
"""Characters of a name beside its bar; of a longer one the end is shown."""
WIDTH = 420
"""The longest bar, in units of the drawing."""


class Bar(NamedTuple):
    """One bar."""

    value: str
    """What a click filters by; empty for the sum of the others."""
    label: str
    number: int
    width: float
    title: str


def bars(counts: Mapping[str, int], titles: Mapping[str, str]) -> list[Bar]:
    """Return the bars of a chart, the longest first.

    >>> [(bar.label, bar.number, bar.width) for bar in bars({"a": 4, "b": 8}, {})]
    [('b', 8, 420.0), ('a', 4, 210.0)]
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [(name, _short(name), count) for name, count in ranked[:BARS]]
    if rest := ranked[BARS:]:
        shown.append(("", f"{len(rest)} others", sum(count for _, count in rest)))
    longest = max((count for _, _, count in shown), default=1) or 1
    return [
        Bar(name, label, count, round(max(2, WIDTH * count / longest), 1), titles.get(name, visible(name) or label))
        for name, label, count in shown
    ]


def _short(name: str) -> str:
    name = visible(name)
    return name if len(name) <= NAME else f"…{name[-NAME + 1 :]}"
