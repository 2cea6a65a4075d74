"""Records with their terms as JSON lines, for engines that this package does not know.

>>> from bidinorm.index.records import Record
>>> sorted(json.loads(next(lines([Record("a.txt", 1, "نص", {})]))))
['fields', 'keys', 'line', 'source', 'stems', 'terms', 'text', 'words']
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bidinorm.index.analyzer import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.index.records import Record


def lines(records: Iterable[Record], analyzer: Analyzer | None = None) -> Iterator[str]:
    """Yield a line of JSON for each record: what it is, its three columns, and its terms with their offsets.

    `terms` are lists of text, start, end, position and kind; offsets are code points of `text`.
    """
    analyzer = analyzer or Analyzer()
    for record in records:
        shown = record._asdict() | analyzer.columns(record.text)._asdict()
        shown["terms"] = [list(term) for term in analyzer.stream(record.text)]
        yield json.dumps(shown) + "\n"
