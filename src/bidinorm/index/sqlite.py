"""The embedded engine: one SQLite file with a full-text table (FTS5), made and asked by the same analyzer.

The terms of a text stand in three columns, words, stems and keys; the text itself beside them, untouched. The file
knows its analyzer, so that a query goes the way that the text went.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm.errors import OptionError
from bidinorm.index.highlight import Highlighter, Span
from bidinorm.index.query import Query, Sought, parse
from bidinorm.index.store import Writer, analyzer_of, connect, telling, writing

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Hit", "Index", "Writer", "expression", "writing"]

WEIGHTS = (1.0, 1.25, 1.0)
"""What a match in words, stems and keys counts."""


class Hit(NamedTuple):
    """A record that was found: where it stands, how well it fits (more is better), its text, and what stands in it."""

    source: str
    line: int
    """The line of the first span in the source; of the record, where there is no span."""
    score: float
    text: str
    spans: list[Span]
    """Where in the text stands what was sought, in code points."""
    fields: dict[str, Any]


class Index:
    """A search index in a file.

    >>> import tempfile
    >>> from bidinorm.index.records import Record
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with writing(Path(folder, "news.sqlite")) as writer:
    ...         _ = writer.add("a.txt", "", [Record("a.txt", 1, "قال باسم العوادي", {})])
    ...     with Index(Path(folder, "news.sqlite")) as index:
    ...         [(hit.source, hit.spans) for hit in index.search("Bassem Awadi")]
    [('a.txt', [(4, 8), (9, 16)])]
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.connection = connect(self.path, "ro")
        with telling(self.path):
            self.analyzer = analyzer_of(self.connection)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __len__(self) -> int:
        with telling(self.path):
            return int(self.connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def search(self, query: str, *, limit: int = 10, where: Mapping[str, str] | None = None) -> list[Hit]:
        """Return the records that fit a query best, the best first.

        `where` holds fields and the values that they must have. See `bidinorm.index.query` for what a query may say;
        one without a word finds nothing.
        """
        if limit < 1:
            raise OptionError(f"found the limit {limit}; a search returns 1 record or more")
        sought = parse(query, self.analyzer)
        if not sought.all:
            return []
        with telling(self.path):
            rows = self.connection.execute(*_select(sought, limit, where or {})).fetchall()
        highlighter = Highlighter(self.analyzer, sought)
        return [_hit(row, highlighter) for row in rows]


def _hit(row: tuple[str, int, str, str, float], highlighter: Highlighter) -> Hit:
    source, line, text, fields, rank = row
    spans = highlighter.spans(text)
    line += text.count("\n", 0, spans[0][0]) if spans else 0
    return Hit(source, line, -rank, text, spans, json.loads(fields))


def _select(query: Query, limit: int, where: Mapping[str, str]) -> tuple[str, list[object]]:
    """Return the statement for a query, and its parameters: nothing of the query is part of the statement."""
    condition = (
        " AND EXISTS (SELECT 1 FROM json_each(documents.fields) AS field WHERE field.key = ? AND field.value = ?)"
    )
    parameters: list[object] = [expression(query)]
    for key, value in where.items():
        parameters += (key, value)
    ranked = f"bm25(terms, {', '.join(map(str, WEIGHTS))})"
    statement = (
        f"SELECT source, line, text, fields, {ranked} AS rank FROM terms JOIN documents ON documents.id = terms.rowid"
        f" WHERE terms MATCH ?{condition * len(where)} ORDER BY rank, documents.id LIMIT ?"
    )
    return statement, [*parameters, limit]


def expression(query: Query) -> str:
    """Return a query as FTS5 reads it; each term is quoted, so that nothing in it can be an operator.

    >>> expression(Query((), (Sought("words", ("near", 'a"b')), Sought("stems", ("x",), begun=True))))
    'words : "near a""b" OR stems : "x" *'
    """
    phrases = [_phrase(sought) for sought in query.all]
    may = " OR ".join(phrases)
    return " AND ".join([*map(_phrase, query.must), f"({may})"]) if query.must else may


def _phrase(sought: Sought) -> str:
    quoted = " ".join(sought.terms).replace('"', '""')
    return f'{sought.column} : "{quoted}"' + (" *" if sought.begun else "")
