"""Protected spans: golden cases, properties, and the words that decide."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import documents, latin, lines

from bidinorm import lexicons
from bidinorm.addresses import AHEAD, Kind
from bidinorm.markers import FINDERS
from bidinorm.protect import protected

CASES = json.loads((Path(__file__).parent / "cases" / "protect.json").read_text("utf-8"))
SIGNS = st.text(st.sampled_from([*FINDERS, *"`~()\"' \naA1صو،؟٣"]), max_size=60)
ANY = st.one_of(documents, lines, latin, SIGNS, st.text(st.characters(exclude_categories=())))


def pieces(text: str) -> list[list[str]]:
    return [[text[span.start : span.end], span.kind] for span in protected(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    assert pieces(case["text"]) == case["expected"]


def test_labels_are_unique() -> None:
    assert [label for label, count in Counter(case["label"] for case in CASES).items() if count > 1] == []


def test_every_kind_has_a_case() -> None:
    assert {kind for case in CASES for _, kind in case["expected"]} == set(get_args(Kind))


def test_bytes_are_refused_with_advice() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        protected(b"abc")  # type: ignore[arg-type]


@given(ANY)
def test_spans_are_sorted_disjoint_inside_and_not_empty(text: str) -> None:
    found = protected(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(span.kind in get_args(Kind) for span in found)


@given(ANY)
def test_spans_are_the_same_again(text: str) -> None:
    assert protected(text) == protected(text)


@given(ANY)
def test_every_span_holds_a_marker(text: str) -> None:
    """So a text without one need not be looked at."""
    for span in protected(text):
        assert set(text[span.start : span.end]) & {*FINDERS, "`", "~"}, span


@given(st.sampled_from([case for case in CASES if "\n" not in case["text"] and "`" not in case["text"]]), lines)
def test_what_stands_on_the_line_before_changes_nothing(case: dict[str, Any], before: str) -> None:
    """Code and comments apart, which may reach over the end of a line."""
    before = "".join(character for character in before if character not in "`~<({[\\") + "\n"
    found = [span for span in protected(before + case["text"]) if span.start >= len(before)]
    text = before + case["text"]
    assert [[text[span.start : span.end], span.kind] for span in found] == case["expected"]


@pytest.mark.parametrize("behind", ["صورة", "،", "؟", ")", "»", " "])
def test_what_follows_a_link_is_not_part_of_it(behind: str) -> None:
    text = f"https://example.org/path{behind}"
    assert protected(text)[0].end == len("https://example.org/path")


def test_a_link_longer_than_software_takes_is_cut() -> None:
    assert protected("http://" + "a" * 3000)[0].end == len("http://") + AHEAD


@pytest.mark.parametrize(
    "hostile",
    ["{", "<", "@a", "`", "`` ` ", "<!--", "](", "a.", "_", "\\", "http://a)", "/@a1", "C:\\a ", "a@", '<a "', "\n```"],
)
def test_hostile_text_is_finished(hostile: str) -> None:
    """With quadratic work each of these takes minutes; `benchmarks/runs.py` shows how the time grows."""
    found = protected(hostile * (200_000 // len(hostile)))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_words_of_the_table_are_lower_case() -> None:
    for kind, value, _ in lexicons.read("protect.tsv").rows:
        assert kind in {"domain", "extension", "scheme"}
        assert value == value.lower() and value.replace("-", "").isalnum()
