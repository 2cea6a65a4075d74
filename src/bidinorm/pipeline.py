"""A pipeline: rules in the order of their stages, run over each line that needs it until nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bidinorm.errors import ProfileError, require_text, unknown
from bidinorm.gate import Gate
from bidinorm.rule import Rule, View
from bidinorm.text import Change, Edit, Text, edited, ordered_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PASSES = 8
"""A line is shown to the rules again until none has anything to say, at most this many times."""


@dataclass(frozen=True)
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
            all(not ascii_text.isdisjoint(group) for group in needed) for rule in self.rules for needed in rule.needs
        )

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text as these rules leave it."""
        if self.whole:
            return self._settle(text, history)
        if text.isascii() and self.deaf_to_ascii:
            return text
        parts = []
        done = 0
        for start, end in self.gate.lines(text):
            line = text[start:end]
            settled = self._settle(line)
            if settled is not line:
                parts += (text[done:start], settled)
                done = end
        return "".join((*parts, text[done:])) if parts else text

    def explain(self, text: Text, history: tuple[str, ...] = ()) -> Text:
        """Return the text as these rules leave it, with its memory; the same result as `clean`."""
        if self.whole:
            return text.adopt([(0, self._remember(text.current, history))])
        lines = ((start, self._remember(text.current[start:end])) for start, end in self.gate.lines(text.current))
        return text.adopt((start, line) for start, line in lines if line.alignment.segments)

    def suspects(self, text: str, history: tuple[str, ...] = ()) -> Iterator[tuple[Rule, Edit]]:
        """Yield what the rules would not change but mention, with offsets in `text`."""
        lines = [(0, len(text))] if self.whole else self.gate.lines(text)
        for start, end in lines:
            view = View(text[start:end], history=history)
            for rule in self.rules:
                view.options = self.options[rule.name]
                for edit in rule.suspect(view) if rule.may_fire(view.text, view.present) else ():
                    yield rule, edit._replace(start=edit.start + start, end=edit.end + start)

    def _propose(self, rule: Rule, view: View) -> list[Edit]:
        view.options = self.options[rule.name]
        return ordered_edits(rule.find(view), len(view.text))

    def _settle(self, line: str, history: tuple[str, ...] = ()) -> str:
        for _ in range(PASSES):
            view = View(line, history=history)
            for rule in self.rules:
                if rule.may_fire(view.text, view.present) and (edits := self._propose(rule, view)):
                    view = View(edited(view.text, edits), history=history)
            if view.text == line:
                break
            line = view.text
        return line

    def _remember(self, line: str, history: tuple[str, ...] = ()) -> Text:
        text = Text.of(line)
        for _ in range(PASSES):
            before = text.current
            view = View(before, history=history)
            for rule in self.rules:
                if rule.may_fire(view.text, view.present) and (edits := self._propose(rule, view)):
                    text = text.apply(edits, rule.name)
                    view = View(text.current, history=history)
            if text.current == before:
                break
        return text


@dataclass(frozen=True)
class Pipeline:
    """Rules and their options under a name; built from a profile, derived by `without` and `only`.

    >>> Pipeline.load("repair").clean("964mediaصورة")
    '964media صورة'
    """

    name: str
    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def load(cls, profile: str) -> Pipeline:
        """Build the pipeline of a profile: a name such as `"repair"`, or the path of a TOML file.

        Raises `ProfileError` where there is no such profile, or it names an unknown rule or option.
        """
        from bidinorm.profiles import load

        return load(profile)

    def __post_init__(self) -> None:
        stages = [rule.stage for rule in self.rules]
        if stages != sorted(stages):
            order = ", ".join(f"{rule.name} ({rule.stage.name})" for rule in self.rules)
            raise ProfileError(f"found the rules {order}; they must stand in the order of their stages")

    def without(self, *names: str) -> Pipeline:
        """Return this pipeline without some rules; raises `ProfileError` for a name that it does not have."""
        self._require(names)
        return replace(self, rules=tuple(rule for rule in self.rules if rule.name not in names))

    def only(self, *names: str) -> Pipeline:
        """Return this pipeline with these of its rules alone."""
        self._require(names)
        return replace(self, rules=tuple(rule for rule in self.rules if rule.name in names))

    def _require(self, names: Iterable[str]) -> None:
        known = [rule.name for rule in self.rules]
        for name in names:
            if name not in known:
                raise ProfileError(unknown(f"rule in profile {self.name!r},", name, known))

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The rules in groups that see the same: lines or the whole document."""
        options = {rule.name: {**rule.options, **self.options.get(rule.name, {})} for rule in self.rules}
        groups = groupby(self.rules, key=lambda rule: rule.whole)
        return tuple(Phase(tuple(rules), whole, options) for whole, rules in groups)

    @property
    def whole(self) -> bool:
        """Whether a rule must see the whole document."""
        return any(rule.whole for rule in self.rules)

    def clean(self, text: str) -> str:
        """Return the text put right; the same object where nothing was to be done."""
        cleaned = require_text(text)
        for phase in self.phases:
            cleaned = phase.clean(cleaned)
        return cleaned

    def explain(self, text: str) -> Text:
        """Return the text put right with its memory: `str(explain(t)) == clean(t)`."""
        explained = Text.of(text)
        for phase in self.phases:
            explained = phase.explain(explained)
        return explained

    def check(self, text: str) -> list[Change]:
        """Return what `clean` would change and, with `certain=False`, what a person should look at.

        In the order of the text; nothing is changed.
        """
        explained = self.explain(text)
        found = explained.changes
        for phase in self.phases:
            for rule, edit in phase.suspects(explained.current):
                start, end = explained.original_span(edit.start, edit.end)
                found.append(Change(start, end, text[start:end], edit.after, rule.name, edit.reason, certain=False))
        return sorted(found, key=lambda change: (change.start, change.end))

    def map(self, rows: Iterable[str]) -> Iterator[str]:
        """Clean row after row, lazily.

        >>> list(Pipeline.load("repair").map(["ok", "VLCيظهر"]))
        ['ok', 'VLC يظهر']
        """
        return map(self.clean, rows)
