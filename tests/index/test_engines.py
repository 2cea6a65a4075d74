"""Other engines: that what is put in and what is asked agree, and that requests are what the servers' schema allows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

from bidinorm.errors import InputError, OptionError
from bidinorm.index import elastic, jsonl, postgres, tantivy
from bidinorm.index.analyzer import Analyzer, Term
from bidinorm.index.records import Record

RECORDS = [
    Record("a.txt", 1, "قال المتحدث\nباسم العوادي في بغداد", {"lang": "ar"}),
    Record("b.txt", 1, "Bassem Al-Awadi said: prices rose", {"lang": "en"}),
    Record("c.txt", 1, "نص آخر", {}),
]
LEAF = {"boost", "_name"}
SCHEMA: dict[str, set[str]] = {
    "bool": {"filter", "minimum_should_match", "must", "must_not", "should", *LEAF},
    "constant_score": {"filter", *LEAF},
    "match_none": LEAF,
    "match_phrase": {"analyzer", "query", "slop", "zero_terms_query", *LEAF},
    "match_phrase_prefix": {"analyzer", "max_expansions", "query", "slop", "zero_terms_query", *LEAF},
    "term": {"value", "case_insensitive", *LEAF},
}
"""Kinds of queries and their parameters, after the published specification of the Elasticsearch API."""


def leaves(query: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Check a query against the schema; yield kind, field and parameters of each leaf."""
    ((kind, inside),) = query.items()
    assert kind in SCHEMA, kind
    if kind in ("bool", "constant_score", "match_none"):
        assert set(inside) <= SCHEMA[kind]
        for value in inside.values():
            for each in value if isinstance(value, list) else [value] if isinstance(value, dict) else []:
                yield from leaves(each)
        return
    ((field, parameters),) = inside.items()
    assert set(parameters) <= SCHEMA[kind]
    yield kind, field, parameters


@given(query=st.one_of(some.lines, st.sampled_from(['"باسم العوادي" بغد*', "Bassem Awadi", "", "a b c d e f g"])))
def test_a_request_is_what_the_schema_allows(query: str) -> None:
    body = elastic.body(query, size=5)
    assert set(body) == {"size", "_source", "query"}
    json.dumps(body)
    fields = {field for _, field, _ in leaves(body["query"])}
    assert fields <= {"words", "stems", "keys"}


def test_the_server_s_analyzer_gives_back_our_terms() -> None:
    made = elastic.settings()
    analysis = made["settings"]["analysis"]
    assert analysis["tokenizer"]["bidinorm"]["type"] == "whitespace"
    for name in ("words", "stems", "keys"):
        assert made["mappings"]["properties"][name]["analyzer"] in analysis["analyzer"]
    analyzer = Analyzer.of(made["mappings"]["_meta"]["bidinorm"])
    for record in RECORDS:
        document = elastic.document(record, analyzer)
        assert set(document) == set(made["mappings"]["properties"])
        for name, terms in analyzer.columns(record.text)._asdict().items():
            assert document[name].split() == list(terms)


TERM = r"'(?:[^'\\]|''|\\\\)+'"
"""A lexeme in quotation marks, as the manual of PostgreSQL has it (8.11)."""


@given(text=some.documents)
def test_a_vector_is_written_as_the_manual_says(text: str) -> None:
    assert re.fullmatch(rf"(?:{TERM}:\d{{1,5}}[ABC](?: |$))*", postgres.vector(text))


@given(text=st.one_of(some.lines, st.sampled_from(['"باسم العوادي" بغد*', "Bassem Awadi", "it's \\ ' : & C++", ""])))
def test_a_query_is_written_as_the_manual_says(text: str) -> None:
    left = re.sub(rf"{TERM}:\*?[ABC]", "1", postgres.query(text))
    while (nearer := re.sub(r"\(1\)|1 (?:&|<->|\|) 1", "1", left)) != left:
        left = nearer
    assert left in ("", "1")


