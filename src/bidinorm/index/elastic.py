"""Elasticsearch and OpenSearch: what an index must be told, what is put in, and what is asked.

The terms are made here, for documents and for queries alike; the server parts them at blanks and ranks them. Nothing
is sent anywhere: these are the bodies of requests.

>>> body("باسم")["query"]["bool"]["should"][0]
{'term': {'words': {'value': 'باسم', 'boost': 1.0}}}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from bidinorm.errors import OptionError, unknown
from bidinorm.index.analyzer import Analyzer
from bidinorm.index.query import Part, Sought, parse
from bidinorm.index.ranking import FAINT, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.index.records import Record

Flavour = Literal["elasticsearch", "opensearch"]
FLAVOURS = {"elasticsearch": "flattened", "opensearch": "flat_object"}
"""The type of a field that holds an object of any keys."""
BOOSTS = dict(zip(("words", "stems", "keys"), WEIGHTS, strict=True))
SPELLED, SOUNDING = 60.0, 30.0
"""What it adds to a record that it has the whole name, as it is spelled or as it sounds: more than words add."""
LONGEST = 1000
"""Code points of a term that the server keeps whole."""

Json = dict[str, Any]


def settings(analyzer: Analyzer | None = None, flavour: Flavour = "elasticsearch") -> Json:
    """Return the body that creates an index: how terms are parted, and the types of the fields.

    >>> sorted(settings()["mappings"]["properties"])
    ['fields', 'keys', 'line', 'source', 'stems', 'text', 'words']
    """
    if flavour not in FLAVOURS:
        raise OptionError(unknown("flavour", flavour, FLAVOURS))
    terms = {"type": "text", "analyzer": "bidinorm"}
    properties = {
        "source": {"type": "keyword"},
        "line": {"type": "integer"},
        "text": {"type": "text", "index": False},
        "fields": {"type": FLAVOURS[flavour]},
        **dict.fromkeys(BOOSTS, terms),
    }
    tokenizer = {"bidinorm": {"type": "whitespace", "max_token_length": LONGEST}}
    analysis = {"analyzer": {"bidinorm": {"type": "custom", "tokenizer": "bidinorm"}}, "tokenizer": tokenizer}
    meta = {"bidinorm": (analyzer or Analyzer()).settings}
    return {"settings": {"analysis": analysis}, "mappings": {"_meta": meta, "properties": properties}}


def document(record: Record, analyzer: Analyzer) -> Json:
    """Return a record as it is put in."""
    columns = zip(BOOSTS, analyzer.columns(record.text), strict=True)
    known = {"source": record.source, "line": record.line, "text": record.text, "fields": dict(record.fields)}
    return known | {name: " ".join(column) for name, column in columns}


def bulk(records: Iterable[Record], index: str, analyzer: Analyzer | None = None) -> Iterator[str]:
    r"""Yield the lines of a bulk request, each with its line feed: two for each record.

    >>> from bidinorm.index.records import Record
    >>> list(bulk([Record("a.txt", 1, "نص", {})], "news"))[0]
    '{"index": {"_index": "news", "_id": "a.txt:1"}}\n'
    """
    analyzer = analyzer or Analyzer()
    for record in records:
        yield _line({"index": {"_index": index, "_id": f"{record.source}:{record.line}"}})
        yield _line(document(record, analyzer))


def _line(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return (text if text.isprintable() else json.dumps(value)) + "\n"  # lone surrogates are no UTF-8


def body(query: str, analyzer: Analyzer | None = None, *, size: int = 10) -> Json:
    """Return the body of a search request for a query; `bidinorm.index.query` says what a query may say.

    Give it the analyzer with which the index was filled. A query without a word matches nothing.
    """
    sought = parse(query, analyzer or Analyzer())
    shown: Json = {"size": size, "_source": ["source", "line", "text", "fields"]}
    if not sought.all:
        return shown | {"query": {"match_none": {}}}
    should = [_leaf(each) for each in sought.may]
    if len(sought.name) > 1:
        for boost, choose in ((SPELLED, _spelled), (SOUNDING, _sounding)):
            whole = {"bool": {"must": [_any(choose(part)) for part in sought.name]}}
            should.append({"constant_score": {"filter": whole, "boost": boost}})
    should += [_leaf(each, FAINT) for each in sought.alone]
    found: Json = {"should": should}
    if sought.must:
        found["must"] = [_leaf(each) for each in sought.must]
    else:
        found["minimum_should_match"] = 1
    return shown | {"query": {"bool": found}}


def _spelled(part: Part) -> tuple[Sought, ...]:
    return part.spelled


def _sounding(part: Part) -> tuple[Sought, ...]:
    return part.spelled + part.own + part.other


def _any(sought: tuple[Sought, ...]) -> Json:
    return {"bool": {"should": [_leaf(each) for each in sought], "minimum_should_match": 1}}


def _leaf(sought: Sought, times: float = 1.0) -> Json:
    """Return one thing to look for."""
    text, boost = " ".join(sought.terms), times * BOOSTS[sought.column]
    if sought.begun:
        return {"match_phrase_prefix": {sought.column: {"query": text, "boost": boost}}}
    if len(sought.terms) > 1:
        return {"match_phrase": {sought.column: {"query": text, "boost": boost}}}
    return {"term": {sought.column: {"value": text, "boost": boost}}}
