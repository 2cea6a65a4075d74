r"""What tells at little cost that the runs of a line may be out of order: its triggers, and what is wrong with it.

>>> busy("بلغ عدد السكان 45000 نسمة عام 2015"), busy("2015  نسمة عام45000 بلغ عدد السكان")
(False, True)
"""

from __future__ import annotations

import re

from bidinorm import beside, chars, direction, visual
from bidinorm.rule import Trigger
from bidinorm.vocabulary import particles

GAIN = 3.0
"""How much better a line must look (nats)."""
BLANK = 1.0
"""What a blank says with which an extractor begins a line, in nats."""
EITHER = 1.5
"""How much the two orders of runs must differ (nats) where a line can be made in either."""
SIGNS = 6.0
"""How much must be wrong (nats) with the signs of a line that holds no left-to-right letter or digit."""
MOST_RUNS = 5
"""Lines with more Arabic runs are left as they are."""

LETTER = f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.PRESENTATION_FORM}"
LEFT = f"{chars.LATIN_LETTER}{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}"
SIGN = ".:!\u060c\u061b\u061f"
CLOSING = "\u060c\u061b\u061f)\\]"
_BETWEEN = "?%!:.\u060c\u061b\u061f\u066a)\\]\u00bb"

BESIDE_LEFT = (
    Trigger(chars.ARABIC_LETTER + chars.TASHKEEL, chars.LATIN_LETTER + chars.DIGIT),
    Trigger(CLOSING, chars.LATIN_LETTER + chars.DIGIT),
)
"""What is stuck to a Latin letter or a digit in a line whose runs were turned."""
TRIGGERS = (
    Trigger(chars.PRESENTATION_FORM),
    *BESIDE_LEFT,
    Trigger(chars.ARABIC_LETTER, "%\u066a", chars.DIGIT + chars.ARABIC_INDIC_DIGIT),
    Trigger("\u0020\t", SIGN, chars.ARABIC_LETTER, opens=True),
)

parted = re.compile(f"[{LEFT}](?:(?=[{LETTER}])|(?<=[{LETTER}]\u0020.))").search
"""A blank before a left-to-right run, which an extractor would have moved away, or none behind it."""
from_right = re.compile(f"\u0020[{LETTER}]").match
"""A blank and a word: the last run of a line in visual order, or the first of one in logical order."""
letter_or_digit = re.compile(f"[{LEFT}]").search
"""What is read from left to right."""
words = re.compile(f"[{chars.ARABIC_LETTER}]+|[{LEFT}]+").findall
"""The words of both scripts, and the numbers."""
doubled = re.compile(f"[{LEFT}][^{LETTER}{LEFT}\\s]?\u0020{{2}}").findall
"""Two blanks behind a left-to-right run: that of the run before it, turned, and its own."""
leading = re.compile(f"[ \t]*([{SIGN}])(?=[{LETTER}])[^\\n]*[{LETTER}](?=[ \t\r]*$)").match
"""The sign that ended an Arabic line, before its first word."""
_signs = re.compile(f"[{SIGN})](?:(?<=\u0020[{SIGN}])(?=[{LETTER}])|(?<=^[\u060c\u061b\u061f:)])(?=[{LEFT}]))").findall
_stuck = re.compile(f"[{LEFT}](?:(?<=[{LETTER}].)|(?<=[{LETTER}][{_BETWEEN}].))").findall
_runs = re.compile(f"[{LETTER}](?:[^{LEFT}]*[{LETTER}])?|[{LEFT}](?:[^{LETTER}]*[{LEFT}%])?").findall


def damage(line: str) -> float:
    """Return what can be gained (nats) by another order of the runs of a line in which nothing is parted."""
    glues, blanks, signs = map(len, (_stuck(line), doubled(line), _signs(line)))
    found = 1.5 * glues + 2.0 * blanks + 3.0 * signs + 3.0 * visual.unbalanced(line)
    if found and from_right(line):
        found += BLANK + EITHER
    if found and (said := words(direction.opened(line))) and said[-1] in particles():
        found += 2.5
    return found


def words_astray(line: str) -> bool:
    """Tell at little cost whether words would stand better beside numbers and names if the runs were turned."""
    runs = _runs(line)
    if not 1 < len(runs) <= 2 * MOST_RUNS:
        return False
    turned = beside.evidence("\u0020".join(runs[::-1]))
    return turned >= GAIN and turned >= beside.evidence(line) + GAIN


def promising(line: str, least: float = GAIN) -> bool:
    """Tell whether another order of the runs may gain so much (nats), by what is wrong with the line."""
    wrong = 0.0 if parted(line) else damage(line)
    return wrong >= (least if letter_or_digit(line) else SIGNS) or (wrong > 0 and words_astray(line))


def busy(line: str) -> bool:
    """Tell that another order may gain something, or that a sign stands before the first word."""
    return promising(line) or leading(line) is not None


_OTHER = f"[^\\n\u0020{LETTER}{LEFT}]"
_AFTER_LEFT = f"[{LEFT}]+(?:\u0020|{_OTHER})"
_PHRASE = f"[{LETTER}]+(?:\u0020[{LETTER}]+)*"
_UNITS = f"^(?:\u0020|{_OTHER}|{_AFTER_LEFT}|{_PHRASE}(?:{_OTHER}|\u0020(?:\u0020|{_OTHER})|{_AFTER_LEFT}))*"
_REST = f"(?:[{LEFT}]+|{_PHRASE}(?:\u0020|[{LEFT}]+)?)?$"
"""The beginning and the end of a line of which nothing is parted."""
EVIDENCE = (
    f"[{chars.PRESENTATION_FORM}]",
    f"[{LETTER}][{_BETWEEN}]?[{LEFT}]",
    f"\u0020[{SIGN})][{LETTER}]",
    f"[{CLOSING}][{LEFT}]",
)
"""What a trigger and some damage leave together."""
IN_LINES = (
    f"[{chars.PRESENTATION_FORM}]",
    f"{_UNITS}{_PHRASE}[{_BETWEEN}]?[{LEFT}]+(?:(?:\u0020|{_OTHER}){_UNITS[1:]}{_REST}|$)",
    f"{_UNITS}(?:{_PHRASE})?[{LEFT}]*\u0020+[{SIGN})][{LETTER}]",
    f"[{LETTER}][^\\n]*[{CLOSING}][{LEFT}]|[{CLOSING}][{LEFT}][^\\n]*[{LETTER}]",
)
"""The same in a line of which nothing is parted."""
