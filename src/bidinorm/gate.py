"""The one scan that clean text costs: which lines hold a trigger of any rule.

A short text is searched with one regular expression. A long one is looked up, a block at a time: each UTF-16
code unit gives its class, one byte, and two classes the triggers that they may begin or end. Only where such
neighbours stand, the bits of their triggers are compared.
"""

from __future__ import annotations

import re
from functools import cached_property, reduce
from itertools import pairwise
from operator import add, or_
from typing import TYPE_CHECKING

from bidinorm import chars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from bidinorm.rule import Trigger

SHORT = 2048
"""Up to this many code points one search is cheaper than building arrays."""
BLOCK = 1 << 16
"""Code points looked up at a time: the arrays of a block stay in the cache."""
GROUPS = 7
"""Triggers of three characters that two neighbours tell apart."""
FIRSTS = sum(2 << 2 * group for group in range(GROUPS))
"""The bits that say of two neighbours that they may begin a trigger of three."""
BITS = 64
KNOWN = 1 << 15
"""How many pairs of neighbours are remembered."""
ANY = (1 << BITS) - 1
"""The bits of all triggers."""
SHARED = 1 << (BITS - 1)
"""The bit that several single characters may share."""
FREQUENT = {
    "\u0020": 160, "\u0627": 110, "\u0644": 95, "\u064a": 60, "\u0645": 50, "\u0646": 50, "\u0648": 50, "\u0631": 45,
    "\u062a": 40, "\u0628": 30, "\u0629": 30, "\u0639": 30, "\u062f": 28, "\u0633": 25, "\u0647": 25, "\u0641": 22,
    "\u0623": 20, "\u0643": 20, "\u0642": 18, "\u062d": 15, "\u062c": 12, "\u0649": 8, "\u060c": 8, ".": 8, ",": 5,
}  # fmt: skip
"""How many of a thousand characters of Arabic prose are this one, roughly; of all others one or none."""
FREQUENT_IN_LATIN = dict.fromkeys("abcdefghiklmnoprstuvwy", 40) | {"\u0020": 170}
"""The same for prose in Latin letters."""
DENSE = 20
"""From so many in a thousand on a character is looked for with its neighbours at once."""
ASTRAL = 0x10000
"""Where the table keeps what it knows of code points beyond the basic plane: all are taken for one."""


