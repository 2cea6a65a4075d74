"""The rules, one defect and one file each, in the one order in which they run."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from bidinorm.errors import ProfileError, unknown

if TYPE_CHECKING:
    from bidinorm.rule import Rule

ORDER = (
    # DECODE: nothing else can read such text
    "escapes",  # before mojibake: bytes are misread before or after they are escaped, and what was escaped is ASCII
    "mojibake",
    "code-pages",  # after mojibake, whose proof is the stronger one
    "keyboard-layout",  # after the others of its stage: what they read is not typed
    # ORDER: before ligatures are opened, or سلام becomes سالم
    "embedded-order",  # first: the others are barred by controls
    "visual-order",
    "run-order",
    "list-marks",  # after run-order, which moves the mark of a line that it turns
    "reversed-words",  # after visual-order: what is left of a line that is in order otherwise
    "lam-alef",  # after those: what is turned has its lam-alefs settled
    # REPAIR: characters first, since the later rules look at neighbours
    "controls",  # a stray control hides two neighbours from each other
    "invisibles",  # so does a zero-width space
    "presentation-forms",  # the rules below know letters only
    "persian-letters",  # the rules below take the line for Persian until its letters are Arabic
    "tatweel",  # before tashkeel: a filler may part a mark from its letter
    "tashkeel",
    "broken-words",  # looks words up as they are written, without filler and stray marks
    # then places between characters
    "swapped-brackets",  # before bracket-spacing, which trusts the direction of brackets
    "mixed-quotes",
    "wrong-punctuation",
    "glued-runs",
    "bracket-spacing",
    "blanks",  # after all that insert or leave blanks
    # DOCUMENT: on lines that are already repaired
    "repeated-fragment",  # before labels: a line pasted twice has two labels
    "dangling-label",
    "repeated-lines",  # after the two above: lines are compared as they will be read
    "names",  # last: a line that is dropped has no vote
    # FOLD: what was not repaired is folded all the same; only the first and the last must stand where they stand
    "compatibility",  # gives letters and signs that the rules below fold
    "unseen",
    "all-tatweel",
    "all-tashkeel",
    "alef",
    "hamza",
    "teh-marbuta",
    "alef-maksura",
    "all-persian-letters",
    "borrowed-letters",
    "digits",
    "signs",
    "accents",  # may leave a capital letter
    "case",
    "elongation",  # after all that make letters equal, or take away what stands between them
    "bare-words",  # last: digits, letters and marks are what they will be
    # PRESENT: adds what the others remove
    "isolates",
)
"""Names of all rules, in order; the reason for a place stands beside it."""


@cache
def get(name: str) -> Rule:
    """Return a rule by name; raises `ProfileError` with the near names where there is none.

    >>> get("tatweel").summary
    'Tatweel used as filler between letters.'
    """
    if name not in ORDER:
        raise ProfileError(unknown("rule", name, ORDER))
    rule: Rule = import_module(f"bidinorm.rules.{name.replace('-', '_')}").RULE
    return rule


def everything() -> tuple[Rule, ...]:
    """Return all rules, in order."""
    return tuple(map(get, ORDER))
