"""Stretches between blanks: a text is the sum of them; what is remembered; where a repaired text comes from."""

from __future__ import annotations

import pickle

import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import Pipeline
from bidinorm.index import Analyzer, stretches
from bidinorm.index.origin import Cursor, aligned
from bidinorm.index.stretches import BLANKS, Memory, split
from bidinorm.index.tokens import tokens

SEARCH = Analyzer().repairs
PIPELINES = (SEARCH, Pipeline.load("repair"), Pipeline.load("newsroom"), Pipeline.load("display"))

odd = st.lists(
    st.one_of(
        some.lines, st.sampled_from([*BLANKS, " ", "www.", "a@b.cd", "http://", "-", "'", "U.S", "```", "\ud83d"])
    )
).map("".join)
texts = st.one_of(some.documents, odd)


@given(text=texts)
def test_no_token_looks_beyond_a_blank(text: str) -> None:
    found = []
    start = 0
    for part in split(text):
        found += [(token, start + low, start + high) for token, low, high in tokens(part)]
        start += len(part) + 1
    assert start == len(text) + 1
    assert found == list(tokens(text))


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.name)
@given(text=texts)
def test_a_text_is_aligned_as_it_is_explained(pipeline: Pipeline, text: str) -> None:
    text = f"{text}\n" + "clean\n" * (4 * text.count("\n") + 4 if len(text) % 2 else 0)
    explained = pipeline.explain(text)
    cleaned, alignment = aligned(pipeline, text)
    assert cleaned == explained.current
    for start in range(len(cleaned) + 1):
        for end in (start, start + 1, start + 3):
            if end <= len(cleaned):
                assert alignment.original_span(start, end) == explained.original_span(start, end)


@given(text=texts)
def test_the_cursor_tells_what_runs_in_parallel(text: str) -> None:
    cleaned, alignment = aligned(SEARCH, text)
    cursor = Cursor(alignment.segments)
    start = 0
    for part in split(cleaned):
        end = start + len(part)
        shift = cursor.shift(start, end)
        if shift is not None:
            assert alignment.original_span(start, end) == (start + shift, end + shift)
            assert text[start + shift : end + shift] == part
        start = end + 1


def test_a_text_is_aligned_with_its_lines() -> None:
    text = "clean\nVLC\u064a\u0638\u0647\u0631\nclean\n```\nVLC\u064a\u0638\u0647\u0631\n```\n"
    cleaned, alignment = aligned(SEARCH, text)
    assert cleaned == SEARCH.clean(text) != text
    assert alignment.original_span(0, 9) == (0, 9)
    assert alignment.original_span(10, 14) == (9, 13)


def test_memory_is_bounded_and_makes_each_thing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "MEMORY", 3)
    made = []
    memory = Memory[int](lambda text: made.append(text) or len(text))
    long = "x" * (stretches.LONGEST + 1)
    assert [memory[text] for text in ("a", "bb", "a", long, long)] == [1, 2, 1, len(long), len(long)]
    assert made == ["a", "bb", long, long]
    for number in range(20):
        assert memory[str(number)] == len(str(number))
        assert len(memory) <= 3


def test_an_analyzer_goes_to_another_process_without_its_memory() -> None:
    analyzer = Analyzer()
    text = "VLC\u064a\u0638\u0647\u0631 COVID-19"
    terms, columns = analyzer.terms(text), analyzer.columns(text)
    again = pickle.loads(pickle.dumps(analyzer))  # noqa: S301 - our own
    assert not again._stretches
    assert again.terms(text) == terms
    assert again.columns(text) == columns


def test_what_is_remembered_is_plain() -> None:
    """The collector of garbage looks at each object of a class, and at no tuple of strings and numbers."""

    def plain(thing: object) -> bool:
        return type(thing) in (str, int, bool) or (type(thing) is tuple and all(map(plain, thing)))

    analyzer = Analyzer()
    for text in ("VLC\u064a\u0638\u0647\u0631 COVID-19, Bassem's https://example.org/a-b (mp3)",):
        analyzer.terms(text)
        analyzer.columns(text)
    for memory in (analyzer._tokens, analyzer._stretches, analyzer._stored, analyzer._same):
        assert memory
        assert all(map(plain, memory.values()))