class Gate:
    r"""Finds the lines in which one of some triggers stands.

    >>> from bidinorm.rule import Trigger
    >>> [bounds[:2] for bounds in Gate([Trigger("a-z", "0-9")]).lines("ab\nc1 d\n2")]
    [(3, 7)]
    """

    def __init__(self, triggers: Iterable[Trigger], frequent: Mapping[str, int] = FREQUENT) -> None:
        self.triggers = tuple(dict.fromkeys(triggers))
        self.frequent = frequent

    @cached_property
    def left(self) -> Gate:
        """The gate of texts that hold nothing of the scripts written from right to left."""
        parts = (trigger.without(chars.RIGHT_TO_LEFT) for trigger in self.triggers)
        return Gate((part for part in parts if part), FREQUENT_IN_LATIN)

    @cached_property
    def searches(self) -> tuple[Callable[..., re.Match[str] | None], ...]:
        """The searches of which one finds something where a trigger stands.

        The first finds a character of one class, and then looks around it: of each trigger the class holds the
        neighbour that prose has least of. A trigger whose neighbours are all frequent has a search of its own.
        """
        single = "".join(trigger.left for trigger in self.triggers if not trigger.right)
        around = [f"(?<=[{single}])"] if single else []
        anchors, alone = single, []
        for trigger in self.triggers:
            if not trigger.right:
                continue
            place, anchor = self._anchor(trigger)
            if self._weight(anchor) < DENSE:
                anchors += anchor
                around.append(trigger.around(place))
            else:
                alone.append(f"[{anchor}]{trigger.around(place)}" if place else trigger.pattern)
        rare = [f"[{anchors}](?:{'|'.join(around)})"] if anchors else []
        return tuple(re.compile(pattern, re.MULTILINE).search for pattern in rare + alone)

    def stands(self, text: str) -> bool:
        """Tell whether a trigger stands in a text."""
        for search in self.searches:  # noqa: SIM110 - a generator costs as much as they do
            if search(text):
                return True
        return False

    def misses(self, text: str) -> bool:
        """Tell of a short text that no trigger stands in it."""
        return len(text) <= SHORT and not (self if _RIGHT_TO_LEFT(text) else self.left).stands(text)

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
    def thirds(self) -> int:
        """The bits of the triggers of three characters."""
        return sum(1 << bit for trigger, bit in self.bits.items() if trigger.third)

    @cached_property
    def tables(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """The look-up tables: of each code unit the bits of the triggers in which it can stand left, and right."""
        import numpy as np  # costs more than all else together, and short texts do without

        lefts, rights = np.zeros(ASTRAL + 1, dtype=np.uint64), np.zeros(ASTRAL + 1, dtype=np.uint64)
        for bit, left, right in self._places:
            lefts[_units(left)] |= np.uint64(1 << bit)
            rights[_units(right) if right else slice(None)] |= np.uint64(1 << bit)
        return lefts, rights

    @cached_property
    def _places(self) -> list[tuple[int, frozenset[str], frozenset[str]]]:
        """Each bit with the characters that stand left and right there; an empty set on the right stands for all."""
        found = []
        for trigger, bit in self.bits.items():
            bodies = trigger.bodies
            for place, (left, right) in enumerate(pairwise(bodies if len(bodies) > 1 else (*bodies, "")), bit):
                found.append((place, chars.members(left), chars.members(right)))
        return found

    @cached_property
    def classes(self) -> npt.NDArray[np.uint8]:
        """The class of each code unit: units of one class stand in the same triggers.

        Where there are more than a byte can tell, the last ones share a class, which stands in all their triggers.
        """
        import numpy as np

        _, found = np.unique(np.stack(self.tables, axis=1), axis=0, return_inverse=True)
        return np.minimum(found.reshape(-1), 255).astype(np.uint8)

    @cached_property
    def pairs(self) -> npt.NDArray[np.uint16]:
        """What two neighbours tell, by their classes, the left one in the low byte.

        Bit 0: a trigger stands there. Two bits for each trigger of three, or for several of them: its first two
        neighbours stand there, its last two do.
        """
        import numpy as np

        lefts, rights = np.zeros((2, 256), dtype=np.uint64)
        for table, of_class in zip(self.tables, (lefts, rights), strict=True):
            np.bitwise_or.at(of_class, self.classes, table)
        both = lefts[None, :] & rights[:, None]
        found = np.zeros((256, 256), dtype=np.uint16)
        three = 0
        for number, bit in enumerate(bit for trigger, bit in self.bits.items() if trigger.third):
            three |= 3 << bit
            first = (both >> np.uint64(bit) & np.uint64(3)).astype(np.uint16)
            found |= first << np.uint16(1 + 2 * (number % GROUPS))
        found |= (both & np.uint64(ANY ^ three)).astype(np.bool_)
        return found.reshape(-1)

    def lines(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield start and end (code points) of each line that holds a trigger, without its line feed, in order.

        The third number has the bits of the triggers that stand in the line, or of all where they are not known.
        """
        if not self.triggers:
            return iter(())
        return self._searched(text) if len(text) <= SHORT else self._looked_up(text)

    def _searched(self, text: str) -> Iterator[tuple[int, int, int]]:
        lines = text.split("\n")
        if len(lines) > 1 and not self.stands(text):
            return
        start = 0
        for line in lines:
            bits = self.bits_of(line)
            if bits and (bits & ~(3 * self.thirds) or self.stands(line)):
                yield start, start + len(line), bits
            start += len(line) + 1

    def bits_of(self, line: str) -> int:
        """Return the bits of the triggers that stand in a line, and perhaps those of some of three characters more."""
        pairs = set(map(add, f"\n{line}", f"{line}\n"))
        bits = reduce(or_, map(self._known_pairs.__getitem__, pairs))
        firsts = bits & self.thirds  # of a trigger of three, both pairs must stand in the line
        return bits & ~(3 * self.thirds) | firsts & (bits >> 1)

    @cached_property
    def _known_pairs(self) -> _Pairs:
        return _Pairs(self._places)

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
            units = np.minimum(wide, ASTRAL)
        places = self._pairs_in(self.classes.take(units))
        lefts, rights = self.tables
        bits = lefts[units[places]] & rights[units[places + 1]]
        if self.thirds:  # the second pair of each has the bit after that of its first
            second = lefts[units[places + 1]] & rights[units.take(places + 2, mode="clip")]
            bits &= (second >> np.uint64(1) & np.uint64(self.thirds)) | np.uint64(ANY ^ (3 * self.thirds))
        return ((place, bit) for place, bit in zip(places.tolist(), bits.tolist(), strict=True) if bit)

    def _pairs_in(self, classes: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
        """Return the places of neighbours in a block that may begin a trigger, in order."""
        import numpy as np

        even = self.pairs.take(classes[: len(classes) // 2 * 2].view("<u2"))
        odd = self.pairs.take(np.frombuffer(classes, "<u2", (len(classes) - 1) // 2, offset=1))
        after_even, after_odd = (((pairs >> 1) & FIRSTS) | 1 for pairs in (odd, even[1:]))
        for pairs, after in ((even, after_even), (odd, after_odd)):
            pairs[: len(after)] &= after
            pairs[len(after) :] &= 1  # what follows comes with the next block
        places = (np.flatnonzero(pairs != 0) * 2 + offset for offset, pairs in enumerate((even, odd)))
        return np.sort(np.concatenate([*places]))

    def _anchor(self, trigger: Trigger) -> tuple[int, str]:
        """Return the neighbour of a trigger that is the best to look for: its place, and its class body."""
        bodies = [(place, body) for place, body in enumerate(trigger.plain) if body]

        return min(bodies, key=lambda numbered: self._weight(numbered[1]))

    def _weight(self, body: str) -> int:
        """Return how many of a thousand characters of prose are of a class, roughly."""
        return sum(self.frequent.get(char, 0) for char in chars.members(body)) + len(body) // 8


class _Pairs(dict[str, int]):
    """The bits of two neighbours, found when they are first met."""

    def __init__(self, places: Sequence[tuple[int, frozenset[str], frozenset[str]]]) -> None:
        self.places = places

    def __missing__(self, pair: str) -> int:
        if len(self) >= KNOWN:
            self.clear()
        left, right = pair[0], pair[1]
        found = (bit for bit, lefts, rights in self.places if left in lefts and (not rights or right in rights))
        self[pair] = bits = sum(1 << bit for bit in set(found))
        return bits


def _units(members: frozenset[str]) -> list[int]:
    """Return the places of characters in the tables."""
    return [min(ord(char), ASTRAL) for char in members]


_RIGHT_TO_LEFT = re.compile(f"[{chars.RIGHT_TO_LEFT}]").search
