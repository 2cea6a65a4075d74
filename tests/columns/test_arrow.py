"""Columns in Arrow: the same as row by row, whatever the type, the chunks and the nulls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import columns, profiles
from bidinorm.columns import arrow, derived, folding, scan
from bidinorm.errors import NotTextError, OptionError
from bidinorm.index import index_terms
from bidinorm.names.find import find_names
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Stage, Trigger

DIRTY = "964mediaصورة من منصة (شبكة):"
CLEAN = "964media صورة من منصة (شبكة):"
KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
PROFILES = [Pipeline.load(name) for name in profiles.names()]

encodable = some.documents.map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
rows = st.lists(st.none() | encodable, max_size=12)


@contextmanager
def scanning() -> Iterator[None]:
    """However few the rows are, they are scanned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "FEW", 0)
        yield


@pytest.fixture(scope="module", autouse=True)
def scanned() -> Iterator[None]:
    with scanning():
        yield


each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
each_profile = pytest.mark.parametrize("pipeline", PROFILES, ids=lambda pipeline: pipeline.name)


@each_profile
@given(texts=rows)
def test_a_column_is_cleaned_like_its_rows(pipeline: Pipeline, texts: list[str | None]) -> None:
    made = columns.clean(pa.array(texts, pa.string()), pipeline)
    assert made.to_pylist() == [text if text is None else pipeline.clean(text) for text in texts]


@each_profile
@given(texts=rows)
def test_changes_are_those_of_the_rows(pipeline: Pipeline, texts: list[str | None]) -> None:
    column = pa.array(texts, pa.string())
    for made, method in (
        (columns.explain, lambda text: pipeline.explain(text).changes),
        (columns.check, pipeline.check),
    ):
        lists = made(column, pipeline)
        assert lists.type == columns.change_type()
        expected = [text if text is None else [vars_of(change) for change in method(text)] for text in texts]
        assert lists.to_pylist() == expected


def vars_of(change: object) -> dict[str, object]:
    return {field.name: getattr(change, field.name) for field in columns.change_type().value_type}


@each_kind
@given(texts=rows, size=st.integers(1, 4), start=st.integers(0, 3))
def test_type_chunks_slices_and_nulls_are_kept(
    kind: pa.DataType, texts: list[str | None], size: int, start: int
) -> None:
    column = pa.array([*texts, DIRTY, None, CLEAN], pa.string()).cast(kind).slice(start)
    chunked = pa.chunked_array([column.slice(at, size) for at in range(0, len(column), size)], type=kind)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "SLICE", size)
        made, pieces = columns.clean(column), columns.clean(chunked)
    expected = [text if text is None else Pipeline.load("repair").clean(text) for text in column.to_pylist()]
    for result in (made, pieces):
        assert result.type == kind
        assert result.to_pylist() == expected
        result.validate(full=True)
    assert [len(chunk) for chunk in pieces.chunks] == [len(chunk) for chunk in chunked.chunks]
    assert columns.explain(chunked).to_pylist() == columns.explain(column).to_pylist()


@each_kind
def test_clean_columns_are_the_same_object(kind: pa.DataType) -> None:
    column = pa.array(["نص", None, "text"], pa.string()).cast(kind)
    chunked = pa.chunked_array([column, column])
    table = pa.table({"a": chunked, "n": [1] * 6})
    assert columns.clean(column) is column
    assert columns.clean(chunked) is chunked
    assert columns.clean_rows(table) is table


def test_words_of_a_dictionary_that_become_the_same_are_one() -> None:
    column = pa.array([DIRTY, CLEAN, None, DIRTY]).dictionary_encode()
    made = columns.clean(column)
    assert made.dictionary.to_pylist() == [CLEAN]
    assert made.to_pylist() == [CLEAN, CLEAN, None, CLEAN]


