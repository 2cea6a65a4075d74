"""Which records come first, from what the full-text table answers.

Texts are ranked by BM25 over words, stems and keys. Where a query may be a name, the texts that have all of it, spelled
or sounding so, come before those that have some of it: BM25 alone puts ten texts with the first name in the script of
the query before the one with the whole name in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bidinorm.index.query import Part, Query, Sought

Ask = Callable[[str, tuple[float, ...]], dict[int, float]]
"""Asks for the records that fit an expression best, each with its score, under weights of the columns."""
WEIGHTS = (1.0, 1.25, 1.0)
"""What a match in words, stems and keys counts."""
KEYS_ALONE = (0.0, 0.0, 1.0)
MISSED = 3
"""In a name of so many parts one may be missing, or sound different."""
FAINT = 0.001
"""What sounds like a single word comes after all that has the word."""


def ranked(query: Query, ask: Ask, limit: int) -> list[tuple[int, float]]:
    """Return the records that fit a query best, the best first, each with its score."""
    scores = ask(expression(query), WEIGHTS)
    if query.name:
        scores = _with_names(query, scores, ask)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]


def _with_names(query: Query, scores: dict[int, float], ask: Ask) -> dict[int, float]:
    parts = query.name
    groups = [any_of(part.spelled + part.own + part.other) for part in parts]
    sounds = any_of(sought for part in parts for sought in _heard(part))
    whole = ask(" AND ".join([*groups, sounds]), KEYS_ALONE)
    found = dict(scores)
    if len(parts) == 1:
        for record, score in whole.items():
            found.setdefault(record, score * FAINT)
        return found
    best = max(scores.values(), default=0.0)
    loudest = max(whole.values(), default=0.0)
    for record, score in _nearly(groups, sounds, ask).items() if len(parts) >= MISSED else ():
        found[record] = max(found.get(record, 0.0), 2 * score)
    for record, score in whole.items():
        found[record] = best + score
    spelled = ask(" AND ".join(dict.fromkeys(any_of(part.spelled) for part in parts)), WEIGHTS)
    for record in spelled:
        found[record] = best + loudest + scores.get(record, 0.0)
    return found


def _nearly(groups: list[str], sounds: str, ask: Ask) -> dict[int, float]:
    """Return the records that have all parts of a name but one."""
    found: dict[int, float] = {}
    for left_out in range(len(groups)):
        rest = [group for place, group in enumerate(groups) if place != left_out]
        for record, score in ask(" AND ".join([*rest, sounds]), KEYS_ALONE).items():
            found[record] = max(found.get(record, 0.0), score)
    return found


def _heard(part: Part) -> tuple[Sought, ...]:
    """Return what is only heard in a part: what is spelled needs no help of names."""
    return part.own + part.other if all(sought.terms[0].isascii() for sought in part.spelled) else part.other


def expression(query: Query) -> str:
    """Return a query as FTS5 reads it; each term is quoted, so that nothing in it can be an operator.

    >>> expression(Query((), (Sought("words", ("near", 'a"b')), Sought("stems", ("x",), begun=True))))
    'words : "near a""b" OR stems : "x" *'
    """
    may = " OR ".join(map(phrase, query.all))
    return " AND ".join([*map(phrase, query.must), f"({may})"]) if query.must else may


def any_of(sought: Iterable[Sought]) -> str:
    """Return an expression for one of several things."""
    return f"({' OR '.join(dict.fromkeys(map(phrase, sought)))})"


def phrase(sought: Sought) -> str:
    """Return one thing to look for as FTS5 reads it."""
    quoted = " ".join(sought.terms).replace('"', '""')
    return f'{sought.column} : "{quoted}"' + (" *" if sought.begun else "")
