"""Keys of names: what meets, what stays apart, and how many attested spellings of unseen names meet."""

from __future__ import annotations

from pathlib import Path

import pytest
import strategies as some
from hypothesis import given

import bidinorm as bn
from bidinorm.errors import NotTextError
from bidinorm.names.key import name_key, word_keys


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("باسم العوادي", "Bassem Al-Awadi"),
        ("باسم العوادي", "Basim al-Awady"),
        ("حميد الشطري", "Ḥamīd al-Shaṭrī"),
        ("محمد شياع السوداني", "Mohammed Shia' Al-Sudani"),
        ("عبد الرحمن", "Abdulrahman"),
        ("عبدالرحمن", "Abd al-Rahman"),
        ("عبد الله", "Abdullah"),
        ("نور الدين", "Noureddine"),
        ("سيف الدين", "Saif al-Din"),
        ("أبو طالب", "Abutaleb"),
        ("صلاح", "Salah"),
        ("الشَّمري", "ash-Shammari"),
        ("مُحَمَّد", "MOHAMED"),
        ("شوقي", "Chawki"),
    ],
)
def test_spellings_of_one_name_share_keys(arabic: str, latin: str) -> None:
    for word in arabic.split():
        keys = word_keys(word)
        assert not keys or set(keys) & set(word_keys(latin)), (word, keys, word_keys(latin))


@pytest.mark.parametrize(
    ("one", "other"), [("Bassem Al-Awadi", "باسم العوادي"), ("Abdulrahman", "عبد الرحمن"), ("Al Jazeera", "الجزيرة")]
)
def test_usual_readings_give_one_key(one: str, other: str) -> None:
    assert bn.name_key(one) == bn.name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("كريم", "رحيم"), ("Sami", "Samir"), ("خالد", "حامد"), ("Faris", "Karim")])
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert not set(word_keys(one)) & set(word_keys(other))


def test_a_name_of_vowels_alone_has_no_key() -> None:
    assert (name_key("آية"), word_keys("آية"), name_key("123 !"), name_key("")) == ("", (), "", "")


def test_keys_are_of_text() -> None:
    with pytest.raises(NotTextError):
        name_key(b"a")  # type: ignore[arg-type]


@given(text=some.lines)
def test_keys_are_small_letters(text: str) -> None:
    assert all(key.isascii() and key.isalpha() and key.islower() for key in word_keys(text))
    assert name_key(text).replace(" ", "").isalpha() or name_key(text) == ""


@given(text=some.lines)
def test_keys_do_not_see_case_marks_and_tatweel(text: str) -> None:
    assert name_key(name_key(text).upper()) == name_key(name_key(text))
    assert word_keys("مـُحـمـد") == word_keys("محمد")


def test_most_spellings_of_unseen_names_meet(shared: Path) -> None:
    """Held-out units of names, one attested Latin spelling each, not looked at when the table was made."""
    rows = (shared / "names" / "wikidata_anr_units_dev_unseen.tsv").read_text("utf-8").rstrip("\n").split("\n")
    pairs = [row.split("\t")[:2] for row in rows]
    met = sum(bool(set(word_keys(arabic)) & set(word_keys(latin))) for arabic, latin in pairs)
    assert met / len(pairs) > 0.9
