r"""Lines in visual order: the logical lines that may have been displayed so, and the best of them.

A producer displays a line by UAX #9, mirrors brackets or not, and reverses marks with their letters or without;
or it reverses every character. Each of these can be undone, and what comes out is displayed again: a line that
gives what was found is what a producer of that kind was given. Where several do, brackets, blanks, punctuation
and numbers decide.

>>> turned("(ةكبش) ةصنم نم ةروص")
'صورة من منصة (شبكة)'
>>> turned("لمعلا ىهتنا 9102 ماع")
'عام 2019 انتهى العمل'
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.bidi import display_text
from bidinorm.direction import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.protect import Protected

_MIRRORED = re.compile(r"[()\[\]{}<>«»]").search
_MARK = re.compile(f"[{chars.ARABIC_MARK}]").search
_LEFT = re.compile(f"[{chars.DIGIT}{chars.ARABIC_INDIC_DIGIT}]{{2}}|[{chars.LATIN_LETTER}]{{2}}").search
_PLAIN = re.compile(
    f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.PRESENTATION_FORM}\\s.,:;!?()\\[\\]{{}}\"'\u00ab\u00bb\u060c\u061b\u061f]+"
).fullmatch
"""A line without anything that keeps an order of its own."""
_PARTED = re.compile("(?<![0-9])[0-9]+(?:[-+][0-9]+)+")
"""Numbers that UAX #9 displays in parts after Arabic letters (W4 joins them only after Latin ones)."""
MOST_PARTED = 4
_BORROWED = "\u067e\u0686\u0698\u06af\u06a4\u06a8\u0671"
"""Letters that Arabic borrows, and alef wasla."""
_FOREIGN = "".join(sorted(chars.members(chars.ARABIC_LETTER) - chars.members(LETTERS + _BORROWED)))
other_language = re.compile(f"[{_FOREIGN}]|(?<![{chars.ARABIC_LETTER}])\u0626[\u0627\u0648\u0649\u064a]").search
"""What tells that a line is in another language of the script, Uyghur with its hamza at the beginning among them."""
REVERSED = 1.5
"""How much more often lines are displayed by UAX #9 than reversed character by character, in nats."""
_AFTER_MARKS = re.compile(f"([{chars.ARABIC_MARK}]+)([{chars.ARABIC_LETTER}{chars.PRESENTATION_FORM}])").sub


def turned(visual: str) -> str:
    """Return the logical line that was best displayed as `visual` in a right-to-left paragraph."""
    mirrored = _MIRRORED(visual) is None or _mirrored(visual)
    if _PLAIN(visual):
        line = visual[::-1].translate(MIRROR if mirrored else {})
        return _best_marks(line, _AFTER_MARKS(_letter_first, line)) if _MARK(visual) else line
    mirrors = (True, False) if _MIRRORED(visual) else (True,)
    mirror, line = max(
        ((mirror, _displayed(visual, mirror=mirror)) for mirror in mirrors), key=lambda one: _signs(one[1])
    )
    if _MARK(visual):
        line = _best_marks(line, _displayed(visual, mirror=mirror, marks_last=True))
    if _LEFT(visual):
        reversed_line = visual[::-1].translate(MIRROR if mirrored else {})
        if numbers(reversed_line) - REVERSED > numbers(line):
            return reversed_line
    return line


def _displayed(visual: str, *, mirror: bool, marks_last: bool = False) -> str:
    """Return the logical line that was displayed so; its numbers in parts as they prove to have been."""
    line = display_text(visual, "rtl", mirror=mirror, marks_last=marks_last)
    if not _PARTED.search(line):
        return line
    return next(displayed_as(visual, mirror=mirror, marks_last=marks_last), line)


def _best_marks(line: str, other: str) -> str:
    return line if _marks(line) >= _marks(other) else other


def _letter_first(found: re.Match[str]) -> str:
    return found[2] + found[1][::-1]


def keeps(spans: Iterable[Protected], stored: str, logical: str) -> bool:
    """Tell whether a line still holds what programs read in the line that it was made of."""
    return all(stored[span.start : span.end] in logical for span in spans if span.kind not in _DISPLAYED)


_DISPLAYED = ("date", "email", "path", "url")
"""Kinds of spans that people read, too, and that may have been displayed."""


def displayed_as(visual: str, *, mirror: bool = True, marks_last: bool = False) -> Iterator[str]:
    """Yield the logical lines that are displayed as `visual` in a right-to-left paragraph."""
    for text in _with_parts(display_text(visual, "rtl", mirror=mirror, marks_last=marks_last)):
        if display_text(text, "rtl", mirror=mirror, marks_last=marks_last) == visual:
            yield text


def _mirrored(visual: str) -> bool:
    """Tell whether the brackets of a line were mirrored when it was displayed."""
    turned = visual[::-1]
    return unbalanced(turned.translate(MIRROR)) <= unbalanced(turned)


MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
"""The brackets that people write, each for its partner."""


def _with_parts(line: str) -> Iterator[str]:
    """Yield a line as it is, then with the parts of its numbers in either order."""
    yield line
    parted = list(_PARTED.finditer(line))[:MOST_PARTED]
    for choice in product((False, True), repeat=len(parted)):
        pieces: list[str] = []
        done = 0
        for found, swap in zip(parted, choice, strict=True):
            pieces += (line[done : found.start()], _swapped(found.group()) if swap else found.group())
            done = found.end()
        if any(choice):
            yield "".join((*pieces, line[done:]))


def _swapped(number: str) -> str:
    """Return a number with its parts in reverse order."""
    return "".join(reversed(re.split("([-+])", number)))


