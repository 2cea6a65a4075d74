"""Other people's libraries that compare names, each as a score for two of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

import tools
from tools import Missing, Peer, Tool

Score = Callable[[str, str], float]
"""A score for two names, the higher the more alike."""


ARTICLES = ("al", "el")


@cache
def plain(name: str) -> str:
    """Return a name in small ASCII letters, as tools that know Latin letters alone need it."""
    text: str = importlib.import_module("unidecode").unidecode(name)
    return text.replace("-", " ").casefold().strip()


def ours() -> Score:
    """Return our comparison: its verdict, and below it the score."""
    match = importlib.import_module("bidinorm.names.match")
    parts = cache(match.name_parts)
    return lambda one, other: float(match.compare(parts(one), parts(other)).same)


def key() -> Score:
    """Return whether the keys are the same."""
    name_key = cache(importlib.import_module("bidinorm").name_key)
    return lambda one, other: float(name_key(one) == name_key(other))


def phonetic(code: str) -> Callable[[], Score]:
    """Return a loader of one of jellyfish's codes, word by word."""

    def load() -> Score:
        encode = getattr(importlib.import_module("jellyfish"), code)

        @cache
        def codes(name: str) -> tuple[str, ...]:
            words = (word for word in plain(name).split() if word not in ARTICLES)
            return tuple(encode("".join(filter(str.isalpha, word))) for word in words)

        return lambda one, other: float(codes(one) == codes(other))

    return load


def by_word(written: Callable[[str], str], forms: Callable[[str], frozenset[str]]) -> Score:
    """Return a score from the forms of each word: of how many words, in their order, the two names share one."""

    @cache
    def sets(name: str) -> tuple[frozenset[str], ...]:
        return tuple(forms(word) for word in written(name).split() if word not in ARTICLES)

    def score(one: str, other: str) -> float:
        first, second = sets(one), sets(other)
        if len(first) != len(second):
            return 0.0
        return sum(bool(mine & theirs) for mine, theirs in zip(first, second, strict=True)) / len(first)

    return score


def _winkler() -> Score:
    similar = importlib.import_module("jellyfish").jaro_winkler_similarity
    return lambda one, other: float(similar(plain(one), plain(other)))


def _rapidfuzz() -> Score:
    ratio = importlib.import_module("rapidfuzz.fuzz").token_sort_ratio
    return lambda one, other: float(ratio(plain(one), plain(other)))


def _rigour() -> Score:
    names = importlib.import_module("rigour.names")

    @cache
    def analyzed(name: str) -> object:
        return next(iter(names.analyze_names(names.NameTypeTag.PER, [name])))

    def score(one: str, other: str) -> float:
        first, second = analyzed(one), analyzed(other)
        best = 0.0
        for pairing in [*names.pair_symbols(first, second), ()]:
            used = [{part.form for each in pairing for part in getattr(each, side)} for side in ("qps", "rps")]
            rest = [
                [part for part in name.parts if part.form not in seen]  # type: ignore[attr-defined]
                for name, seen in zip((first, second), used, strict=True)
            ]
            found = [*(1.0 for _ in pairing), *(each.score for each in names.compare_parts(*rest))]
            best = max(best, sum(found) / max(len(found), 1))
        return best

    return score


def _variants() -> Score:
    lookup = importlib.import_module("name_variants").lookup

    def forms(word: str) -> frozenset[str]:
        return frozenset({word, *(str(getattr(entry, "canonical", entry)) for entry in lookup(word) or ())})

    return by_word(lambda name: name.replace("-", " ").casefold(), forms)


def _arcoder() -> Score:
    encoder = importlib.import_module("arcoder").ARCoder()
    return by_word(plain, lambda word: frozenset(encoder.encode(word)))


def _arabnamer() -> Score:
    similar = importlib.import_module("arabnamer").fuzzy_match
    return lambda one, other: float(similar(one, other)[1])


PEERS: tuple[Peer[Score], ...] = (
    Peer("jellyfish metaphone", "jellyfish", "`metaphone` of each word, unidecoded, no article", phonetic("metaphone")),
    Peer("jellyfish NYSIIS", "jellyfish", "`nysiis` likewise", phonetic("nysiis")),
    Peer("jellyfish soundex", "jellyfish", "`soundex` likewise", phonetic("soundex")),
    Peer("jellyfish match rating", "jellyfish", "`match_rating_codex` likewise", phonetic("match_rating_codex")),
    Peer("jellyfish Jaro-Winkler", "jellyfish", "`jaro_winkler_similarity`, unidecoded", _winkler),
    Peer("rapidfuzz", "rapidfuzz", "`token_sort_ratio`, unidecoded", _rapidfuzz),
    Peer("rigour", "rigour", "`pair_symbols`, then `compare_parts` for the rest", _rigour),
    Peer("name-variants", "name-variants", "`lookup` of each word", _variants),
    Peer("ARCoder", "arcoder", "`ARCoder().encode` of each word, unidecoded", _arcoder),
    Peer("arabnamer", "arabnamer", "`fuzzy_match`", _arabnamer),
)  # fmt: skip


def find(*, peers: bool) -> tuple[list[Tool[Score]], list[Missing]]:
    """Import the tools, ours first; return those that are here and those that are not."""
    own: list[Tool[Score]] = [
        Tool("bidinorm", "bidinorm", "`bidinorm.same_name(one, other).same`", ours(), threshold=0.5),
        Tool("bidinorm, key alone", "bidinorm", "`name_key(one) == name_key(other)`", key(), threshold=0.5),
    ]
    found, missing = tools.find(PEERS if peers else (), "Bassem Al-Awadi", "باسم العوادي")
    return [*own, *found], missing
