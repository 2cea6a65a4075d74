"""Folding for search: the pipeline of a profile that holds rules of stage FOLD, at the speed of a table.

Such rules map single characters, so all of them together are one table. A short text goes through
`str.translate`, a long one through a look-up over UTF-16 code units, a column as one text. `explain` asks the
rules themselves; tests hold that both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from bidinorm import chars
from bidinorm.errors import OptionError, require_text
from bidinorm.foldings import TableRule
from bidinorm.phase import PASSES, Phase
from bidinorm.pipeline import FENCES, Pipeline
from bidinorm.rule import Stage
from bidinorm.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import numpy as np
    import numpy.typing as npt

Some = TypeVar("Some", str, Text)
SHORT = 400
"""Up to this many code points `str.translate` is faster than building arrays."""
BLOCK = 1 << 15
"""Code points looked up at a time: they stay in the cache."""
GONE, OTHER = 0xFFFF, 0xFFFE
"""What the table of units says of a character that goes, and of one that becomes several. Both are noncharacters."""
IDLE = frozenset({"wrong-punctuation", "mixed-quotes"})
"""Rules that have nothing to do in folded text: signs of both scripts fold to the same."""
SEPARATOR = "\ufdd0"
"""A noncharacter that parts the rows of a column."""


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
        units[OTHER:] = OTHER  # rare, and left to the other way
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
        folded = self._short(text) if len(text) <= SHORT else "".join(map(self._block, blocks(text)))
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
            units = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
        except UnicodeEncodeError:  # lone surrogates, which could meet and become a pair
            return self._short(text)
        folded = self.units.take(units)
        kept = folded < OTHER
        if not kept.all():
            several = folded == OTHER
            if several.any():
                folded = np.concatenate([*self._opened(units, folded, np.flatnonzero(several))])
                kept = folded != GONE
            folded = folded[kept]
        if self.once:
            folded = _standing_once(folded, self.letters, self.once)
        return folded.tobytes().decode("utf-16-le")

    def _opened(
        self, block: npt.NDArray[np.uint16], folded: npt.NDArray[np.uint16], places: npt.NDArray[np.intp]
    ) -> Iterator[npt.NDArray[np.uint16]]:
        """Yield the pieces of a block in which some characters become several."""
        done = 0
        for place in places.tolist():
            yield folded[done:place]
            char = chr(block[place])
            yield _units(self.table.get(char, char))
            done = place + 1
        yield folded[done:]

    def rows(self, rows: list[str]) -> list[str]:
        """Fold each of many texts, all of them at once."""
        try:
            joined = SEPARATOR.join(rows)
        except TypeError:
            joined = SEPARATOR.join(map(require_text, rows))
        folded = self.fold(joined).split(SEPARATOR)
        return folded if len(folded) == len(rows) else [self.fold(row) for row in rows]


def blocks(text: str) -> Iterator[str]:
    """Yield a text in parts that stay in the cache, cut behind blanks, so that no stretched letter is cut."""
    start = 0
    while start < len(text):
        end = start + BLOCK
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
    thrice = np.flatnonzero(same[1:] & same[:-1])
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


@dataclass(frozen=True, eq=False)
class FoldPhase(Phase):
    """The rules of stage FOLD, in bulk."""

    @cached_property
    def folder(self) -> Folder | None:
        """What the rules do, in one table; None where one of them is no table."""
        from bidinorm.rules.elongation import once

        tables = [rule.table(self.options[rule.name]) for rule in self.rules if isinstance(rule, TableRule)]
        elongation = any(rule.name == "elongation" for rule in self.rules)
        if len(tables) + elongation < len(self.rules):
            return None
        return Folder(composed(tables), once if elongation else None)

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text as these rules leave it."""
        return self.folder.fold(text) if self.folder else super().clean(text, history)


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


@cache
def folder(profile: str = "search") -> Folder:
    """Return what folds words as a profile folds text; nothing is repaired. Raises `OptionError` where it cannot.

    >>> folder().fold("مُؤسَّسة")
    'موسسه'
    """
    last = Pipeline.load(profile).phases[-1]
    found = last.folder if isinstance(last, FoldPhase) else None
    if found is None:
        raise OptionError(
            f"found the profile {profile!r}; words are folded by one whose rules of stage FOLD are tables"
        )
    return found


@dataclass(frozen=True, eq=False)
class FoldingPipeline(Pipeline):
    """A pipeline that repairs, and folds what it has repaired.

    >>> Pipeline.load("search").clean("مُؤَسَّسة ﺍﻟﺴﻼﻡ")
    'موسسه السلام'
    """

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The rules in groups that see the same; those of stage FOLD are one."""
        options = {rule.name: {**rule.options, **self.options.get(rule.name, {})} for rule in self.rules}
        groups = groupby(self.rules, key=lambda rule: (rule.whole, rule.stage is Stage.FOLD))
        return tuple((FoldPhase if folds else Phase)(tuple(rules), whole, options) for (whole, folds), rules in groups)

    @cached_property
    def again(self) -> tuple[Phase, ...]:
        """The phases for text that is folded already: without rules whose edits fold to what was there before."""
        rules = tuple(rule for rule in self.rules if rule.name not in IDLE)
        return self.phases if len(rules) == len(self.rules) else replace(self, rules=rules).phases

    def _through(self, text: Some, step: Callable[[Phase, Some], Some]) -> Some:
        """Take a text through all phases, again and again: what is folded may show something to repair."""
        folded = False
        for phases in (self.phases, *[self.again] * (PASSES - 1)):
            before = text
            for phase in phases:
                if isinstance(phase, FoldPhase) and folded and text is before:
                    return text  # what is folded stays so
                text = step(phase, text)
            if str(text) == str(before):
                return before
            folded = True
            if len(self.phases) == 1:
                break
        return text

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text repaired and folded; the same object where nothing was to be done.

        What is folded may show something to repair: it is shown to the rules again, and then only lines that changed.
        """
        if len(self.phases) != 2 or self.whole or not isinstance(self.phases[1], FoldPhase):
            return super().clean(text, history)
        repairs, folds = self.phases
        folded = folds.clean(repairs.clean(require_text(text)))
        return text if folded == text else self._settled(folded, PASSES - 1)

    def _settled(self, folded: str, passes: int) -> str:
        """Return folded text of which no rule has anything to say any more."""
        *repairs, folds = self.again
        cleaned = repairs[0].clean(folded) if repairs and passes else folded
        if cleaned == folded:
            return folded
        if any(sign in cleaned for sign in FENCES):  # a line alone does not tell that it is code
            return self._settled(folds.clean(cleaned), passes - 1)
        lines = cleaned.split("\n")
        changed = [number for number, line in enumerate(folded.split("\n")) if line != lines[number]]
        settled = self._settled(folds.clean("\n".join([lines[number] for number in changed])), passes - 1)
        for number, line in zip(changed, settled.split("\n"), strict=True):
            lines[number] = line
        return "\n".join(lines)

    def map(self, rows: Iterable[str], batch: int = 1 << 12) -> Iterator[str]:
        """Fold row after row; each is a text of its own, and as many as `batch` are done at once."""
        return super().map(rows, batch)

    def _rows(self, rows: list[str]) -> Iterable[str]:
        """Fold rows; where nothing but tables is asked for, all at once."""
        folding = self.phases[0].folder if len(self.phases) == 1 and isinstance(self.phases[0], FoldPhase) else None
        if folding is None:
            return super()._rows(rows)
        return folding.rows(rows)
