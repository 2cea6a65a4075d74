"""The tables of family names, nisbas, kunyas and laqabs: how many there are, and that every vowel is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bidinorm import lexicons
from bidinorm.chars import ARABIC_LETTER, TASHKEEL

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "names"
OURS = re.compile(r"names/(family.*|nisba.*|kunya|laqab|titles|particles)\.tsv")
TABLES = tuple(filter(OURS.fullmatch, lexicons.names()))
FAMILY = tuple(name for name in TABLES if re.search("family|nisba", name))

_BARE_ARTICLE = re.compile(f"^(?:وَ)?ال(?![{TASHKEEL}])")
_LETTER = re.compile(f"([{ARABIC_LETTER}])([{TASHKEEL}]*)")
_LONG = frozenset({("و", "\u064f"), ("ي", "\u0650")})
"""A letter of prolongation and the short vowel before it."""

each_table = pytest.mark.parametrize("name", TABLES)


def rows(name: str) -> list[dict[str, str]]:
    table = lexicons.read(name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def unvowelled(word: str) -> list[str]:
    """Return the letters inside a word that bear neither vowel nor sukun and are no long vowel."""
    found = []
    units = _LETTER.findall(_BARE_ARTICLE.sub("", word))
    for number, (letter, marks) in enumerate(units[:-1]):
        before = units[number - 1][1] if number else ""
        if letter in "اىآ" or marks.strip("\u0651") or any((letter, mark) in _LONG for mark in before):
            continue
        found.append(letter)
    return found


def test_letters_without_vowel_are_found() -> None:
    assert unvowelled("الشَطْرِيّ") == unvowelled("خُورِي") == unvowelled("حَسَنَيْن") == []
    assert unvowelled("الشَطري") == ["ط", "ر"]


@each_table
def test_vocalised_has_every_vowel(name: str) -> None:
    words = [word for row in rows(name) for word in row["vocalised"].split()]
    found = {word: unvowelled(word) for word in words if "." not in word and "\u0670" not in word}
    assert not any(found.values()), {word: letters for word, letters in found.items() if letters}


@pytest.mark.parametrize("name", [name for name in TABLES if "nisba" in name])
def test_nisbas_end_in_yeh(name: str) -> None:
    found = [row["arabic"] for row in rows(name) if not row["arabic"].endswith("ي")]
    assert not found, f"{name}: {found}"


def test_there_are_as_many_as_promised() -> None:
    assert sum(len(rows(name)) for name in FAMILY) >= 2500


def test_a_name_with_its_article_and_without_has_the_same_vowels() -> None:
    """الحداد and حداد are one name; where they are two, the note says so."""
    known = {row["arabic"]: row for name in FAMILY for row in rows(name)}
    found = []
    for arabic, row in known.items():
        other = known.get("ال" + arabic)
        if other and other["vocalised"].removeprefix("ال") != row["vocalised"] and not row["note"]:
            found.append((row["vocalised"], other["vocalised"]))
    assert not found, found


@pytest.mark.skipif(not DATA.is_dir(), reason="the tables of names beside the checkout are absent")
def test_counted_columns_are_what_the_program_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "training")
    import family_names
    import name_tables

    uses = family_names.attested(DATA)
    for name in (name for name in TABLES if not re.search("titles|particles", name)):
        stored = (ROOT / "lexicons" / name).read_text(encoding="utf-8")
        copy = tmp_path / "table.tsv"
        copy.write_text(stored, encoding="utf-8")
        name_tables.write(copy, uses, family_names.fill)
        assert copy.read_text(encoding="utf-8") == stored, (
            f"{name}: run python training/family_names.py lexicons/{name}"
        )
