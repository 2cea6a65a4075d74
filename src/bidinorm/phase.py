"""A phase: rules that follow each other and see the same, run until none has anything to say."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bidinorm.gate import ANY, SHORT, Gate
from bidinorm.protect import fences
from bidinorm.rule import Rule, View
from bidinorm.text import Edit, Text, edited, ordered_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PASSES = 8
"""A line is shown to the rules again until none has anything to say, at most this many times."""


@dataclass(frozen=True, eq=False)
class Phase:
    """Rules that follow each other and see the same: single lines, or (`whole`) the whole document."""

    rules: tuple[Rule, ...]
    whole: bool
    options: Mapping[str, Mapping[str, Any]]

    @cached_property
    def gate(self) -> Gate:
        """The scan that finds the lines for these rules."""
        return Gate(trigger for rule in self.rules for trigger in rule.triggers)

    @cached_property
    def deaf_to_ascii(self) -> bool:
        """Whether no trigger can stand in pure ASCII text."""
        ascii_text = frozenset(map(chr, range(128)))
        return not any(
            all(group is None or not ascii_text.isdisjoint(group) for group in needed)
            for rule in self.rules
            for needed in rule.needs
        )

    def _asked(self, bits: int) -> frozenset[Rule] | None:
        """Return the rules that one of some triggers (bits of the gate) sets off; None where that is not known."""
        if bits == ANY:
            return None
        if bits not in self._memory:
            own = self.gate.bits
            self._memory[bits] = frozenset(
                rule for rule in self.rules if any(bits >> own[trigger] & 1 for trigger in rule.triggers)
            )
        return self._memory[bits]

    @cached_property
    def _memory(self) -> dict[int, frozenset[Rule]]:
        return {}

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text as these rules leave it."""
        if not self.whole and ((text.isascii() and self.deaf_to_ascii) or self._misses(text)):
            return text
        parts: list[str] = []
        done = 0
        for start, end, bits, rules in self._lines(text):
            line = settled = text[start:end]
            for _, _, line_after in self._steps(line, rules, self._asked(bits), history):
                settled = line_after
            if settled != line:
                parts += (text[done:start], settled)
                done = end
        return "".join((*parts, text[done:])) if parts else text

    def explain(self, text: Text, history: tuple[str, ...] = ()) -> Text:
        """Return the text as these rules leave it, with its memory; the same result as `clean`."""
        changed = []
        for start, end, bits, rules in self._lines(text.current):
            line = Text.of(text.current[start:end])
            for rule, edits, _ in self._steps(line.current, rules, self._asked(bits), history):
                line = line.apply(edits, rule.name)
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

    def _misses(self, text: str) -> bool:
        return len(text) <= SHORT and self.gate.misses(text)

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
        self, line: str, rules: tuple[Rule, ...], asked: frozenset[Rule] | None, history: tuple[str, ...]
    ) -> Iterator[tuple[Rule, list[Edit], str]]:
        """Yield each step that a line takes, pass after pass until no rule proposes an edit.

        `asked` are the rules that a trigger of the line calls for, if that is known; once the line has
        changed, each rule looks for its triggers again.
        """
        view = View(line, history=history)
        for _ in range(PASSES):
            before = view.text
            for rule in rules:
                if not (self.whole or (rule.may_fire(view.text, view.present) if asked is None else rule in asked)):
                    continue
                view.options = self.options[rule.name]
                edits = ordered_edits(rule.find(view), len(view.text))
                if edits:
                    view = View(edited(view.text, edits), history=history)
                    asked = None
                    yield rule, edits, view.text
            if view.text == before or (not self.whole and self._misses(view.text)):
                return
