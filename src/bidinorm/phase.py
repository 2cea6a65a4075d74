"""A phase: rules that follow each other and see the same, run until none has anything to say."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm.gate import ANY, SHARED, Gate
from bidinorm.protect import fences
from bidinorm.rule import Rule, Stage, View
from bidinorm.text import Edit, Text, edited, ordered_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BATCH = 256
"""So many lines are shown to one rule after the other: faster than one line to all, since code stays in the cache."""
PASSES = 8
"""A line is shown to the rules again until none has anything to say, at most this many times."""


_gate = lru_cache(maxsize=64)(Gate)
Test = Callable[[str], object]
"""What tells of a line whether it is worth a look."""


class Asked(NamedTuple):
    """What is asked about a line."""

    first: Sequence[Rule]
    """The rules that may change it as it is."""
    rules: tuple[Rule, ...]
    """All that may be asked once it has changed."""


@dataclass(frozen=True, eq=False)
class Phase:
    """Rules that follow each other and see the same: single lines, or (`whole`) the whole document."""

    rules: tuple[Rule, ...]
    whole: bool
    options: Mapping[str, Mapping[str, Any]]

    @cached_property
    def gate(self) -> Gate:
        """The scan that finds the lines for these rules; phases with the same triggers share it and what it learns."""
        return _gate(tuple(trigger for rule in self.rules for trigger in rule.triggers))

    @cached_property
    def deaf_to_ascii(self) -> bool:
        """Whether no trigger can stand in pure ASCII text."""
        ascii_text = frozenset(map(chr, range(128)))
        return not any(
            all(group is None or not ascii_text.isdisjoint(group) for group in needed)
            for rule in self.rules
            for needed in rule.needs
        )

    def _asked(self, line: str, rules: tuple[Rule, ...], bits: int) -> Sequence[Rule]:
        """Return those of the rules that may change the line; `bits` are what the gate knows of it."""
        if self.whole:
            return rules
        if bits & SHARED:  # all bits, or one that does not tell its triggers apart
            present, worth = frozenset(line), self._worth
            return [
                rule for rule in rules if rule.may_fire(line, present) and ((test := worth[rule]) is None or test(line))
            ]
        every = rules is self.rules
        known = self._memory.get((every, bits))
        if known is None:
            known = self._memory[every, bits] = self._set_off(rules, bits)
        return [rule for rule, test in known if test is None or test(line)]

    def _set_off(self, rules: tuple[Rule, ...], bits: int) -> list[tuple[Rule, Test | None]]:
        """Return those of the rules that some triggers set off, each with what tells that a line is worth a look."""
        own = self.gate.bits
        return [
            (rule, self._worth[rule]) for rule in rules if any(bits >> own[trigger] & 1 for trigger in rule.triggers)
        ]

    @cached_property
    def _worth(self) -> dict[Rule, Test | None]:
        return {rule: rule.worth(self.options[rule.name]) for rule in self.rules}

    @cached_property
    def _memory(self) -> dict[tuple[bool, int], list[tuple[Rule, Test | None]]]:
        return {}

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text as these rules leave it."""
        if not self.whole and ((text.isascii() and self.deaf_to_ascii) or self.gate.misses(text)):
            return text
        found: list[tuple[int, int]] = []
        lines: list[str] = []
        asked: dict[int, Asked] = {}
        for start, end, bits, rules in self._lines(text):
            line = text[start:end]
            first = self._asked(line, rules, bits)
            if first:
                asked[len(lines)] = Asked(first, rules)
                found.append((start, end))
                lines.append(line)
        for _ in range(PASSES):
            asked = self._pass(lines, asked, history)
            if not asked:
                break
        parts: list[str] = []
        done = 0
        for (start, end), line in zip(found, lines, strict=True):
            if line != text[start:end]:
                parts += (text[done:start], line)
                done = end
        return "".join((*parts, text[done:])) if parts else text

    def _pass(self, lines: list[str], asked: dict[int, Asked], history: tuple[str, ...]) -> dict[int, Asked]:
        """Show lines once to their rules; return the numbers of those that must be shown again, and to which.

        The gate looks at all changed lines together.
        """
        changed = []
        waiting = iter(asked.items())
        while batch := list(islice(waiting, BATCH)):
            views = [View(lines[number], history=history) for number, _ in batch]
            queues: dict[Rule, list[int]] = {rule: [] for rule in self.rules}
            for place, (_, (first, _)) in enumerate(batch):
                for rule in first:
                    queues[rule].append(place)
            for rule, queue in queues.items():
                if queue:
                    self._show(views, queue, rule)
            for view, (number, _) in zip(views, batch, strict=True):
                if view.text != lines[number]:
                    lines[number] = view.text
                    changed.append(number)
        if self.whole:
            return {number: asked[number] for number in changed}
        starts = list(accumulate((len(lines[number]) + 1 for number in changed), initial=0))
        triggers: dict[int, int] = {}
        for start, _, bits in self.gate.lines("\n".join([lines[number] for number in changed])):
            number = changed[bisect_right(starts, start) - 1]
            triggers[number] = triggers.get(number, 0) | bits
        again = {}
        for number, bits in triggers.items():
            rules = asked[number].rules
            if first := self._asked(lines[number], rules, bits):
                again[number] = Asked(first, rules)
        return again

    def _show(self, views: list[View], queue: list[int], rule: Rule) -> None:
        """Show a rule those lines of a batch that it is asked about, and put what it makes of them in their place."""
        find, bulk, options = rule.find, rule.bulk, self.options[rule.name]
        for place in queue:
            view = views[place]
            if view.turned:
                continue
            view.options = options
            if bulk is not None:
                after = bulk(view)
                if after == view.text:
                    continue
            else:
                edits = ordered_edits(find(view), len(view.text))
                if not edits:
                    continue
                after = edited(view.text, edits)
            views[place] = View(after, history=view.history)
            views[place].turned = rule.stage < Stage.REPAIR

    def explain(self, text: Text, history: tuple[str, ...] = ()) -> Text:
        """Return the text as these rules leave it, with its memory; the same result as `clean`."""
        changed = []
        for start, end, bits, rules in self._lines(text.current):
            line = Text.of(text.current[start:end])
            for _ in range(PASSES):
                before = line
                for rule, edits, _ in self._steps(line.current, rules, bits, history):
                    line = line.apply(edits, rule.name)
                if line is before:
                    break
                bits = ANY
            changed.append((start, line))
        return text.adopt(changed)

    def suspects(self, text: str, history: tuple[str, ...] = ()) -> Iterator[tuple[Rule, Edit]]:
        """Yield what the rules would not change but mention, with offsets in `text`."""
        for start, end, _, rules in self._lines(text):
            view = View(text[start:end], history=history)
            for rule in rules:
                if rule.may_fire(view.text, view.present):
                    view.options = self.options[rule.name]
                    for edit in rule.suspect(view):
                        yield rule, edit._replace(start=edit.start + start, end=edit.end + start)

    def _lines(self, text: str) -> Iterator[tuple[int, int, int, tuple[Rule, ...]]]:
        """Yield start, end and trigger bits of each line to look at, with the rules that may touch it."""
        if self.whole:
            yield 0, len(text), ANY, self.rules
            return
        fenced = deque(fences(text))
        for start, end, bits in self.gate.lines(text):
            while fenced and fenced[0][1] <= start:
                fenced.popleft()
            inside = fenced and fenced[0][0] <= start
            yield start, end, bits, self.rules_in_code if inside else self.rules

    @cached_property
    def rules_in_code(self) -> tuple[Rule, ...]:
        """Those of the rules that also work in fenced code."""
        return tuple(rule for rule in self.rules if rule.in_code)

    def _steps(
        self, line: str, rules: tuple[Rule, ...], bits: int, history: tuple[str, ...]
    ) -> Iterator[tuple[Rule, list[Edit], str]]:
        """Yield each step of one pass over a line: the rule, its edits, and the line after it.

        What is decoded or turned is a new line to all rules, so that the pass ends there.
        """
        view = View(line, history=history)
        for rule in self._asked(line, rules, bits):
            view.options = self.options[rule.name]
            edits = ordered_edits(rule.find(view), len(view.text))
            if edits:
                after = edited(view.text, edits)
                yield rule, edits, after
                if rule.stage < Stage.REPAIR:
                    return
                view = View(after, history=history)
