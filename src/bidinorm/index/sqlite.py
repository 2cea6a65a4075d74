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
from bidinorm.index.query import parse
from bidinorm.index.ranking import Ask, ranked
from bidinorm.index.store import Writer, analyzer_of, connect, telling, writing

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Hit", "Index", "Writer", "writing"]

CANDIDATES = 100
"""Records that are ranked for each way in which a query may be meant."""
CONDITION = """
 AND EXISTS (SELECT 1 FROM documents, json_each(documents.fields) AS field,
             json_each(CASE field.type WHEN 'array' THEN field.value ELSE json_array(field.atom) END) AS one
             WHERE documents.id = terms.rowid AND field.key = ?
             AND CASE WHEN field.type IN ('true', 'false') THEN field.type
                      WHEN one.type IN ('true', 'false') THEN one.type ELSE CAST(one.atom AS TEXT) END = ?)"""
"""That a field has a value, or a list with it; as JSON writes them."""

Scalar = str | int | float | bool


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

    def search(self, query: str, *, limit: int = 10, where: Mapping[str, Scalar] | None = None) -> list[Hit]:
        """Return the records that fit a query best, the best first.

        `where` holds fields and the values that they must have, or one of their values where they hold a list. Values
        are compared as JSON writes them: `2024` and `"2024"` are one, and so are `True` and `"true"`. See
        `bidinorm.index.query` for what a query may say; one without a word finds nothing.
        """
        if limit < 1:
            raise OptionError(f"found the limit {limit}; a search returns 1 record or more")
        sought = parse(query, self.analyzer)
        if not sought.all:
            return []
        with telling(self.path):
            best = ranked(sought, self._asking(max(limit, CANDIDATES), where or {}), limit)
            rows = [(self._record(number), score) for number, score in best]
        highlighter = Highlighter(self.analyzer, sought)
        return [_hit(*row, score, highlighter) for row, score in rows]

    def _asking(self, limit: int, where: Mapping[str, Scalar]) -> Ask:
        """Return what asks the full-text table; nothing of a query is part of the statement."""
        filters = [part for name, value in where.items() for part in (name, _written(value))]

        def ask(expression: str, weights: tuple[float, ...]) -> dict[int, float]:
            statement = (
                f"SELECT rowid, -bm25(terms, {', '.join(map(str, weights))}) AS score FROM terms"
                f" WHERE terms MATCH ?{CONDITION * len(where)} ORDER BY score DESC, rowid LIMIT ?"
            )
            return dict(self.connection.execute(statement, (expression, *filters, limit)))

        return ask

    def _record(self, number: int) -> tuple[str, int, str, str]:
        statement = "SELECT source, line, text, fields FROM documents WHERE id = ?"
        row: tuple[str, int, str, str] = self.connection.execute(statement, (number,)).fetchone()
        return row


def _written(value: Scalar) -> str:
    """Return a value as JSON writes it, a string without its quotation marks."""
    return value if isinstance(value, str) else json.dumps(value)


def _hit(source: str, line: int, text: str, fields: str, score: float, highlighter: Highlighter) -> Hit:
    spans = highlighter.spans(text)
    line += text.count("\n", 0, spans[0][0]) if spans else 0
    return Hit(source, line, score, text, spans, json.loads(fields))
