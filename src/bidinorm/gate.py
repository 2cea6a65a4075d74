"""The one scan that clean text costs: which lines hold a trigger of any rule.

A short text is searched with one regular expression. A long one is looked up in one table over UTF-16
code units, a block at a time: each unit gives 16 bits for "can stand left in trigger n" and 16 for
"right", and neighbours are compared by one `and`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bidinorm import chars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.rule import Trigger

SHORT = 2048
"""Up to this many code points one search is cheaper than building arrays."""
BLOCK = 1 << 16
"""Code points looked up at a time: the arrays of a block stay in the cache."""
BITS = 16
ASTRAL = 0xFFFF
"""Where the table keeps what it knows of code points beyond the basic plane: nothing sets a rule off there."""


class Gate:
    r"""Finds the lines in which one of some triggers stands.

    >>> from bidinorm.rule import Trigger
    >>> list(Gate([Trigger("a-z", "0-9")]).lines("ab\nc1 d\n2"))
    [(3, 7)]
    """

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self.triggers = tuple(dict.fromkeys(triggers))

    @cached_property
    def search(self) -> Any:
        """One search for all triggers: the single characters in one class, then the pairs."""
        single = "".join(trigger.left for trigger in self.triggers if trigger.right is None)
        patterns = [f"[{single}]"] if single else []
        patterns += [trigger.pattern for trigger in self.triggers if trigger.right is not None]
        return re.compile("|".join(patterns) or "(?!)", re.MULTILINE).search

    @cached_property
    def table(self) -> Any:
        """The look-up table: the left bits of a code unit in its upper half, the right bits in the lower."""
        import numpy as np

        table = np.zeros(1 << 16, dtype=np.uint32)
        for number, trigger in enumerate(self.triggers):
            bit = min(number, BITS - 1)
            left = [ord(char) for char in chars.members(trigger.left + "\n" * trigger.opens)]
            table[left] |= np.uint32(1 << (bit + BITS))
            right = [ord(char) for char in chars.members(trigger.right)] if trigger.right else slice(None)
            table[right] |= np.uint32(1 << bit)
        return table

    def lines(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end (code points) of each line that holds a trigger, without its line feed, in order."""
        if not self.triggers:
            return iter(())
        return self._searched(text) if len(text) <= SHORT else self._looked_up(text)

    def _searched(self, text: str) -> Iterator[tuple[int, int]]:
        position = 0
        while found := self.search(text, position):
            start = text.rfind("\n", position, found.end() - 1) + 1 or position
            end = text.find("\n", found.end() - 1)
            end = len(text) if end < 0 else end
            yield start, end
            position = end + 1

    def _looked_up(self, text: str) -> Iterator[tuple[int, int]]:
        position = 0
        for block in range(0, len(text), BLOCK):
            if position >= block + BLOCK:
                continue
            seen = (text[block - 1] if block else "\n") + text[block : block + BLOCK]
            for offset in self._hits(seen):
                hit = block - 1 + offset + (seen[offset] == "\n")  # a line feed opens the line after it
                if hit < position:
                    continue
                start = text.rfind("\n", position, hit) + 1 or position
                end = text.find("\n", hit)
                end = len(text) if end < 0 else end
                yield start, end
                position = end + 1

    def _hits(self, block: str) -> list[int]:
        """Return the offsets in a block at which a trigger begins."""
        import numpy as np

        encoded = block.encode("utf-16-le", "surrogatepass")
        if len(encoded) == 2 * len(block):
            units = np.frombuffer(encoded, dtype="<u2")
        else:
            wide = np.frombuffer(block.encode("utf-32-le", "surrogatepass"), dtype="<u4")
            units = np.minimum(wide, ASTRAL).astype(np.uint16)
        bits = self.table.take(units)
        pairs = bits >> BITS
        pairs[:-1] &= bits[1:]
        pairs[-1:] &= self.table[10]  # the last one's neighbour comes with the next block
        hits: list[int] = np.flatnonzero(pairs & ((1 << BITS) - 1)).tolist()
        return hits