def test_tables_and_batches_keep_their_schema() -> None:
    schema = pa.schema(
        [pa.field("id", pa.int64()), pa.field("a", pa.string(), metadata={"k": "v"}), ("b", pa.string())]
    )
    table = pa.Table.from_pydict({"id": [1, 2], "a": [DIRTY, None], "b": [DIRTY, "x"]}, schema=schema)
    assert columns.clean_rows(table).to_pydict() == {"id": [1, 2], "a": [CLEAN, None], "b": [CLEAN, "x"]}
    batch = columns.clean_rows(table.to_batches()[0], ["a"])
    assert batch.to_pydict() == {"id": [1, 2], "a": [CLEAN, None], "b": [DIRTY, "x"]}
    assert batch.schema.equals(schema, check_metadata=True)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(OptionError, match="found a column of int64; text is string"):
        columns.clean(pa.array([1]))
    with pytest.raises(OptionError, match="found list; a column is"):
        columns.clean(["a"])  # type: ignore[type-var]
    with pytest.raises(OptionError, match="unknown column 'txt'; did you mean 'text'"):
        columns.clean_rows(pa.table({"text": ["a"]}), ["txt"])


@pytest.mark.parametrize("empty", [pa.nulls(3), pa.chunked_array([pa.nulls(2), pa.nulls(1)])], ids=["array", "chunks"])
def test_a_column_in_which_nothing_stands_has_no_text(empty: pa.Array | pa.ChunkedArray) -> None:
    assert columns.clean(empty) is empty
    assert columns.fold(empty) is empty
    assert columns.terms(empty).type == columns.terms(pa.array(["a"])).type
    assert columns.check(empty).to_pylist() == [None] * 3


def test_a_string_is_no_list_of_fields() -> None:
    with pytest.raises(NotTextError, match="give a list of strings"):
        columns.clean_rows(pa.table({"text": ["a"]}), "text")


def test_clean_rows_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline.load("repair")
    shown: list[str] = []
    monkeypatch.setattr(Pipeline, "map", lambda self, rows: shown.extend(rows) or rows)
    columns.clean(pa.array(["سطر نظيف تماما", "a clean line", DIRTY] * 9), pipeline)
    assert set(shown) == {DIRTY}


@each_kind
def test_few_rows_are_cleaned_without_a_scan(kind: pa.DataType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "FEW", 2)
    for texts in ([DIRTY, None], [None, DIRTY], [DIRTY, None, DIRTY]):
        made = columns.clean(pa.array(texts).cast(kind))
        assert made.to_pylist() == [text and CLEAN for text in texts]


@given(texts=st.lists(encodable, max_size=6))
def test_the_scan_finds_what_the_gate_finds(texts: list[str]) -> None:
    for pipeline in PROFILES:
        places, seen = arrow.found(pa.array(texts, pa.string()), scan.pattern(pipeline.rules))
        assert [texts[place] for place in places] == seen
        for text in set(texts) - set(seen):
            assert not any(rule.set_off(text) for rule in pipeline.rules)


@pytest.mark.parametrize("name", profiles.names())
@given(texts=st.lists(encodable, min_size=1, max_size=6))
def test_what_is_found_without_evidence_stays(name: str, texts: list[str]) -> None:
    pipeline = Pipeline.load(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "FEW", 0)
        _, seen = arrow.found(pa.array(texts, pa.string()), *arrow.evident(pipeline))
    for text in set(texts) - set(seen):
        assert pipeline.clean(text) is text


def test_evidence_is_that_of_the_defaults() -> None:
    pipeline = Pipeline.load("repair").set("keyboard-layout", change=True)
    texts = [f"hgsghl ugd;l{' ' * number}" for number in range(arrow.FEW + 1)]
    assert columns.clean(pa.array(texts), pipeline).to_pylist() == list(map(pipeline.clean, texts)) != texts


def test_a_trigger_of_surrogates_alone_finds_nothing_in_utf_8() -> None:
    class Lone:
        triggers = (Trigger("\ud800-\udfff"), Trigger("a", "\ud800"))

    assert arrow.found(pa.array(["a", ""]), scan.pattern([Lone]))[1] == []  # type: ignore[list-item]


@given(text=st.text("ab\n", max_size=6))
def test_beginnings_and_ends_of_lines_are_found(text: str) -> None:
    for trigger in (Trigger("a", "b", opens=True), Trigger("a", "b", "a", closes=True)):

        class Edge:
            triggers = (trigger,)

        assert bool(arrow.found(pa.array([text]), scan.pattern([Edge]))[1]) == bool(  # type: ignore[list-item]
            re.search(trigger.pattern, text, re.MULTILINE)
        )


