"""Light stemming of Arabic: the affixes that are written together with a word, and no more.

After light10 (Larkey, Ballesteros and Connell, 2007), with longer chains of prefixes, possessive suffixes, and the
prepositions ب and ل where what is left is the more common word. The affixes stand in `lexicons/stems/affixes.tsv`,
words that only look as if they had some in `lexicons/stems/protected.tsv`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bidinorm import lexicons
from bidinorm.search import folder


class Affixes(NamedTuple):
    """The affixes by kind, in the order in which they are tried, each with how many letters it must leave."""

    prefixes: tuple[tuple[str, int], ...]
    weighed: tuple[tuple[str, int], ...]
    suffixes: tuple[tuple[str, int], ...]
    begins: tuple[str, ...]
    """The prefixes alone: most words have none of them."""
    ends: tuple[str, ...]
    """The suffixes alone."""


def stem(word: str) -> str:
    """Return the light stem of an Arabic word that is folded as the profile `search` folds it.

    >>> stem("والكتاب"), stem("بمدينه"), stem("سليمان")
    ('كتاب', 'مدين', 'سليمان')
    """
    if word in _protected():
        return word
    affixes = _affixes()
    if word.startswith(affixes.begins):
        word = _without_prefix(word, affixes.prefixes, affixes.weighed)
        if word in _protected():
            return word
    if not word.endswith(affixes.ends):
        return word
    for suffix, least in affixes.suffixes:
        if word.endswith(suffix) and len(word) >= len(suffix) + least:
            word = word[: -len(suffix)]
    return word


def _without_prefix(word: str, prefixes: tuple[tuple[str, int], ...], weighed: tuple[tuple[str, int], ...]) -> str:
    for prefix, least in prefixes:
        if word.startswith(prefix) and len(word) >= len(prefix) + least:
            word = word[len(prefix) :]
            if len(prefix) > 1:
                return word
    for prefix, least in weighed:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= least and 2 * _frequency(rest) > _frequency(word):
            return rest
    return word


def _frequency(word: str) -> int:
    return _known().get(word, 0)


@cache
def _known() -> dict[str, int]:
    """Return the frequency of each word of the vocabulary as it is folded."""
    from bidinorm.vocabulary import words

    spelled = list(words())
    found: dict[str, int] = {}
    for word, folded in zip(spelled, folder().rows(spelled), strict=True):
        found[folded] = max(found.get(folded, 0), words()[word] + 1)
    return found


@cache
def _affixes() -> Affixes:
    rows = lexicons.read("stems/affixes.tsv").rows
    by_kind = {kind: tuple((affix, int(least)) for affix, own, least, _ in rows if own == kind)
               for kind in ("prefix", "weighed", "suffix")}  # fmt: skip
    prefixes, weighed, suffixes = by_kind["prefix"], by_kind["weighed"], by_kind["suffix"]
    begins = tuple(affix for affix, _ in prefixes + weighed)
    return Affixes(prefixes, weighed, suffixes, begins, tuple(affix for affix, _ in suffixes))


@cache
def _protected() -> frozenset[str]:
    return frozenset(lexicons.read("stems/protected.tsv").column("word"))
