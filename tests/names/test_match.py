"""Whether two names are one: the set of clusters, and the pairs that must never meet."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import same_name
from bidinorm.errors import NotTextError
from bidinorm.names.match import compare, name_parts

CLUSTERS = [
    line.split(" | ")
    for line in Path(__file__).with_name("clusters.tsv").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]

APART = [
    ("Hassan Nasrallah", "Hassan Rouhani"),
    ("Saad Hariri", "Rafik Hariri"),
    ("Ali Hussein", "Ali Hassan"),
    ("Salim al-Jabouri", "Salem al-Jabouri"),
    ("Said Hariri", "Saad Hariri"),
    ("سالم الجبوري", "Salim al-Jabouri"),
    ("Hariri", "Saad Hariri"),
]


def test_the_set_is_large_enough_and_no_name_stands_in_two_rows() -> None:
    names = [name for row in CLUSTERS for name in row]
    assert len(CLUSTERS) >= 150
    assert len(set(names)) == len(names)


def test_clusters_come_together_and_stay_apart() -> None:
    names = [(number, name_parts(name)) for number, row in enumerate(CLUSTERS) for name in row]
    right = wrong = missed = 0
    for (one, first), (other, second) in combinations(names, 2):
        same = compare(first, second).same
        right += same and one == other
        wrong += same and one != other
        missed += not same and one == other
    assert right / (right + wrong) >= 0.97
    assert 2 * right / (2 * right + wrong + missed) >= 0.93


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert not same_name(one, other).same


@pytest.mark.parametrize("name", ["باسم العوادي", "Basim Al-Awadi", "Bassem al Awadi", "BASSEM EL-AWADI"])
def test_one_spokesman_in_every_spelling(name: str) -> None:
    assert same_name(name, "Bassem Al-Awadi").same


@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    forth, back = same_name(one, other), same_name(other, one)
    assert (forth.same, forth.score) == (back.same, back.score)
    assert 0 <= forth.score <= 1
    assert forth.reason


def test_bytes_are_refused() -> None:
    with pytest.raises(NotTextError):
        same_name(b"a", "a")  # type: ignore[arg-type]
