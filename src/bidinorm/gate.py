"""The one scan that clean text costs: which lines hold a trigger of any rule.

A short text is searched with one regular expression. A long one is looked up in one table over UTF-16
code units, a block at a time: each unit gives 64 bits for "can stand left in trigger n" and 64 for
"right", and neighbours are compared by one `and`.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm import chars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    import numpy.typing as npt

    from bidinorm.rule import Trigger

SHORT = 2048
"""Up to this many code points one search is cheaper than building arrays."""
BLOCK = 1 << 16
"""Code points looked up at a time: the arrays of a block stay in the cache."""
BITS = 64
ANY = (1 << BITS) - 1
"""The bits of all triggers."""
SHARED = 1 << (BITS - 1)
"""The bit that several single characters may share."""
COMMON = frozenset("\u0627\u0644\u0645 ")
"""Characters of which nearly every Arabic line has some: what holds them is a poor thing to look for."""
ASTRAL = 0xFFFF
"""Where the table keeps what it knows of code points beyond the basic plane: nothing sets a rule off there."""


class Gate:
    r"""Finds the lines in which one of some triggers stands.

    >>> from bidinorm.rule import Trigger
    >>> [bounds[:2] for bounds in Gate([Trigger("a-z", "0-9")]).lines("ab\nc1 d\n2")]
    [(3, 7)]
    """

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self.triggers = tuple(dict.fromkeys(triggers))

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """One search for all triggers: the single characters in one class, then the others."""
        single = "".join(trigger.left for trigger in self.triggers if not trigger.right)
        patterns = [f"[{single}]"] if single else []
        patterns += [trigger.pattern for trigger in self.triggers if trigger.right]
        return re.compile("|".join(patterns) or "(?!)", re.MULTILINE).search

    @cached_property
    def rare(self) -> Callable[..., re.Match[str] | None]:
        """A search for characters without which no trigger can stand: of each trigger the side that prose lacks."""
        sides = [
            min(trigger.needed, key=lambda body: (len(chars.members(body) & COMMON), len(chars.members(body))))
            for trigger in self.triggers
        ]
        return re.compile(f"[{''.join(sides)}]" if sides else "(?!)").search

    def misses(self, text: str) -> bool:
        """Tell at the least cost whether no trigger stands in a short text; it may say no where none does."""
        return self.rare(text) is None or self.search(text) is None

    @cached_property
    def bits(self) -> dict[Trigger, int]:
        """The bit of each trigger; those of three characters take one more for their second pair.

        Single characters come last: where bits run out they share one, which tells less exactly which rule is
        set off but never that a line is dirty where it is not.
        """
        found: dict[Trigger, int] = {}
        free = 0
        for trigger in sorted(self.triggers, key=lambda trigger: (not trigger.third, not trigger.right)):
            found[trigger] = min(free, BITS - 1)
            free += 2 if trigger.third else 1
        return found

    @cached_property
    def tables(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """The look-up tables: of each code unit the bits of the triggers in which it can stand left, and right."""
        import numpy as np  # costs more than all else together, and short texts do without

        lefts, rights = np.zeros(1 << 16, dtype=np.uint64), np.zeros(1 << 16, dtype=np.uint64)
        for trigger, bit in self.bits.items():
            bodies = trigger.bodies
            for place, (left, right) in enumerate(pairwise(bodies if len(bodies) > 1 else (*bodies, "")), bit):
                lefts[[ord(char) for char in chars.members(left)]] |= np.uint64(1 << place)
                rights[[ord(char) for char in chars.members(right)] if right else slice(None)] |= np.uint64(1 << place)
        return lefts, rights

    def lines(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield start and end (code points) of each line that holds a trigger, without its line feed, in order.

        The third number has the bits of the triggers that stand in the line, or of all where they are not known.
        """
        if not self.triggers:
            return iter(())
        if len(text) > SHORT:
            return self._looked_up(text)
        return iter(()) if self.rare(text) is None else self._searched(text)

    def _searched(self, text: str) -> Iterator[tuple[int, int, int]]:
        position = 0
        while found := self.search(text, position):
            start = text.rfind("\n", position, found.end() - 1) + 1 or position
            end = text.find("\n", found.end() - 1)
            end = len(text) if end < 0 else end
            yield start, end, ANY
            position = end + 1

    def _looked_up(self, text: str) -> Iterator[tuple[int, int, int]]:
        start = end = -1
        bits = 0
        for block in range(0, len(text), BLOCK):
            before = text[max(0, block - 2) : block].rjust(2, "\n")
            seen = before + text[block : block + BLOCK]
            if block + BLOCK >= len(text):
                seen += "\n"
            for offset, hit_bits in self._hits(seen):
                hit = block - 2 + offset + (seen[offset] == "\n")  # a line feed opens the line after it
                if hit <= end:
                    bits |= hit_bits
                    continue
                if bits:
                    yield start, end, bits
                start = text.rfind("\n", max(end, 0), max(hit, 0)) + 1 or max(end, 0)
                end = text.find("\n", max(hit, 0))
                end = len(text) if end < 0 else end
                bits = hit_bits
        if bits:
            yield start, end, bits

    def _hits(self, seen: str) -> Iterator[tuple[int, int]]:
        """Return the offsets in a block at which a trigger begins, each with the bits of its triggers."""
        import numpy as np

        encoded = seen.encode("utf-16-le", "surrogatepass")
        if len(encoded) == 2 * len(seen):
            units = np.frombuffer(encoded, dtype="<u2")
        else:
            wide = np.frombuffer(seen.encode("utf-32-le", "surrogatepass"), dtype="<u4")
            units = np.minimum(wide, ASTRAL).astype(np.uint16)
        lefts, rights = self.tables
        pairs = lefts.take(units)
        pairs[:-1] &= rights.take(units[1:])
        pairs[-1:] &= rights[ASTRAL]  # the last one's neighbour comes with the next block: only single characters count
        for trigger, bit in self.bits.items():
            if trigger.third:
                second = (pairs[1:] >> np.uint64(1)) & np.uint64(1 << bit)
                pairs[:-1] &= second | np.uint64(ANY ^ (3 << bit))
                pairs[-1:] &= np.uint64(ANY ^ (3 << bit))
        places = np.flatnonzero(pairs)
        return zip(places.tolist(), pairs[places].tolist(), strict=True)
