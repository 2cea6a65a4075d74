"""A pipeline: rules in the order of their stages, run over each line that needs it until nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

from bidinorm.errors import ProfileError, require_many, require_text, unknown
from bidinorm.phase import PASSES, Phase
from bidinorm.protect import fences
from bidinorm.text import Change, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike

    from bidinorm.rule import Rule

Some = TypeVar("Some", str, Text)
FENCES = ("```", "~~~")
"""What tells, as a line feed does, that a row cannot be a line among others."""
HISTORY = 1000
"""Lines of a part that are remembered for the next."""


@dataclass(frozen=True, eq=False)
class Pipeline:
    """Rules and their options under a name; built from a profile, derived by `without` and `only`.

    >>> Pipeline.load("repair").clean("964mediaصورة")
    '964media صورة'
    """

    name: str
    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def load(cls, profile: str | PathLike[str]) -> Pipeline:
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

    def set(self, rule: str, **options: bool | int | str) -> Pipeline:
        """Return this pipeline with options of a rule; the rule is added where the pipeline lacks it.

        An underscore in an option's name stands for its hyphen.

        >>> Pipeline.load("repair").set("glued-runs", one_sided=True).clean("علىGithub")
        'على Github'
        """
        from bidinorm import profiles, rules
        from bidinorm.toml import Source

        values = profiles.options(
            Source(self.name, ""), rule, {key.replace("_", "-"): value for key, value in options.items()}
        )
        present = {own.name for own in self.rules} | {rule}
        return replace(
            self,
            rules=tuple(rules.get(name) for name in rules.ORDER if name in present),
            options={**self.options, rule: {**self.options.get(rule, {}), **values}},
        )

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

    @cached_property
    def whole(self) -> bool:
        """Whether a rule must see the whole document."""
        return any(rule.whole for rule in self.rules)

    def clean(self, text: str, history: tuple[str, ...] = ()) -> str:
        """Return the text put right; the same object where nothing was to be done.

        `history` are the last lines of the cleaned text before this part of a larger document.
        """
        require_text(text)
        if len(self.phases) == 1 and not self.whole:
            return self.phases[0].clean(text, history)
        return self._through(text, lambda phase, cleaned: phase.clean(cleaned, history))

    def explain(self, text: str, history: tuple[str, ...] = ()) -> Text:
        """Return the text put right with its memory: `str(explain(t)) == clean(t)`.

        `history` are the last lines of the cleaned text before this part of a larger document.
        """
        return self._through(Text.of(text), lambda phase, explained: phase.explain(explained, history))

    def _through(self, text: Some, step: Callable[[Phase, Some], Some]) -> Some:
        """Take a text through all phases, and again where a document rule changed it.

        A line that such a rule shortened is a new line to the others.
        """
        for _ in range(PASSES):
            redone = False
            for phase in self.phases:
                before = text
                text = step(phase, before)
                redone = redone or (phase.whole and text is not before)
            if not redone:
                break
        return text

    def check(self, text: str) -> list[Change]:
        """Return what `clean` would change and, with `certain=False`, what a person should look at.

        In the order of the text; nothing is changed.
        """
        return self.findings(self.explain(text))

    def findings(self, explained: Text) -> list[Change]:
        """Return the changes of a text that was explained, and what is suspected in what became of it."""
        found = explained.changes
        for phase in self.phases:
            for rule, edit in phase.suspects(explained.current):
                start, end = explained.original_span(edit.start, edit.end)
                before = explained.original[start:end]
                found.append(Change(start, end, before, edit.after, rule.name, edit.reason, certain=False))
        return sorted(found, key=lambda change: (change.start, change.end))

    def parts(self, chunks: Iterable[str]) -> Iterator[Text]:
        """Explain a document that comes in parts, each ending at a line's end; one text for each part.

        Rules that see the whole document see one part and the lines kept before it.

        >>> [str(part) for part in Pipeline.load("newsroom").parts(["one two three\\n", "one two three\\n"])]
        ['one two three\\n', '']
        """
        history: tuple[str, ...] = ()
        for chunk in chunks:
            text = self.explain(chunk, history)
            yield text
            if self.whole:
                history = (*history, *filter(None, map(str.strip, str(text).splitlines()[-HISTORY:])))[-HISTORY:]

    def map(self, rows: Iterable[str], batch: int = 512) -> Iterator[str]:
        """Clean row after row; each is a text of its own.

        Rows are read `batch` at a time, so that clean ones cost next to nothing; a source that must be answered
        at once, such as a queue, takes `batch=1`.

        >>> list(Pipeline.load("repair").map(["ok", "VLCيظهر"]))
        ['ok', 'VLC يظهر']
        """
        require_many(rows, "clean")
        source = iter(rows)
        return chain.from_iterable(map(self._rows, iter(lambda: list(islice(source, batch)), [])))

    def _rows(self, rows: list[str]) -> Iterable[str]:
        """Clean rows as the lines of one text; those that hold more than a line, or open a fence of code, apart."""
        if self.whole or len(rows) == 1:
            return map(self.clean, rows)
        try:
            joined = "\n".join(rows)
        except TypeError:
            joined = "\n".join(map(require_text, rows))
        many = joined.count("\n") >= len(rows)
        several = {number for number, row in enumerate(rows) if "\n" in row} if many else set()
        signs = [sign for sign in FENCES if sign in joined]
        fenced = {number for sign in signs for number, row in enumerate(rows) if sign in row and any(fences(row))}
        apart = several | fenced
        if apart:
            joined = "\n".join(["" if number in apart else row for number, row in enumerate(rows)])
        lines = self.clean(joined).split("\n")
        for number in several:
            lines[number] = self.clean(rows[number])
        if opening := sorted(fenced - several):  # one after the other, each opens a fence or stands in one
            code = self.clean("\n".join([rows[number] for number in opening])).split("\n")
            for number, line in zip(opening, code, strict=True):
                lines[number] = line
        return [row if row == line else line for row, line in zip(rows, lines, strict=True)]
