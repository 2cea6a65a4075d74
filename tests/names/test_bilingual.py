"""Texts with a person in both scripts: the Arabic spelling settles the Latin one, and the other way round."""

from __future__ import annotations

import pytest

import bidinorm as bn
from bidinorm.names.bilingual import latin_of
from bidinorm.names.find import annotate


def test_of_spellings_that_stand_as_often_the_one_that_fits_the_arabic_wins() -> None:
    latin = "Basim Al-Awadi spoke. Bassem Al-Awadi left."
    assert str(bn.harmonize(latin)) == "Basim Al-Awadi spoke. Basim Al-Awadi left."
    told = bn.harmonize(f"قال باسم العوادي ذلك.\n\n{latin}")
    assert str(told).endswith("Bassem Al-Awadi spoke. Bassem Al-Awadi left.")
    assert [change.reason for change in told.changes] == [
        '"Basim" → "Bassem": باسم, 1 of 2 mentions, باسم العوادي stands in the text'
    ]


def test_the_majority_is_asked_first() -> None:
    told = bn.harmonize("قال باسم العوادي ذلك.\n\nBasim Al-Awadi and Basim Al-Awadi. Bassem Al-Awadi left.")
    assert str(told).count("Basim Al-Awadi") == 3


def test_the_style_says_how_the_arabic_is_spelled() -> None:
    text = "قال جمال عبد الناصر ذلك.\n\nJamal Abdel Nasser spoke. Gamal Abdel Nasser left."
    assert str(bn.harmonize(text)).count("Gamal Abdel Nasser") == 2


@pytest.mark.parametrize(
    "text",
    [
        "التقى سالم الجبوري الوفد.\n\nSalim al-Jabouri met Salem al-Jabouri.",
        "التقى حسن نصر الله وفدا.\n\nHassan Nasrallah met Hassan Rouhani.",
        "قال سعد الحريري ذلك.\n\nSaad Hariri is the son of Rafik Hariri. Said Hariri left.",
        "قال حسين الكاظمي ذلك.\n\nHussein Kadhimi met Hassan Kadhimi.",
    ],
)
def test_an_arabic_name_makes_no_others_one(text: str) -> None:
    assert bn.harmonize(text).changes == []


def test_latin_forms_are_those_of_the_text() -> None:
    text = "قال باسم العوادي ذلك، وغادر حميد الشطري. Basim Al-Awadi said so."
    assert list(latin_of(text).values()) == ["Basim Al-Awadi"]
    told = str(annotate(text))
    assert "باسم العوادي (Basim Al-Awadi)" in told
    assert "حميد الشطري (Hamid Al-Shatri)" in told


def test_names_with_one_key_are_annotated_each() -> None:
    told = str(annotate("التقى حسن الجبوري حسين الجبوري"))
    assert told.count("(") == 2
