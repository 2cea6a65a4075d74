r"""A table of single characters, applied in bulk: a short text, a long one, or many as one.

A short text goes through `str.translate`, a long one through a look-up over UTF-16 code units, a block at a time; the
rows of a column are one text.
"""

from __future__ import annotations

from codecs import utf_16_le_decode, utf_16_le_encode
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.errors import require_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import numpy as np
    import numpy.typing as npt

SHORT = 400
"""Up to this many code points `str.translate` is faster than building arrays."""
BLOCK = 1 << 15
"""Code points looked up at a time: they stay in the cache."""
TOGETHER = 768
"""Rows of a column that are folded as one text: they stay in the cache."""
GONE, OTHER = 0xFFFE, 0xFFFF
"""What the table of units says of a character that goes, and of one that becomes several. Both are noncharacters."""
SEPARATOR = "\0"
"""What parts the rows of a column: of ASCII, so that rows of ASCII stay so, no table has it, and text hardly ever."""


class Folder:
    """A table of single characters, applied in bulk; and, where `once` is given, stretched letters that stand once.

    >>> Folder({"ة": "ه", "ـ": "", "æ": "ae"}).fold("قـهوة æ")
    'قهوه ae'
    """

    def __init__(self, table: Mapping[str, str], once: Callable[[str], str] | None = None) -> None:
        self.table = table
        self.once = once
        """What is done to stretched letters, if anything."""

    @cached_property
    def codes(self) -> dict[int, str]:
        """The table as `str.translate` takes it."""
        return {ord(char): target for char, target in self.table.items()}

    @cached_property
    def units(self) -> npt.NDArray[np.uint16]:
        """The table over UTF-16 code units."""
        import numpy as np

        units = np.arange(1 << 16, dtype=np.uint16)
        for char, target in self.table.items():
            units[ord(char)] = ord(target) if len(target) == 1 and target <= "\ufffd" else OTHER if target else GONE
        units[GONE:] = OTHER  # rare, and left to the other way
        return units

    @cached_property
    def letters(self) -> npt.NDArray[np.bool_]:
        """Which code units stand for letters that may be stretched."""
        import numpy as np

        found = np.zeros(1 << 16, dtype=np.bool_)
        found[[ord(char) for char in chars.members(chars.ARABIC_LETTER)]] = True
        return found

    def fold(self, text: str) -> str:
        """Return the text folded; the same object where nothing is to be done."""
        if len(text) <= BLOCK:
            folded = self._short(text) if len(text) <= SHORT else self._block(text)
        else:
            folded = "".join(map(self._block, blocks(text)))
        return text if folded == text else folded

    def _short(self, text: str) -> str:
        folded = text.translate(self.codes)
        return self.once(folded) if self.once else folded

    def _block(self, text: str) -> str:
        """Return a part of a long text folded."""
        if text.isascii():
            return text.translate(self.codes)  # for ASCII it is fast
        import numpy as np

        try:
            units = np.frombuffer(utf_16_le_encode(text)[0], dtype="<u2")
        except UnicodeEncodeError:  # lone surrogates, which could meet and become a pair
            return self._short(text)
        folded = self.units.take(units, mode="wrap")  # no unit is outside the table: nothing is checked
        highest = folded.max()
        if highest == OTHER:
            folded = np.concatenate([*self._opened(units, folded, np.flatnonzero(folded == OTHER))])
        elif highest == GONE:
            folded = folded[folded != GONE]
        if self.once:
            folded = _standing_once(folded, self.letters, self.once)
        return utf_16_le_decode(folded.data)[0]

    def _opened(
        self, block: npt.NDArray[np.uint16], folded: npt.NDArray[np.uint16], places: npt.NDArray[np.intp]
    ) -> Iterator[npt.NDArray[np.uint16]]:
        """Yield the pieces of a block in which some characters become several, without what goes."""
        done = 0
        for place in places.tolist():
            piece = folded[done:place]
            yield piece[piece != GONE]
            char = chr(block[place])
            yield _units(self.table.get(char, char))
            done = place + 1
        piece = folded[done:]
        yield piece[piece != GONE]

    def rows(self, rows: list[str]) -> list[str]:
        """Fold each of many texts, many of them as one."""
        if len(rows) <= TOGETHER:
            return self._together(rows)
        folded: list[str] = []
        for start in range(0, len(rows), TOGETHER):
            folded += self._together(rows[start : start + TOGETHER])
        return folded

    def _together(self, rows: list[str]) -> list[str]:
        """Fold texts as one."""
        try:
            joined = SEPARATOR.join(rows)
        except TypeError:
            joined = SEPARATOR.join(map(require_text, rows))
        folded = self.fold(joined).split(SEPARATOR)
        return folded if len(folded) == len(rows) else [self.fold(row) for row in rows]


def blocks(text: str, size: int = 0) -> Iterator[str]:
    """Yield a text in parts that stay in the cache, cut behind blanks, so that no word is cut.

    A part has `size` code points, or `BLOCK` where none is told, and more only where it holds no blank.
    """
    size = size or BLOCK
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or text.find(" ", end) + 1
        end = end or len(text)
        yield text[start:end]
        start = end


@cache
def _units(text: str) -> npt.NDArray[np.uint16]:
    """Return the UTF-16 code units of a few characters."""
    import numpy as np

    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def _standing_once(
    units: npt.NDArray[np.uint16], letters: npt.NDArray[np.bool_], once: Callable[[str], str]
) -> npt.NDArray[np.uint16]:
    """Return the units without the repetitions of stretched letters."""
    import numpy as np

    same = units[1:] == units[:-1]
    thrice = (same[1:] & same[:-1]).nonzero()[0]
    parts: list[npt.NDArray[np.uint16]] = []
    done = 0
    for low in thrice[letters.take(units.take(thrice))].tolist():
        if low < done:
            continue
        letter, high = units[low], low + 3
        while high < len(units) and units[high] == letter:
            high += 1
        parts += (units[done:low], _units(once(chr(letter) * (high - low))))
        done = high
    return np.concatenate([*parts, units[done:]]) if parts else units


def composed(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return tables that are applied one after the other, until nothing changes, as one.

    >>> composed([{"أ": "ا"}, {"ﺃ": "أ"}])
    {'أ': 'ا', 'ﺃ': 'ا'}
    """
    tables = list(tables)
    found = {}
    for char in sorted(set().union(*tables)):
        text, before = char, ""
        while text != before:
            before = text
            for table in tables:
                text = "".join(table.get(one, one) for one in text)
        if text != char:
            found[char] = text
    return found
