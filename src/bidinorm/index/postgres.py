"""PostgreSQL: what its full-text types hold of a text, and what they are asked.

The terms are made here, for documents and for queries alike. Both are written as the server stores them, for a cast:
`to_tsvector` and `to_tsquery` would cut and fold the terms once more. Words have the label A, stems B, keys C.

>>> vector("باسم Bassem")
"'باسم':1A 'bassem':2A 'اسم':1B 'bassem':2B 'bsm':1C 'sm':2C 'bsm~':3C"
>>> query("بغد* OR")
"'بغد':*A | 'or':A | 'or':B"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.index.analyzer import Analyzer
from bidinorm.index.query import Sought, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

LABELS = {"words": "A", "stems": "B", "keys": "C"}
LAST = 16383
"""The last position that the server knows; terms beyond it count as being there (PostgreSQL manual, 12.11)."""


def vector(text: str, analyzer: Analyzer | None = None) -> str:
    """Return the terms of a text as a `tsvector` is written."""
    columns = (analyzer or Analyzer()).columns(text)._asdict()
    return " ".join(
        f"{_quoted(term)}:{min(place, LAST)}{LABELS[name]}"
        for name, terms in columns.items()
        for place, term in enumerate(terms, 1)
    )


def query(text: str, analyzer: Analyzer | None = None) -> str:
    """Return a query as a `tsquery` is written; `bidinorm.index.query` says what it may say.

    Give it the analyzer with which the table was filled. A query without a word is empty, and matches nothing.
    """
    sought = parse(text, analyzer or Analyzer())
    may = list(map(_leaf, dict.fromkeys(sought.all + sought.alone)))
    if len(sought.name) > 1:
        may.append(f"({' & '.join(_any(part.spelled + part.own + part.other) for part in sought.name)})")
    must = list(map(_leaf, sought.must))
    return " & ".join([*must, f"({' | '.join(may)})"] if must else [" | ".join(may)])


def _any(sought: Iterable[Sought]) -> str:
    return f"({' | '.join(dict.fromkeys(map(_leaf, sought)))})"


def _leaf(sought: Sought) -> str:
    """Return one thing to look for."""
    label = LABELS[sought.column]
    *before, last = (f"{_quoted(term)}:" for term in sought.terms)
    ends = f"{last}*{label}" if sought.begun else f"{last}{label}"
    terms = [f"{term}{label}" for term in before] + [ends]
    return f"({' <-> '.join(terms)})" if before else ends


def _quoted(term: str) -> str:
    doubled = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
