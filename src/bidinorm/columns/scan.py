"""Which rows of a column hold a trigger: one scan in C++ over the UTF-8 of the whole column.

The triggers of a pipeline become one pattern of RE2 (the regular expressions of Arrow), which looks at each
byte once and never at a row in Python. It must not miss a row; it may find one that turns out to be clean.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bidinorm import chars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bidinorm.rule import Rule, Trigger

SURROGATES = range(0xD800, 0xE000)
"""What no UTF-8 holds."""


def pattern(rules: Iterable[Rule]) -> str:
    """Return the pattern of RE2 that stands in each text of which some rule may have something to say.

    >>> from bidinorm import rules
    >>> print(pattern([rules.get("tatweel")])[:28])
    (?m)[\\x{640}][\\x{620}-\\x{64A
    """
    triggers = dict.fromkeys(chain.from_iterable(rule.triggers for rule in rules))
    single = "".join(trigger.left for trigger in triggers if not trigger.right)
    alternatives = [_class(single)] if single else []
    alternatives += [_sequence(trigger) for trigger in triggers if trigger.right]
    return "(?m)" + ("|".join(filter(None, alternatives)) or "[^\\x{0}-\\x{10FFFF}]")


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