_OPENING = "([{«"
_CLOSING = ")]}»"
_PAIRS = dict(zip(_CLOSING, _OPENING, strict=True))
_BRACKET = re.compile(r"[()\[\]{}«»]")
_ARABIC = f"{chars.ARABIC_LETTER}{chars.PRESENTATION_FORM}"
_ODDITIES = (
    (re.compile(r"[^\S\n][.,:;!?،؛؟)\]}»]"), 1.0),  # a blank before a closing sign
    (re.compile(r"[(\[{«][^\S\n]"), 1.0),
    (re.compile(rf"[،؛؟][{_ARABIC}]|[.!:][{_ARABIC}]"), 1.0),
    (re.compile(rf"[{_ARABIC}][(\[{{«]"), 1.0),
    (re.compile(rf"[)\]}}»][{_ARABIC}]"), 1.0),
    (re.compile(rf"[^\S\n][.:!،؛؟][{_ARABIC}]"), 1.0),  # the two before in one
    (re.compile(r"^\s*[.,;!?]"), 2.0),
    (re.compile(r"^\s*[:،؛؟)\]}»]"), 3.0),
    (re.compile(r"[(\[{«]\s*$"), 2.0),
)
"""Signs and blanks as they are seldom written, and how much each counts against a line, in nats."""
_ODD_MARKS = (
    (re.compile(rf"(?:^|[\s{chars.DIGIT}])[{chars.ARABIC_MARK}]"), 1.5),  # a mark without its letter
    (re.compile("[\u0627\u0649][\u064c-\u0652]"), 1.0),  # long vowels bear no other vowel
    (
        re.compile(f"(?<![{_ARABIC}])[{_ARABIC}]\u0651|[\u0621-\u0626\u0629\u0649]\u0651"),
        1.0,
    ),  # shadda doubles none of these
    (re.compile(f"[\u064b-\u064d](?!\u0627(?![{_ARABIC}])|\u0649)[{_ARABIC}]"), 1.5),  # tanwin ends a word
    (re.compile(f"[\u064e-\u0650\u0652](?![{_ARABIC}{chars.ARABIC_MARK}])"), 0.3),  # the ends of words are left bare
    (re.compile(f"(?<![{_ARABIC}{chars.ARABIC_MARK}])(?:\u0627\u0644)?[{_ARABIC}][{chars.VOWEL}]"), -0.5),
)
"""The same for marks."""


def tidiness(line: str) -> float:
    """Return how well a logical line is written: brackets, blanks, marks and numbers, in nats; 0 is the best.

    >>> tidiness("نص (شبكة)، آخر") > tidiness("نص )شبكة( ،آخر")
    True
    """
    return numbers(line) + _signs(line) + (_marks(line) if _MARK(line) else 0.0)


def _signs(line: str) -> float:
    return -sum(weight * len(pattern.findall(line)) for pattern, weight in _ODDITIES) - 3.0 * unbalanced(line)


def _marks(line: str) -> float:
    return -sum(weight * len(pattern.findall(line)) for pattern, weight in _ODD_MARKS)


def unbalanced(line: str) -> int:
    """Return how many brackets have no partner that points towards them."""
    waiting: list[str] = []
    lost = 0
    for sign in _BRACKET.findall(line):
        if sign in _OPENING:
            waiting.append(sign)
        elif waiting and waiting[-1] == _PAIRS[sign]:
            waiting.pop()
        else:
            lost += 1
    return lost + len(waiting)


_TOKEN = re.compile(
    rf"\w*:?//:?[\w.]+|[\w.]+@[\w.]+|[{chars.DIGIT}][{chars.DIGIT}.,:/-]*[{chars.DIGIT}]|[{chars.LATIN_LETTER}]{{2,}}"
)
_EVIDENCE = (
    (re.compile(r"(?:19|20)\d\d"), 2.0),  # a year
    (re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d"), 2.0),  # a time
    (re.compile(r"\d{2}:\d{2}"), -2.0),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\d\d)?\d\d"), 3.0),
    (re.compile(r"[\d/]+/[\d/]+"), -1.0),
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), 3.0),
    (re.compile(r"[\d.]*,[\d,.]*"), -2.0),
    (re.compile(r"0\d{8,}|00\d{9,}"), 2.0),  # a telephone number
    (re.compile(r"00\d*|0\d+[\d.]*"), -2.0),
    (re.compile(r"[1-9]\d*00"), 1.0),
    (re.compile(r"https?://.*|.*@.*\.(?:com|org|net|edu|gov|info|io|[a-z]{2})"), 3.0),
    (re.compile(r".*//:s?ptth|(?:moc|gro|ten|ude|vog)\..*@.*"), -3.0),
    (re.compile(r"[A-Z][a-z]+"), 1.5),
    (re.compile(r"[a-z]+[A-Z]"), -2.0),
)
"""What numbers and Latin words look like, and how much that speaks for a line; the first that fits counts."""


_EUROPEAN = {0x660 + digit: str(digit) for digit in range(10)}
_INDIC = re.compile(f"[{chars.ARABIC_INDIC_DIGIT}]").search


def numbers(line: str) -> float:
    """Return how much the numbers and Latin words of a line look like some, in nats.

    >>> numbers("2019 10:45") > numbers("9102 54:01")
    True
    """
    return sum(map(_number, _TOKEN.findall(line.translate(_EUROPEAN) if _INDIC(line) else line)))


@lru_cache(maxsize=1 << 12)
def _number(token: str) -> float:
    """Return how much a number or a Latin word looks like one, in nats."""
    return next((weight for pattern, weight in _EVIDENCE if pattern.fullmatch(token)), 0.0)
