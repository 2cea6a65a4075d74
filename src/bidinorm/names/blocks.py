"""Which of many full names are worth a comparison with one: those whose first and last parts share a key.

Comparing each name of a corpus with each other would cost the square; a look-up costs the same for each.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Generic, TypeVar

from bidinorm.names.latin import FAITH, GOD, SERVANT
from bidinorm.names.likeness import shared_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bidinorm.names.latin import Latin

Kept = TypeVar("Kept")
PATIENCE = 64
"""How many names of one key are compared with each other; what has more is no document but a directory."""


class Blocks(Generic[Kept]):
    """Things kept under the first and the last part of a name.

    >>> from bidinorm.names.latin import parts
    >>> blocks = Blocks()
    >>> for name in ("Basim Al-Awadi", "Hassan Al-Awadi"):
    ...     blocks.add(parts(name), name)
    >>> blocks.near(parts("Bassem el Awadi"))
    ['Basim Al-Awadi']
    """

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[Kept, ...]]] = {}
        """By a key of the last part, then by one of the first."""

    def add(self, parts: Sequence[Latin], kept: Kept) -> None:
        """Keep something under a name; under one name it is kept once."""
        alone = (kept,)
        for last in _keys(parts[-1].halves):
            block = self._kept.setdefault(last, {})
            for first in _keys(parts[0].halves):
                there = block.setdefault(first, alone)
                if len(there) < PATIENCE and not any(one is kept for one in there):
                    block[first] = (*there, kept)

    def near(self, parts: Sequence[Latin]) -> list[Kept]:
        """Return what is kept under names that may be this one, in the order in which it came under each key."""
        found: dict[int, Kept] = {}
        for last in _keys(parts[-1].halves):
            block = self._kept.get(last, {})
            for first in _keys(parts[0].halves) if block else ():
                found.update((id(one), one) for one in block.get(first, ()))
        return list(found.values())


@lru_cache(maxsize=1 << 15)
def _keys(halves: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a part: of the half that tells it from others, Seif in Seif al-Din, Rahman in Abd al-Rahman.

    What is written in one word elsewhere, and is not known for a compound there, has the keys of both halves together.
    """
    half = halves[0] if halves[-1] in (FAITH, GOD) and halves[0] != SERVANT else halves[-1]
    whole = shared_keys("".join(halves))[1:] if len(halves) > 1 and half.isascii() else ()
    return tuple(map(intern, dict.fromkeys((*shared_keys(half)[1:], *whole)))) or (half,)
