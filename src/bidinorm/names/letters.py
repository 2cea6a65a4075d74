"""Transliteration: letter for letter, and back where the scheme allows it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK
from bidinorm.errors import OptionError, require_text
from bidinorm.names import schemes

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(f"[{ARABIC_LETTER}{ARABIC_MARK}\u0640]+")


def transliterate(text: str, scheme: str = "buckwalter", *, reverse: bool = False) -> str:
    """Write Arabic letter for letter in another alphabet, or read it back with `reverse`.

    What a scheme has no sign for stays as it is. Reading back takes every sign of the scheme for an Arabic
    letter: give it what `transliterate` wrote. Raises `OptionError` where the scheme is unknown, is a
    romanization (which writes sounds and cannot be read back), or is written one way only.

    >>> transliterate("مكتبة"), transliterate("mktbp", reverse=True)
    ('mktbp', 'مكتبة')
    """
    return _table(scheme, reverse=reverse)(require_text(text))


@cache
def _table(name: str, *, reverse: bool) -> Callable[[str], str]:
    scheme = schemes.get(name)
    if not scheme.transliterates:
        known = ", ".join(one for one in schemes.names() if schemes.get(one).transliterates)
        raise OptionError(f"{name!r} romanizes what is spoken: use romanize. Schemes that transliterate: {known}")
    if reverse and not scheme.reversible:
        known = ", ".join(one for one in schemes.names() if schemes.get(one).reversible)
        raise OptionError(f"{name!r} cannot be read back. Schemes that can: {known}")
    plain = {sign: latin for (sign, context), latin in scheme.signs.items() if not context}
    if reverse:
        return _backwards(plain)
    if any(context for _, context in scheme.signs):
        return lambda text: _in_context(text, scheme, plain)
    table = str.maketrans(plain)
    return lambda text: text.translate(table)


def _backwards(plain: dict[str, str]) -> Callable[[str], str]:
    """Read the longest sign first; of two letters with one sign the first in the file is meant."""
    letters: dict[str, str] = {}
    for sign, latin in plain.items():
        if latin:
            letters.setdefault(latin, sign)
    if all(len(latin) == 1 for latin in letters):
        table = str.maketrans(letters)
        return lambda text: text.translate(table)
    pattern = re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda found: letters[found.group()], text)


def _in_context(text: str, scheme: schemes.Scheme, plain: dict[str, str]) -> str:
    """Write the words of a text where a letter's place matters: at the end of a word, or doubled."""
    blank = scheme.meta.get("blank", " ")

    def word(found: re.Match[str]) -> str:
        written: list[str] = []
        letters = found.group()
        for place, letter in enumerate(letters):
            if (letter, "double") in scheme.signs:
                written.append(next(filter(None, reversed(written)), ""))
            elif (letter, "final") in scheme.signs and not letters[place + 1 :].strip("\u064b\u064c\u064d"):
                written.append(scheme.signs[letter, "final"])
            else:
                written.append(plain.get(letter, letter))
        return "".join(written)

    return _WORD.sub(word, re.sub(f"(?<=[{ARABIC_LETTER}{ARABIC_MARK}]) +(?=[{ARABIC_LETTER}])", blank, text))
