"""What a rule is: a name, a stage, what can set it off, and a function that proposes edits.

One defect is one rule, one rule is one file in `bidinorm.rules`, and its docstring is its published page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, SupportsIndex, TypeVar, overload

from bidinorm import chars
from bidinorm.protect import Protected, protected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bidinorm.runs import Run
    from bidinorm.text import Edit

Value = TypeVar("Value")


class Stage(IntEnum):
    """The stages of a pipeline, in the order in which they run."""

    DECODE = 1
    """Mojibake, escapes and entities: first, since nothing else can read such text."""
    ORDER = 2
    """Visual order to logical: before ligatures are opened, or سلام becomes سالم."""
    REPAIR = 3
    """Presentation forms, controls, spacing, glue, brackets, punctuation."""
    DOCUMENT = 4
    """What needs more than one line: repeated lines, labels, names."""
    FOLD = 5
    """For search; loses information."""
    PRESENT = 6
    """Isolates, marks or markup for display: last, since it adds what the others remove."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Neighbours without which a rule has nothing to do: one, two or three characters.

    All are class bodies of `bidinorm.chars`. Where `opens`, the beginning of a line counts as a left neighbour,
    and where `closes`, its end as the last one. Triggers let clean text cost one scan: a rule is asked only about
    lines that hold one. They must not miss; they may be too wide.
    """

    left: str
    right: str = ""
    third: str = ""
    opens: bool = False
    closes: bool = False

    @property
    def neighbours(self) -> list[str]:
        """Return the class bodies of the neighbours."""
        return [body for body in (self.left, self.right, self.third) if body]

    def without(self, body: str) -> Trigger | None:
        """Return what is left of the trigger in text without some characters; None where a neighbour is gone.

        >>> Trigger("a-c", "b").without("a"), Trigger("a-c", "b").without("b")
        (Trigger(left='bc', right='b', third='', opens=False, closes=False), None)
        """
        gone = chars.members(body)
        bodies = ["".join(map(re.escape, sorted(chars.members(own) - gone))) for own in self.neighbours]
        edges = {0: self.opens, len(bodies) - 1: self.closes}
        if any(not own and not edges.get(place) for place, own in enumerate(bodies)):
            return None
        left, right, third = (*bodies, "", "")[:3]
        return replace(self, left=left, right=right, third=third)

    @property
    def plain(self) -> tuple[str, ...]:
        """Return the class bodies of the neighbours; an empty one where the edge of a line may stand, too."""
        bodies = self.neighbours
        bodies[0] = "" if self.opens else bodies[0]
        bodies[-1] = "" if self.closes else bodies[-1]
        return tuple(bodies)

    @property
    def bodies(self) -> tuple[str, ...]:
        r"""Return the class bodies of the neighbours; a line feed stands for the beginning and the end of a line.

        >>> Trigger("a-z", "0-9", opens=True).bodies
        ('a-z\n', '0-9')
        """
        bodies = self.neighbours
        bodies[0] += "\n" * self.opens
        bodies[-1] += "\n" * self.closes
        return tuple(bodies)

    @property
    def pattern(self) -> str:
        """Return the trigger as a regular expression.

        >>> Trigger("a-z", "0-9", closes=True).pattern
        '[a-z](?:$|[0-9])'
        """
        classes = [f"[{body}]" for body in self.neighbours]
        if self.opens:
            classes[0] = f"(?:^|{classes[0]})"
        if self.closes:
            classes[-1] = f"(?:$|{classes[-1]})"
        return "".join(classes)

    def around(self, place: int) -> str:
        """Return what is true right behind the neighbour number `place` of the trigger, as a regular expression.

        >>> Trigger("a-z", "0-9", "x", opens=True).around(1)
        '(?:(?<=^[0-9])|(?<=[a-z][0-9]))(?=[x])'
        """
        classes = [f"[{body}]" for body in self.neighbours]
        before = f"(?<={''.join(classes[: place + 1])})"
        if self.opens:
            before = f"(?:(?<=^{''.join(classes[1 : place + 1])})|{before})"
        if self.closes:
            classes[-1] = f"(?:$|{classes[-1]})"
        after = "".join(classes[place + 1 :])
        return before + (f"(?={after})" if after else "")


class Lazy(Generic[Value]):
    """What a view finds when it is first asked for it: `cached_property` without the lock that Python 3.11 takes."""

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self.find = find
        self.name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, view: None, owner: type) -> Lazy[Value]: ...

    @overload
    def __get__(self, view: object, owner: type) -> Value: ...

    def __get__(self, view: object | None, owner: type) -> Lazy[Value] | Value:
        if view is None:
            return self
        value: Value = self.find(view)
        view.__dict__[self.name] = value
        return value


class View:
    """What a rule is shown: one line (or one document), and what is known of it.

    Runs and protected spans are found when a rule first asks for them.
    """

    def __init__(self, text: str, options: Mapping[str, Any] | None = None, history: tuple[str, ...] = ()) -> None:
        self.text = text
        self.options: Mapping[str, Any] = options or {}
        """The options that the profile sets for this rule."""
        self.history = history
        """Lines kept before this part of a document, the last one last (document rules)."""
        self.turned = False
        """Whether the line was decoded or turned in this pass, which makes it a new line to all rules."""

    @Lazy
    def present(self) -> frozenset[str]:
        """The characters that occur in the text."""
        return frozenset(self.text)

    @Lazy
    def runs(self) -> list[Run]:
        """The script runs of the text (`bidinorm.runs`)."""
        from bidinorm.runs import runs

        return runs(self.text)

    @Lazy
    def protected(self) -> list[Protected]:
        """The spans that no rule may touch (`bidinorm.protect`)."""
        return protected(self.text)

    @Lazy
    def language(self) -> Literal["ar", "fa", ""]:
        """`"ar"` for Arabic, `"fa"` for Persian, Urdu and other languages in the script, `""` without letters.

        One letter that Arabic orthography does not know is enough for `"fa"`; peh, tcheh, jeh and gaf,
        which Arabic borrows, are not when a letter stands by that only Arabic has.
        """
        if _STRONG(self.text):
            return "fa"
        if _WEAK(self.text) and not _ARABIC_ONLY(self.text):
            return "fa"
        return "ar" if _ARABIC(self.text) else ""

    def free(self, start: int, end: int) -> bool:
        """Tell whether `text[start:end]` (a place between two characters, if empty) lies in no protected span."""
        return not self.protected or not any(
            (start < span.end and span.start < end) or (start == end and span.start < start < span.end)
            for span in self.protected
        )


_STRONG = re.compile(f"[{chars.STRONG_PERSIAN_URDU}]").search
_WEAK = re.compile(f"[{chars.WEAK_PERSIAN_URDU}]").search
_ARABIC_ONLY = re.compile(f"[{chars.ARABIC_ONLY}]").search
_ARABIC = re.compile(f"[{chars.ARABIC_LETTER}]").search


def nothing(view: View) -> Iterable[Edit]:
    """Propose no edit."""
    return ()


@dataclass(frozen=True, eq=False)
class Rule:
    """One defect and its repair.

    `find` proposes the edits that are certain; `suspect` those that only `check` mentions. `whole` is true
    for a rule that must see the whole document; the others are shown one line at a time, without its line
    feed. `options` are the names and defaults of what a profile may set.
    """

    name: str
    stage: Stage
    find: Callable[[View], Iterable[Edit]] = field(repr=False)
    triggers: tuple[Trigger, ...] = field(repr=False)
    page: str = field(repr=False)
    """The docstring of the rule's module: its published page."""
    suspect: Callable[[View], Iterable[Edit]] = field(default=nothing, repr=False)
    bulk: Callable[[View], str] | None = field(default=None, repr=False)
    """What `find` leads to, made at once, for a rule that edits many characters of a line."""
    evidence: tuple[str, ...] | None = field(default=None, repr=False)
    """Regular expressions, in what `re` and RE2 share, of which one stands in each line that `find` changes.

    Only while the options are the defaults. Triggers know three characters, these say more exactly which lines are
    worth a look; they span a few, so that those of all rules are one automaton. None: triggers say all.
    """
    line_evidence: tuple[str, ...] | None = field(default=None, repr=False)
    """The same that look at a whole line, for the rows of a column that hold evidence."""
    busy: Callable[[str], object] | None = field(default=None, repr=False)
    """What tells of a line at less cost than evidence that `find` may have something to say, whatever the options."""
    whole: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    """The values that an option may have, where not every one of its type will do."""
    in_code: bool = False
    """Whether the rule also works inside fenced blocks of code, which no other rule touches."""

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Travel to another process by name, so that it is the same rule there; one that has no name travels whole."""
        from bidinorm import rules

        known = self.name in rules.ORDER and rules.get(self.name) is self
        return (rules.get, (self.name,)) if known else super().__reduce_ex__(protocol)

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.strip().split("\n", 1)[0]

    @cached_property
    def set_off(self) -> Callable[[str], object]:
        """A search that is true where a trigger stands in a line."""
        return re.compile("|".join(trigger.pattern for trigger in self.triggers), re.MULTILINE).search

    def usual(self, options: Mapping[str, Any]) -> bool:
        """Tell whether some options are the defaults, so that evidence holds."""
        return all(self.options[name] == value for name, value in options.items())

    @cached_property
    def evident(self) -> Callable[[str], object] | None:
        """A search that is true where evidence stands in a line; None where only triggers tell."""
        evidence = self.evidence if self.line_evidence is None else self.line_evidence
        return None if evidence is None else re.compile("|".join(evidence) or "(?!)", re.MULTILINE).search

    def worth(self, options: Mapping[str, Any]) -> Callable[[str], object] | None:
        """Return what is true, with these options, of a line with a trigger that `find` may change; None for all."""
        return self.busy or (self.evident if self.usual(options) else None)

    @cached_property
    def needs(self) -> tuple[tuple[frozenset[str], frozenset[str] | None], ...]:
        """For each trigger the characters of which a line must have one, and (or None) one of others."""
        found = []
        for trigger in self.triggers:
            groups = [chars.members(body) for body in trigger.plain if body]
            found.append((groups[0], groups[1] if len(groups) > 1 else None))
        return tuple(found)

    @cached_property
    def simple(self) -> bool:
        """Whether each trigger is a single character."""
        return not any(trigger.right for trigger in self.triggers)

    def may_fire(self, line: str, present: frozenset[str]) -> bool:
        """Tell whether a trigger stands in the line; `present` is the set of its characters."""
        for first, second in self.needs:
            if not present.isdisjoint(first) and (second is None or not present.isdisjoint(second)):
                return self.simple or self.set_off(line) is not None
        return False
