"""The tables of names: each row is what its columns say, and one name has one spelling."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from bidinorm import lexicons
from bidinorm.names import lexicon, rows

TABLES = lexicon.tables()
NAME_COLUMNS = ("arabic", "vocalised", "news", "variants", "kind", "gender", "region", "note")
PLACE_COLUMNS = ("arabic", "vocalised", "english", "kind", "country", "variants", "note")

each_table = pytest.mark.parametrize("name", TABLES)


def cells(name: str) -> list[dict[str, str]]:
    table = lexicons.read(name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_there_are_tables() -> None:
    assert TABLES, "no table of names: every test below would pass on nothing"


@each_table
def test_columns_are_the_agreed_ones(name: str) -> None:
    assert lexicons.read(name).columns == (NAME_COLUMNS if name.startswith("names/") else PLACE_COLUMNS)


@each_table
def test_rows_are_sound(name: str) -> None:
    found = [f"{name}: {row['arabic']}, {column}: {what}" for row in cells(name) for column, what in rows.faults(row)]
    assert not found, "\n".join(found[:50])


@each_table
def test_rows_say_their_kind(name: str) -> None:
    found = [row["arabic"] for row in cells(name) if not row["kind"]]
    assert not found, f"{name}: no kind: {found[:20]}"


@each_table
def test_no_row_stands_twice(name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    twice = []
    for row in cells(name):
        key = (row["arabic"], row["kind"], row["vocalised"], row.get("country", ""))
        twice += [key] if key in seen else []
        seen.add(key)
    assert not twice, f"{name}: {twice[:20]}"


def test_one_name_has_one_settled_spelling() -> None:
    """Whatever file a name stands in; figures are settled whole."""
    spelled: dict[str, dict[str, str]] = defaultdict(dict)
    for name in TABLES:
        for row in cells(name) if name.startswith("names/") else ():
            if row["news"] and not {"figure", "title", "rank", "honorific"} & set(row["kind"].split("|")):
                spelled[row["arabic"]].setdefault(row["news"], name)
    found = [f"{arabic}: {both}" for arabic, both in spelled.items() if len(both) > 1]
    assert not found, "settle one spelling in all files:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"arabic": "Hamid"}, "arabic"),
        ({"arabic": "حَميد"}, "arabic"),
        ({"arabic": "حميد", "vocalised": "حَمِد"}, "vocalised"),
        ({"arabic": "حميد", "vocalised": "حَُمِيد"}, "vocalised"),
        ({"arabic": "حميد", "news": "Ḥamīd"}, "news"),
        ({"arabic": "حميد", "english": "Ḥamīd"}, "english"),
        ({"arabic": "حميد", "news": "Hamid", "variants": "Hameed|Hamid"}, "variants"),
        ({"arabic": "حميد", "news": "Hamid", "variants": "Hameed|Hameed"}, "variants"),
        ({"arabic": "حميد", "news": "Hamid", "kind": "first"}, "kind"),
        ({"arabic": "حميد", "news": "Hamid", "gender": "x"}, "gender"),
    ],
)
def test_a_fault_is_found(row: dict[str, str], column: str) -> None:
    assert column in {found for found, _ in rows.faults(row)}


def test_lookup_prefers_the_spelling_that_was_asked_for() -> None:
    made = [lexicon.Entry("علا", kinds=("given",)), lexicon.Entry("على", kinds=("particle",)),
            lexicon.Entry("علي", kinds=("given",))]  # fmt: skip
    keys: dict[str, tuple[lexicon.Entry, ...]] = defaultdict(tuple)
    for entry in made:
        keys[lexicon.fold(entry.arabic)] += (entry,)
    names = lexicon.Names(dict(keys), {})  # type: ignore[arg-type]
    for entry in made:
        assert names.find(entry.arabic) is entry


def test_folding_is_idempotent() -> None:
    words = [row["arabic"] for name in TABLES for row in cells(name)]
    for one in words[:2000]:
        assert lexicon.fold(lexicon.fold(one)) == lexicon.fold(one)
        assert lexicon.fold(lexicon.light_fold(one)) == lexicon.fold(one)


def test_every_row_is_found() -> None:
    names = lexicon.shipped()
    for name in TABLES:
        for row in cells(name):
            assert row["arabic"] in {entry.arabic for entry in names.all(row["arabic"])}


def test_two_good_rows_have_no_fault() -> None:
    good = [
        {"arabic": "الشطري", "vocalised": "الشَطْرِيّ", "news": "Al-Shatri", "kind": "nisba", "gender": "mf"},
        {"arabic": "عبد الله", "vocalised": "عَبْد الله", "news": "Abdullah", "variants": "Abdallah", "kind": "given"},
    ]
    for one, other in combinations(good, 2):
        assert list(rows.faults(one)) == list(rows.faults(other)) == []
