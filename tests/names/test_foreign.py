"""Foreign names: each row gives a source spelling and no vowels, and no Arabic name is among them."""

from __future__ import annotations

import pytest

import bidinorm as bn
from bidinorm import lexicons
from bidinorm.names.lexicon import fold

FOREIGN = ("names/foreign.tsv", "names/foreign_figures.tsv")


def rows(name: str) -> list[dict[str, str]]:
    table = lexicons.read(name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_row_gives_the_source_spelling_alone(name: str) -> None:
    wrong = [
        row["arabic"]
        for row in rows(name)
        if row["vocalised"] or not row["news"] or not row["region"] or not row["note"].startswith("foreign")
    ]
    assert not wrong, wrong


def test_there_are_enough() -> None:
    assert len({row["arabic"] for row in rows(FOREIGN[0])}) >= 1000


def test_kinds() -> None:
    assert {kind for row in rows(FOREIGN[0]) for kind in row["kind"].split("|")} == {"given", "family"}
    assert {row["kind"] for row in rows(FOREIGN[1])} == {"figure"}


def test_no_country_or_city_hides_behind_a_name() -> None:
    """Names are asked before places: a foreign name that is also a place must be spelled as the place."""
    places = {
        fold(row["arabic"]): row["english"]
        for row in rows("places/places.tsv")
        if row["kind"] in {"country", "capital", "city"}
    }
    wrong = [
        (row["arabic"], row["news"], places[fold(row["arabic"])])
        for row in rows(FOREIGN[0])
        if places.get(fold(row["arabic"]), row["news"]) != row["news"]
    ]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("جون سميث", "John Smith"),
        ("دونالد ترامب", "Donald Trump"),
        ("فلاديمير بوتين", "Vladimir Putin"),
        ("إيمانويل ماكرون", "Emmanuel Macron"),
        ("أولاف شولتس", "Olaf Scholz"),
        ("فيكتور أوربان", "Viktor Orban"),  # Victor where he is not known
        ("مايكل كولينز", "Michael Collins"),
    ],
)
def test_foreign_names_go_back_to_their_spelling(arabic: str, latin: str) -> None:
    assert bn.romanize(arabic) == latin
