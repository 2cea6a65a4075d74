"""Which rows of a column hold a trigger: one scan in C++ over the UTF-8 of the whole column.

The triggers of a pipeline become one pattern of RE2 (the regular expressions of Arrow), which looks at each
byte once and never at a row in Python. It must not miss a row; it may find one that turns out to be clean.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from bidinorm import chars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bidinorm.rule import Rule, Trigger

SURROGATES = range(0xD800, 0xE000)
"""What no UTF-8 holds."""


def pattern(rules: Iterable[Rule]) -> str:
    """Return the pattern of RE2 that stands in each text of which some rule may have something to say.

    >>> from bidinorm import rules
    >>> print(pattern([rules.get("tatweel")])[:28])
    (?m)[\\x{640}][\\x{620}-\\x{64A
    """
    return _either(_triggers(rules))


def evidence(rules: Sequence[Rule], options: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return patterns of what some rules with these options may change, for one scan after the other.

    The first finds evidence in the rows of a column. A row that it finds is changed only where another of them finds
    something, if there are any: each is of one rule, whose evidence takes a whole line, or of all without such.

    >>> from bidinorm import rules
    >>> [len(evidence([rules.get(name)], {})) for name in ("tatweel", "mixed-quotes")]
    [1, 2]
    """
    near: list[str] = []
    others: list[str] = []
    lines: list[str] = []
    for rule in rules:
        usual = rule.usual(options.get(rule.name, {}))
        own = rule.evidence if usual and rule.evidence is not None else _triggers([rule])
        near += own
        if usual and rule.line_evidence is not None:
            lines.append(_either(rule.line_evidence))
        else:
            others += own
    if lines and others:
        lines.append(_either(others))
    return (_either(near), *lines)


def _either(patterns: Iterable[str]) -> str:
    """Return a pattern that stands where one of some stands; one that stands nowhere, if there are none."""
    return "(?m)" + ("|".join(dict.fromkeys(filter(None, patterns))) or "[^\\x{0}-\\x{10FFFF}]")


def _triggers(rules: Iterable[Rule]) -> list[str]:
    """Return the patterns of the triggers of rules; single characters of all of them are one."""
    triggers = dict.fromkeys(chain.from_iterable(rule.triggers for rule in rules))
    single = "".join(trigger.left for trigger in triggers if not trigger.right)
    return [*([_class(single)] if single else []), *(_sequence(trigger) for trigger in triggers if trigger.right)]


def _sequence(trigger: Trigger) -> str:
    """Return a trigger of several characters; empty where no UTF-8 can hold it."""
    classes = [_class(body) for body in (trigger.left, trigger.right, trigger.third) if body]
    if trigger.opens:
        classes[0] = f"(?:^|{classes[0]})" if classes[0] else "^"
    if trigger.closes:
        classes[-1] = f"(?:$|{classes[-1]})" if classes[-1] else "$"
    return "".join(classes) if all(classes) else ""


def _class(body: str) -> str:
    """Return a class body as a class of RE2, in ranges of code points; empty where nothing is left of it."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, chars.members(body))):
        if code in SURROGATES:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    shown = (f"\\x{{{low:X}}}" if low == high else f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in ranges)
    return f"[{''.join(shown)}]" if ranges else ""
