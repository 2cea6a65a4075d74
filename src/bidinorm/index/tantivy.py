"""tantivy, a search engine in Rust: the same terms and the same ranking in another index (extra `tantivy`).

An index is a folder. The terms are made here and parted at blanks there.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.errors import InputError, OptionError
from bidinorm.index.analyzer import Analyzer
from bidinorm.index.highlight import Highlighter
from bidinorm.index.query import Part, Query, Sought, parse
from bidinorm.index.ranking import FAINT, WEIGHTS
from bidinorm.index.sqlite import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from tantivy import Index as Engine
    from tantivy import IndexWriter, Schema
    from tantivy import Query as Asked

    from bidinorm.index.records import Record

BOOSTS = dict(zip(("words", "stems", "keys"), WEIGHTS, strict=True))
SPELLED, SOUNDING = 60.0, 30.0
"""What the whole of a name adds, as it is spelled or as it sounds."""
SETTINGS = "bidinorm.json"
"""The file in the folder that holds the analyzer."""


def engine() -> ModuleType:
    """Return the library; raise `OptionError` where it is not installed."""
    try:
        return import_module("tantivy")
    except ImportError:
        raise OptionError("tantivy is not installed; run: pip install 'bidinorm[tantivy]'") from None


@contextmanager
def writing(folder: str | Path, analyzer: Analyzer | None = None) -> Iterator[Writer]:
    """Make an index in an empty folder; without an error in the body all is in it, else nothing is.

    >>> import tempfile
    >>> from bidinorm.index.records import Record
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with writing(Path(folder, "news")) as writer:
    ...         writer.add([Record("a.txt", 1, "قال باسم العوادي", {})])
    ...     [hit.source for hit in Index(Path(folder, "news")).search("Bassem Awadi")]
    ['a.txt']
    """
    place, analyzer = Path(folder), analyzer or Analyzer()
    if place.exists() and any(place.iterdir()):
        raise InputError(f"{place}: the folder is not empty; name another one, or remove it")
    place.mkdir(parents=True, exist_ok=True)
    library = engine()
    index = library.Index(_schema(library), path=str(place))
    _register(library, index)
    writer = index.writer()
    yield Writer(library, writer, analyzer)
    writer.commit()
    writer.wait_merging_threads()
    (place / SETTINGS).write_text(json.dumps(analyzer.settings), "utf-8")


def _schema(library: ModuleType) -> Schema:
    builder = library.SchemaBuilder()
    for column in BOOSTS:
        builder.add_text_field(column, tokenizer_name="bidinorm", index_option="position")
    builder.add_text_field("record", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _register(library: ModuleType, index: Engine) -> None:
    index.register_tokenizer("bidinorm", library.TextAnalyzerBuilder(library.Tokenizer.whitespace()).build())


class Writer:
    """Puts records into an index that is being made."""

    def __init__(self, library: ModuleType, writer: IndexWriter, analyzer: Analyzer) -> None:
        self.library = library
        self.writer = writer
        self.analyzer = analyzer

    def add(self, records: Iterable[Record]) -> None:
        """Put records in."""
        for record in records:
            document = self.library.Document()
            for column, terms in zip(BOOSTS, self.analyzer.columns(record.text), strict=True):
                document.add_text(column, " ".join(terms))
            document.add_text("record", json.dumps(record))
            self.writer.add_document(document)


class Index:
    """A search index in a folder."""

    def __init__(self, folder: str | Path) -> None:
        place = Path(folder)
        try:
            self.analyzer = Analyzer.of(json.loads((place / SETTINGS).read_text("utf-8")))
        except (OSError, ValueError):
            raise InputError(f"{place}: no index of bidinorm; make it with writing()") from None
        self.library = engine()
        self.index = self.library.Index.open(str(place))
        _register(self.library, self.index)
        self.index.reload()

    def search(self, query: str, *, limit: int = 10) -> list[Hit]:
        """Return the records that fit a query best, the best first."""
        sought = parse(query, self.analyzer)
        if not sought.all:
            return []
        searcher = self.index.searcher()
        highlighter = Highlighter(self.analyzer, sought)
        found = []
        for score, address in searcher.search(self._query(sought), limit).hits:
            source, line, text, fields = json.loads(searcher.doc(address)["record"][0])
            spans = highlighter.spans(text)
            line += text.count("\n", 0, spans[0][0]) if spans else 0
            found.append(Hit(source, line, score, text, spans, fields))
        return found

    def _query(self, query: Query) -> Asked:
        occur, make = self.library.Occur, self.library.Query
        clauses = [(occur.Must, self._leaf(sought)) for sought in query.must]
        clauses += [(occur.Should, self._leaf(sought)) for sought in query.may]
        if len(query.name) > 1:
            spelled = [self._any(part.spelled) for part in query.name]
            sounding = [self._any(_sounding(part)) for part in query.name]
            for boost, parts in ((SPELLED, spelled), (SOUNDING, sounding)):
                whole = make.boolean_query([(occur.Must, part) for part in parts])
                clauses.append((occur.Should, make.const_score_query(whole, boost)))
        clauses += [(occur.Should, self._leaf(sought, FAINT)) for sought in query.alone]
        return make.boolean_query(clauses)

    def _any(self, sought: Iterable[Sought]) -> Asked:
        return self.library.Query.boolean_query([(self.library.Occur.Should, self._leaf(each)) for each in sought])

    def _leaf(self, sought: Sought, times: float = 1.0) -> Asked:
        make, schema = self.library.Query, self.index.schema
        terms = list(sought.terms)
        if sought.begun:
            query = make.phrase_prefix_query(schema, sought.column, terms)
        elif len(terms) > 1:
            query = make.phrase_query(schema, sought.column, terms)
        else:
            query = make.term_query(schema, sought.column, terms[0], index_option="freq")
        return make.boost_query(query, times * BOOSTS[sought.column])


def _sounding(part: Part) -> tuple[Sought, ...]:
    return part.spelled + part.own + part.other
