"""Stretches: what stands between two blanks of a text. One that is met again is looked up, and not read.

No token holds a blank, and none looks beyond one, so that a text is the sum of its stretches.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bidinorm.index.analysis import Analysis, Kind, Piece

Made = TypeVar("Made")

MEMORY = 1 << 17
"""Stretches that are remembered."""
LONGEST = 64
"""Code points of a stretch that is remembered."""
BLANKS = "\n\t\r\u00a0"
"""What parts stretches, as a blank does."""


class Memory(dict[str, Made]):
    """What was made of each stretch; what is not known yet is made.

    Give it plain tuples of plain things: the collector of garbage does not look at them again and again.

    >>> Memory(len)["abc"]
    3
    """

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self.make = make

    def __reduce__(self) -> tuple[type[Memory[Made]], tuple[Callable[[str], Made]]]:
        """Return what makes the same memory without what is remembered, for another process."""
        return type(self), (self.make,)

    def __missing__(self, stretch: str) -> Made:
        made = self.make(stretch)
        if len(stretch) <= LONGEST:
            if len(self) >= MEMORY:
                self.clear()
            self[stretch] = made
        return made


class Stretch(NamedTuple):
    """What is known of a stretch; as it is remembered, a plain tuple of the same."""

    length: int
    """Code points, with the blank behind it."""
    width: int
    """Positions that it takes."""
    texts: tuple[str, ...]
    """Its terms, where all of them stand at its first position and have the same offsets in it."""
    kinds: tuple[Kind, ...]
    start: int
    end: int
    pieces: tuple[Piece, ...]
    """Its terms, where they do not."""


Remembered = tuple[int, int, tuple[str, ...], tuple["Kind", ...], int, int, tuple["Piece", ...]]
"""A `Stretch` as a plain tuple."""


def split(text: str) -> list[str]:
    r"""Return the stretches of a text, with one blank between two of them.

    >>> split("one\ntwo  three")
    ['one', 'two', '', 'three']
    """
    for blank in BLANKS:
        text = text.replace(blank, " ")
    return text.split(" ")


def stretch(text: str, analyses: Iterable[tuple[Analysis, int, int]], same: Memory[str]) -> Remembered:
    """Return what is known of a stretch of which each token was analysed; `same` gives the one string for equal ones.

    Terms are many and words repeat, so that fewer strings are more of them in the cache.
    """
    pieces: list[Piece] = []
    width = 0
    for analysis, start, end in analyses:
        if end - start == len(text):
            same.setdefault(text, text)
        pieces += [
            (same[term], kind, width + place, start + low, start + high)
            for term, kind, place, low, high in analysis.pieces
        ]
        width += analysis.width
    if len({piece[2:] for piece in pieces}) == 1 and pieces[0][2] == 0:
        texts = tuple([piece[0] for piece in pieces])
        kinds = _shared(tuple([piece[1] for piece in pieces]))
        return len(text) + 1, width, texts, kinds, *pieces[0][3:], ()
    return len(text) + 1, width, (), (), 0, 0, tuple(pieces)


@lru_cache(maxsize=256)
def _shared(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Return the one tuple of these kinds: there are few, and many stretches have the same."""
    return kinds
