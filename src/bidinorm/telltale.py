r"""What tells at little cost that a line may be in visual order: its triggers, and what is known without a model.

>>> bool(told("ةنيدملا ةصنم")), bool(told("لا أعرف"))
(True, False)
>>> plain("صورة من المدينة"), plain("ةنيدملا ةصنم")
(True, False)
"""

from __future__ import annotations

import re

from bidinorm import chars
from bidinorm.astray import CLOSING, SIGN
from bidinorm.rule import Trigger

_IN_WORD = "\u0021-\u002f\u003a-\u0040\\[-`{-~\u00a0\u00ab\u00bb\u060c\u061b\u061f\u2010-\u201f\t\r"
BOUNDARY = f"\u0020{_IN_WORD}"
"""What stands before or after a word."""
NEVER_FIRST = "\u0629\u0649\u0621\u0624\u0626"
"""Letters that no word begins with."""
_HAMZA_LAST = (
    "\u0625\u0630\u0627\u0644\u0645\u0646\u0648\u064a\u0643\u0647\u0642\u062e\u062d\u062b\u062a\u0633\u0635\u0639\u063a",
    "\u0622\u0623\u0625",
)
"""Two letters with which few words end and many begin, the other way round."""
_LEFT = f"{chars.LATIN_LETTER}{chars.DIGIT}"
TRIGGERS = (
    Trigger(chars.PRESENTATION_FORM),
    Trigger(BOUNDARY, NEVER_FIRST, opens=True),
    Trigger(*_HAMZA_LAST, BOUNDARY, closes=True),
    Trigger("\u0646", "\u0645", BOUNDARY, closes=True),  # the commonest of all words
    Trigger("\u0644", "\u0627", BOUNDARY, closes=True),  # the article
    Trigger(CLOSING, _LEFT),  # signs that end what was on their right
    Trigger("\u0020\t", SIGN, chars.ARABIC_LETTER, opens=True),
    Trigger("\u0622\u0623\u0625", "\u0627"),  # the article before hamza, its lam-alef left as it was
)

_ENDS = f"[{_HAMZA_LAST[0]}][{_HAMZA_LAST[1]}]|\u0646\u0645|[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}]\u0644\u0627"
_FORM = f"[{chars.PRESENTATION_FORM}]"
_ENDING_FIRST = f"[\u0629\u0649][{chars.ARABIC_LETTER}]"
TOLD = (
    f"{_FORM}|(?:^|[{BOUNDARY}])[{NEVER_FIRST}]|(?:{_ENDS})(?:$|[{BOUNDARY}])|[{CLOSING}][{_LEFT}]"
    f"|(?:^|[\u0020\t])[{SIGN}][{chars.ARABIC_LETTER}]|[\u0622\u0623\u0625]\u0627"
)
"""The triggers, but for an article that stands alone: that is a negation, the commonest of all words."""
told = re.compile(TOLD).search
_odd = re.compile(f"{_FORM}|{_ENDING_FIRST}").search


def plain(line: str) -> bool:
    """Tell at the least cost that a line is in logical order: articles begin its words, and nothing else is odd."""
    first = line.count("\u0020\u0627\u0644") + line.startswith("\u0627\u0644")
    if not first:
        return False
    first -= line.count("\u0020\u0627\u0644\u0020") + line.endswith("\u0020\u0627\u0644")  # a negation reversed
    last = line.count("\u0644\u0627\u0020") - line.count("\u0020\u0644\u0627\u0020") + line.endswith("\u0644\u0627")
    return first >= last and not _odd(line)


def busy(line: str) -> bool:
    """Tell that something tells of visual order, and that a line is not plainly in logical order."""
    return not plain(line) and told(line) is not None


_ANY = "[^\\n\u0020]"
_BEGUN = f"(?:[^\\n\u0020\u0627]{_ANY}*|\u0627(?:[^\\n\u0020\u0644]{_ANY}*|\u0644)?)?"
"""A word that no article begins, or nothing."""
_ARABIC = (
    f"(?:[^\\n\u0020\u0627{chars.ARABIC_LETTER}]{_ANY}*[{chars.ARABIC_LETTER}]{_ANY}*"
    f"|[\u0620-\u0626\u0628-\u063f\u0641-\u064a]{_ANY}*|\u0627(?:[^\\n\u0020\u0644]{_ANY}*|\u0644)?)"
)
"""One with an Arabic letter."""
_BEFORE, _AFTER = f"^(?:{_BEGUN}\u0020)*", f"(?:\u0020{_BEGUN})*$"


def _line(word: str) -> str:
    """Return the pattern of a line of which one word is of some kind, and none but that one begins with an article."""
    return f"{_BEFORE}(?:{word}){_AFTER}"


_STUCK = f"{_ANY}*[{CLOSING}][{_LEFT}]{_ANY}*"
IN_LINES = (
    _FORM,
    _ENDING_FIRST,
    f"(?:^|{_ANY})\u0644\u0627\u0020(?:[^\\n]*\u0020)?(?:{_ANY}*\u0644\u0627(?:\u0020|$))",
    _line(
        f"(?:{_ANY}*[{_IN_WORD}])?[{NEVER_FIRST}]{_ANY}*|{_ANY}*(?:{_ENDS})(?:[{_IN_WORD}]{_ANY}*)?"
        f"|(?:{_ANY}*\t)?[{SIGN}][{chars.ARABIC_LETTER}]{_ANY}*|{_ANY}*[\u0622\u0623\u0625]\u0627{_ANY}*"
    ),
    _line(f"{_STUCK}[{chars.ARABIC_LETTER}]{_ANY}*|{_ANY}*[{chars.ARABIC_LETTER}]{_STUCK}"),
    _line(f"{_ARABIC}(?:\u0020{_BEGUN})*\u0020{_STUCK}|{_STUCK}\u0020(?:{_BEGUN}\u0020)*{_ARABIC}"),
)
"""What stands in each line that is told of visual order and not plain, in patterns that RE2 knows.

That no word of a line begins with the article takes a pattern of the line, word by word.
"""
