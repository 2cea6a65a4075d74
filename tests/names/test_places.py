"""Places and organisations: the checks that no other table of names needs. `test_lexicon.py` has the common ones."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bidinorm import lexicons
from bidinorm.chars import ARABIC_LETTER, SHADDA
from bidinorm.names.lexicon import fold, shipped

PLACES = "places/places.tsv"
PLACE_KINDS = """
canal capital city country dam district emirate governorate island lake mountain port province region river sea site
state town
"""
ORGANISATIONS = "organisations/organisations.tsv"
ORGANISATION_KINDS = """
agency bank body broadcaster club company court force group magazine ministry newspaper outlet party university
"""
KINDS = {PLACES: set(PLACE_KINDS.split()), ORGANISATIONS: set(ORGANISATION_KINDS.split())}
FEWEST = {PLACES: 1500, ORGANISATIONS: 300}
UNIONS = {"EU"}
"""Codes beside those of countries: ISO 3166-1 reserves EU for the European Union."""

each = pytest.mark.parametrize("name", sorted(KINDS))


def rows(name: str) -> list[dict[str, str]]:
    lexicon = lexicons.read(name)
    return [dict(zip(lexicon.columns, row, strict=True)) for row in lexicon.rows]


def countries() -> set[str]:
    return {row["country"] for row in rows(PLACES) if row["kind"] == "country"}


@each
def test_there_are_enough(name: str) -> None:
    assert len({row["arabic"] for row in rows(name)}) >= FEWEST[name]


@each
def test_no_row_is_idle(name: str) -> None:
    """One spelling, as it is looked up, has one row for each kind and country."""
    keys = Counter((fold(row["arabic"]), row["kind"], row["country"]) for row in rows(name))
    assert not [key for key, count in keys.items() if count > 1]


@each
def test_vocalised_marks_what_the_next_letter_shows(name: str) -> None:
    """Fatha stands before alef, alef maksura and teh marbuta; the alef of the article is none, nor after و, ب and ل."""
    bare = re.compile(f"(?<!^)(?<! )(?<!^ا)(?<! ا)(?<![وب][َِ]ا)(?<!لِ)(?<!ال)[{ARABIC_LETTER}]{SHADDA}?[اىة]")
    wrong = [
        f"{row['vocalised']}: {found[0]}"
        for row in rows(name)
        for found in bare.finditer(row["vocalised"])
        if found[0][0] not in "اآ"
    ]
    assert not wrong, wrong


@each
def test_kinds_and_countries_are_known(name: str) -> None:
    known = countries() | UNIONS
    wrong = [
        (row["arabic"], row["kind"], row["country"])
        for row in rows(name)
        if row["kind"] not in KINDS[name] or not set(filter(None, row["country"].split("|"))) <= known
    ]
    assert not wrong, wrong


def test_every_state_is_there() -> None:
    """193 members of the United Nations, its two observers, and territories that news names."""
    assert len(countries()) >= 195
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries())


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("القاهرة", "Cairo"),
        ("بغداد", "Baghdad"),
        ("حلب", "Aleppo"),
        ("دمشق", "Damascus"),
        ("القدس", "Jerusalem"),
        ("الفرات", "Euphrates"),
        ("واشنطن", "Washington"),
        ("تونس", "Tunisia"),  # the country before its capital
        ("الاردن", "Jordan"),
        ("الأمم المتحدة", "United Nations"),
        ("الجزيرة", "Al Jazeera"),
        ("شبكة 964", "964media"),
        ("حزب الله", "Hezbollah"),
    ],
)
def test_exonym(arabic: str, english: str) -> None:
    found = shipped().find(arabic)
    assert found and found.news == english
