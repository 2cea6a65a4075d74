"""Folding for search: the pipeline of a profile that holds rules of stage FOLD, at the speed of a table.

Such rules map single characters, so all of them together are one table (`bidinorm.tables`). `explain` asks the
rules themselves; tests hold that both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeVar

from bidinorm.errors import OptionError, require_text
from bidinorm.foldings import TableRule
from bidinorm.phase import PASSES, Phase
from bidinorm.pipeline import FENCES, Pipeline
from bidinorm.protect import any_in_code
from bidinorm.rule import Stage
from bidinorm.tables import SEPARATOR, TOGETHER, Folder, composed
from bidinorm.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["SEPARATOR", "FoldPhase", "Folder", "FoldingPipeline", "folder"]

Some = TypeVar("Some", str, Text)
IDLE = frozenset({"wrong-punctuation", "mixed-quotes"})
"""Rules that have nothing to do in folded text: signs of both scripts fold to the same."""


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
        lines = cleaned.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        changed = [number for number, line in enumerate(folded.split("\n")) if line != lines[number]]
        shown = "\n".join([lines[number] for number in changed])
        refolded = folds.clean(shown)
        if any(sign in shown or sign in refolded for sign in FENCES) or any_in_code(
            cleaned, [starts[number] for number in changed]
        ):  # a line alone does not tell that it is code
            return self._settled(folds.clean(cleaned), passes - 1)
        for number, line in zip(changed, self._settled(refolded, passes - 1).split("\n"), strict=True):
            lines[number] = line
        return "\n".join(lines)

    def map(self, rows: Iterable[str], batch: int = 4 * TOGETHER) -> Iterator[str]:
        """Fold row after row; each is a text of its own, and as many as `batch` are done at once."""
        return super().map(rows, batch)

    def _rows(self, rows: list[str]) -> Iterable[str]:
        """Fold rows; where nothing but tables is asked for, all at once."""
        folding = self.phases[0].folder if len(self.phases) == 1 and isinstance(self.phases[0], FoldPhase) else None
        if folding is None:
            return super()._rows(rows)
        return folding.rows(rows)
