"""What a row of a name lexicon must be: the same checks for the rows that ship and for those of a house lexicon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER, TASHKEEL, VOWEL, members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME_KINDS = frozenset(
    {"given", "family", "nisba", "kunya", "laqab", "theophoric", "title", "rank", "honorific", "particle", "figure"}
)
"""What a part of a personal name can be; a row of several kinds joins them with `|`."""

GENDERS = frozenset({"", "m", "f", "mf"})

# a full stop ends an abbreviated title, as in أ.د.
_ARABIC = re.compile(f"[{ARABIC_LETTER}0-9]+(?:(?:[. \u0640-]|[.] )[{ARABIC_LETTER}0-9]+)*[.\u0640]?")
# atomic, and no sign in two places: a hyphen in both classes made a row of hyphens cost twice as much for each of them
_SPELLED = re.compile(r"(?![A-Za-z0-9'’.]*-?\)$)[A-Za-z0-9](?>(?:[A-Za-z0-9'’.-]+|[ ,/&()]+(?=[A-Za-z0-9'’.-]))*)[)]?")
_TWO_VOWELS = re.compile(f"[{VOWEL}]\u0651?[{VOWEL}]|\u0651\u0651")
_MARKS = dict.fromkeys(map(ord, members(TASHKEEL)))


def bare(text: str) -> str:
    """Return the text without tashkeel.

    >>> bare("حَمِيد")
    'حميد'
    """
    return text.translate(_MARKS)


def faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the column of each cell that cannot be right, with what was found and what is allowed.

    >>> list(faults({"arabic": "حميد", "vocalised": "حَامِد"}))
    [('vocalised', "'حَامِد' is 'حامد' without its marks, and the row is 'حميد'")]
    """
    arabic = row["arabic"]
    if not _ARABIC.fullmatch(arabic):
        yield "arabic", f"{arabic!r} is not Arabic words without tashkeel"
    vocalised = row.get("vocalised", "")
    if vocalised and bare(vocalised) != arabic:
        yield "vocalised", f"{vocalised!r} is {bare(vocalised)!r} without its marks, and the row is {arabic!r}"
    if found := _TWO_VOWELS.search(vocalised):
        yield "vocalised", f"{vocalised!r} has two vowels on one letter at {found.start()}"
    for column in ("news", "english"):
        value = row.get(column, "")
        if value and not (value.isascii() and _SPELLED.fullmatch(value)):
            yield column, f"{value!r} is not a spelling in plain ASCII letters"
    yield from _listed(row)


def _listed(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the cells that hold a choice or a list."""
    settled = row.get("news") or row.get("english") or ""
    variants = row.get("variants", "").split("|") if row.get("variants") else []
    for variant in variants:
        if not (variant.isascii() and _SPELLED.fullmatch(variant)):
            yield "variants", f"{variant!r} is not a spelling in plain ASCII letters"
    if settled in variants or len(set(variants)) < len(variants):
        yield "variants", f"{row['variants']!r} names a spelling twice, or the settled one"
    for kind in row.get("kind", "").split("|"):
        if "news" in row and kind not in NAME_KINDS and row.get("kind"):
            yield "kind", f"unknown kind {kind!r}. Known: {', '.join(sorted(NAME_KINDS))}"
    if row.get("gender", "") not in GENDERS:
        yield "gender", f"unknown gender {row['gender']!r}. Known: m, f, mf, or nothing"
