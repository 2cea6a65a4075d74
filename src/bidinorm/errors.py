"""Every error that bidinorm raises, each one sentence long.

Text never raises: these are for options, files, profiles and lexicons. A message says what was found,
what is allowed, and what to do. Each class is also the builtin that it resembles, so that code which
catches `ValueError` or `TypeError` keeps working.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class BidinormError(Exception):
    """The base of all errors of this package."""


class OptionError(BidinormError, ValueError):
    """An option has a value that it cannot take."""


class ProfileError(BidinormError, ValueError):
    """A profile cannot be read, or names what does not exist."""


class LexiconError(BidinormError, ValueError):
    """A lexicon file is missing or has a row that cannot be right."""


class InputError(BidinormError, ValueError):
    """An input file cannot be read as text, or an output cannot be written."""


class NotTextError(BidinormError, TypeError):
    """Something that is not a `str` was given where text is expected."""


def unknown(kind: str, found: object, allowed: Iterable[str]) -> str:
    """Say what was found, what is near it, and what is allowed.

    >>> unknown("profile", "repiar", ["archive", "repair"])
    "unknown profile 'repiar'; did you mean 'repair'? Known: archive, repair"
    """
    names = sorted(allowed)
    near = get_close_matches(str(found), names, n=3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else "."
    return f"unknown {kind} {found!r}{hint} Known: {', '.join(names)}"


def require_many(values: object, one: str) -> None:
    """Raise `NotTextError` for a single string where many are expected; `one` is what takes a single one.

    >>> require_many("abc", "clean")
    Traceback (most recent call last):
    bidinorm.errors.NotTextError: expected many strings, found one str: use clean, or give a list of strings
    """
    if isinstance(values, str | bytes | bytearray | memoryview):
        found = type(values).__name__
        raise NotTextError(f"expected many strings, found one {found}: use {one}, or give a list of strings")


def require_text(value: object) -> str:
    """Return `value` if it is a `str`, else raise `NotTextError` with advice.

    >>> require_text(b"abc")
    Traceback (most recent call last):
    bidinorm.errors.NotTextError: expected str, found bytes: decode it first, for example data.decode("utf-8")
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        advice = 'decode it first, for example data.decode("utf-8")'
    elif isinstance(value, float | None):  # what tables hold where nothing stands
        advice = 'a missing value is no text; leave it out, or give ""'
    elif isinstance(value, Iterable):
        advice = "give one string; for many, use Pipeline.map"
    else:
        advice = "give a string, such as str(value)"
    raise NotTextError(f"expected str, found {type(value).__name__}: {advice}")