def test_a_query_for_postgres_is_what_the_others_are_asked() -> None:
    assert postgres.query('"باسم العوادي" Basra') == (
        "('باسم':A <-> 'العوادي':A) & (('باسم':A <-> 'العوادي':A) | 'basra':A | 'basra':B | 'bsr~':C)"
    )
    name = postgres.query("باسم العوادي").partition(" | (('")[2]
    assert name == "باسم':A | 'اسم':B | 'bsm~':C | 'sm~':C) & ('العوادي':A | 'عواد':B | 'wd~':C))"
    assert postgres.vector("it's") == "'it':1A 'it':1B 'ts~':1C"
    assert postgres.vector("https://a.org/it's\\x").startswith("'https':1A")


@given(text=some.documents)
def test_terms_hold_no_blank_and_are_short_enough(text: str) -> None:
    for column in Analyzer().columns(text):
        assert all(len(term) <= elastic.LONGEST and not re.search(r"\s", term) for term in column)


def test_a_query_is_analysed_as_the_document_was() -> None:
    analyzer = Analyzer()
    document = elastic.document(RECORDS[0], analyzer)
    asked = elastic.body("Bassem Awadi", analyzer)["query"]
    found = [parameters["value"] for kind, field, parameters in leaves(asked) if kind == "term" and field == "keys"]
    assert {"bsm", "wd"} <= set(found) & set(document["keys"].split())


def test_bulk_is_two_lines_a_record() -> None:
    lines = list(elastic.bulk([*RECORDS, Record("d\n.txt", 1, "\ud800 a\u2028b", {})], "news"))
    assert len(lines) == 2 * 4
    for line in lines:
        assert line.endswith("\n")
        assert line.count("\n") == 1
        line.encode("utf-8")
    actions = [json.loads(line)["index"] for line in lines[::2]]
    assert [action["_index"] for action in actions] == ["news"] * 4
    assert json.loads(lines[1])["text"] == RECORDS[0].text


def test_flavours() -> None:
    assert elastic.settings(flavour="opensearch")["mappings"]["properties"]["fields"] == {"type": "flat_object"}
    with pytest.raises(OptionError, match="unknown flavour 'solr'"):
        elastic.settings(flavour="solr")  # type: ignore[arg-type]


def test_json_lines_hold_terms_with_offsets() -> None:
    for line, record in zip(jsonl.lines(RECORDS), RECORDS, strict=True):
        shown = json.loads(line)
        assert shown["text"] == record.text
        assert [Term(*term) for term in shown["terms"]] == Analyzer().terms(record.text)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> tantivy.Index:
    folder = tmp_path_factory.mktemp("tantivy") / "news"
    with tantivy.writing(folder) as writer:
        writer.add(RECORDS)
    return tantivy.Index(folder)


class TestTantivy:
    """The real engine; it is part of the test environment."""

    @pytest.mark.parametrize(
        ("query", "sources"),
        [
            ("Bassem Awadi", ["b.txt", "a.txt"]),
            ("باسم العوادي", ["a.txt", "b.txt"]),
            ('"باسم العوادي"', ["a.txt"]),
            ("بغد*", ["a.txt"]),
            ("price", ["b.txt"]),
            ("", []),
            ('"NEAR( OR AND', []),
            ("words:x +y", []),
        ],
    )
    def test_it_answers_as_the_embedded_engine_does(self, index: tantivy.Index, query: str, sources: list[str]) -> None:
        assert [hit.source for hit in index.search(query)] == sources

    def test_hits_are_in_the_author_s_text(self, index: tantivy.Index) -> None:
        hit = index.search("Basim Al-Awady")[0]
        assert hit.source in {"a.txt", "b.txt"}
        (arabic,) = [hit for hit in index.search("Bassem") if hit.source == "a.txt"]
        assert (arabic.line, [arabic.text[start:end] for start, end in arabic.spans]) == (2, ["باسم"])
        assert arabic.fields == {"lang": "ar"}

    def test_what_is_no_index_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no index of bidinorm"):
            tantivy.Index(tmp_path)
        (tmp_path / "a").touch()
        with pytest.raises(InputError, match="not empty"), tantivy.writing(tmp_path):
            pass

    def test_a_missing_library_names_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tantivy, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
        with pytest.raises(OptionError, match=r"pip install 'bidinorm\[tantivy\]'"):
            tantivy.engine()
