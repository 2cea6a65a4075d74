"""What the tables say of words that they hold: the model need not guess what it has seen.

One line for each word, sorted by the bytes of its UTF-8, with three cells of spellings: as a foreign name, vocalised,
and as people of Arab countries write it. Tabs part the cells, `|` the spellings, and each has how often it was seen.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRUST = 2.0
"""How many sightings the network's own proposals weigh as much as."""
Shares = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one word: spellings with counts, the most frequent first."""

    latin: tuple[tuple[str, int], ...] = ()
    vocalised: tuple[tuple[str, int], ...] = ()
    borne: tuple[tuple[str, int], ...] = ()


NOTHING = Seen()


@dataclass(frozen=True, slots=True)
class Memory:
    """The lines of the block, in the order of their bytes."""

    lines: list[bytes]

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Memory:
        """Make it of the arrays of a model file."""
        return cls(arrays["memory"].tobytes().strip(b"\n").split(b"\n"))

    def recall(self, word: str) -> Seen:
        """Return what was seen of a word."""
        wanted = word.encode("utf-8", "surrogatepass") + b"\t"  # which sorts before every letter
        place = bisect_left(self.lines, wanted)
        line = self.lines[place] if place < len(self.lines) else b""
        return _seen(line[len(wanted) :].decode("utf-8")) if line.startswith(wanted) else NOTHING


def _seen(cells: str) -> Seen:
    return Seen(*map(_counted, cells.split("\t")))


def _counted(cell: str) -> tuple[tuple[str, int], ...]:
    pairs = (one.partition("=") for one in cell.split("|") if one)
    return tuple((text, int(count)) for text, _, count in pairs)


def total(seen: Sequence[tuple[str, int]]) -> int:
    """Return how often something was seen in all."""
    return sum(count for _, count in seen)


def mixed(seen: Sequence[tuple[str, int]], guessed: Shares) -> Shares:
    """Return the shares of the network's proposals with what was seen counted in, the best first.

    >>> mixed([("smith", 2)], [("smith", 0.5), ("smyth", 0.25)])
    [('smith', 0.75), ('smyth', 0.125)]
    """
    if not seen:
        return guessed
    whole = total(seen) + TRUST
    shares = {text: share * TRUST / whole for text, share in guessed}
    for text, count in seen:
        shares[text] = shares.get(text, 0.0) + count / whole
    return sorted(shares.items(), key=lambda one: (-one[1], one[0]))