@each_kind
@given(texts=rows, size=st.integers(1, 40), together=st.integers(1, 9))
def test_a_column_is_folded_like_its_rows(kind: pa.DataType, texts: list[str | None], size: int, together: int) -> None:
    search = Pipeline.load("search")
    alone = search.only(*(rule.name for rule in search.rules if rule.stage is Stage.FOLD))
    for separators in ([], ["\ufdd0", "a\0B"]):
        column = pa.array([*texts, "مُؤسَّسة", None, "", DIRTY, *separators], pa.string()).cast(kind)
        for pipeline in (search, alone):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(derived, "SLICE", size)
                patch.setattr(folding, "TOGETHER", together)
                made = columns.fold(column, pipeline)
            assert made.to_pylist() == [text if text is None else pipeline.clean(text) for text in column.to_pylist()]
            made.validate(full=True)


@each_kind
def test_a_column_of_names_is_romanized(kind: pa.DataType) -> None:
    names = ["حميد الشطري", None, "Hamid", "حميد الشطري"]
    made = columns.romanize(pa.array(names).cast(kind))
    assert made.to_pylist() == ["Hamid Al-Shatri", None, "Hamid", "Hamid Al-Shatri"]
    scholarly = columns.romanize(pa.chunked_array([pa.array(names).cast(kind)]), "ala-lc")
    assert scholarly.to_pylist()[0] == "Ḥamīd al-Shaṭrī"


def test_terms_of_a_column() -> None:
    texts = ["نص VLCيظهر", None, ""]
    made = columns.terms(pa.array(texts))
    assert made.type == columns.term_type()
    assert made.to_pylist() == [
        text if text is None else [term._asdict() for term in index_terms(text)] for text in texts
    ]


@each_kind
def test_names_in_the_text_of_a_column(kind: pa.DataType) -> None:
    texts = ["Basim Al-Awadi met حميد الشطري.", None, "", "no name"]
    made = columns.names(pa.array(texts).cast(kind))
    assert made.type == columns.name_type()
    found = made.to_pylist()
    assert [row if row is None else [name["text"] for name in row] for row in found] == [
        text if text is None else [name.text for name in find_names(text)] for text in texts
    ]
    assert found[0][0]["parts"] == ["Basim", "Al-Awadi"]
    scholarly = columns.names(pa.array(["قال حميد الشطري"]).cast(kind), "ala-lc").to_pylist()
    assert [name["latin"] for name in scholarly[0]] == ["Ḥamīd al-Shaṭrī"]


def test_columns_beside_a_column() -> None:
    table = pa.table({"id": [1, 2], "text": [DIRTY, None]})
    made = columns.with_columns(table, "text", ["clean", "terms"])
    assert made.schema == columns.schema_with(table.schema, "text", ["clean", "terms"])
    assert made.column_names == ["id", "text", "clean", "terms"]
    assert made["clean"].to_pylist() == [CLEAN, None]
    assert made["text"] is not None
    assert made["text"].to_pylist() == [DIRTY, None]
    whole = columns.with_columns(table.to_batches()[0], "text")
    assert whole.schema.names == ["id", "text", "clean", "changes", "fold", "names", "terms"]
    whole.validate(full=True)
    assert [row and [change["rule"] for change in row] for row in whole["changes"].to_pylist()] == [
        ["glued-runs"], None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "wanted", "said"),
    [
        ("txt", ["clean"], "unknown column 'txt'; did you mean 'text'"),
        ("text", ["cleaned"], "unknown column to make, 'cleaned'; did you mean 'clean'"),
        ("fold", ["fold"], "found a column 'fold' already"),
        ("id", ["clean"], "found a column of int64"),
    ],
)
def test_columns_that_cannot_be_made(field: str, wanted: list[str], said: str) -> None:
    table = pa.table({"id": [1], "text": ["x"], "fold": ["x"]})
    with pytest.raises(OptionError, match=said):
        columns.with_columns(table, field, wanted)
