"""Search: terms with offsets, and the engines that find them.

>>> [(term.text, term.start, term.end, term.kind) for term in index_terms("مدينة Basra")][:3]
[('مدينه', 0, 5, 'word'), ('مدين', 0, 5, 'stem'), ('mdn', 0, 5, 'key')]
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bidinorm.index.analyzer import Analyzer, Columns, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Analyzer", "Columns", "Term", "index_terms"]


def index_terms(text: str, *, stop: Sequence[str] | str = (), stems: bool = True, keys: bool = True) -> list[Term]:
    """Return the terms under which a text is found, with offsets in the text as it is.

    Terms of one position stand for each other: the word, its stem, and keys that the spellings of a name share in
    both scripts. `stop` are words to leave out, or `"arabic"` and `"english"` for the lists that ship.

    >>> {term.text for term in index_terms("Bassem")} & {term.text for term in index_terms("باسم")}
    {'bsm'}
    """
    return _analyzer((stop,) if isinstance(stop, str) else tuple(stop), stems, keys).terms(text)


@lru_cache(maxsize=8)
def _analyzer(stop: tuple[str, ...], stems: bool, keys: bool) -> Analyzer:  # noqa: FBT001 - a key of the memory
    return Analyzer(stop=stop, stems=stems, keys=keys)
