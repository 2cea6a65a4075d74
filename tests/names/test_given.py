"""The tables of given names and public figures: how many, filled as their program fills them, reviewed where another
source reads other vowels."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import bidinorm as bn
from bidinorm import lexicons
from bidinorm.names.lexicon import tables
from bidinorm.names.sounds import SUKUN, letters

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "names"
GIVEN = [name for name in tables() if name.startswith("names/given_")]
FIGURES = "names/figures.tsv"
AGREEMENT = 0.93
"""The least share of rows whose vowels are those of the other source; the rest was looked at and kept."""

SILENT = {"عَمْرو"}
"""Words with a letter that is written and not spoken."""

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the tables of names beside the checkout are absent")


@pytest.fixture(scope="module")
def write() -> Callable[[Path], int]:
    """Return the program that fills the counted columns of a table, its data read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "training")
        maker, tables = import_module("names_lexicon"), import_module("name_tables")
    uses = maker.attested(DATA)
    return lambda path: tables.write(path, uses, maker.fill)


def test_there_are_names_enough() -> None:
    assert sum(len(set(lexicons.read(name).column("arabic"))) for name in GIVEN) >= 3000
    assert len(set(lexicons.read(FIGURES).column("arabic"))) >= 500


def test_both_genders_stand_in_the_tables() -> None:
    genders = [gender for name in GIVEN for gender in lexicons.read(name).column("gender")]
    assert min(genders.count("m"), genders.count("f")) > 1000
    assert set(genders) == {"m", "f", "mf"}


@pytest.mark.parametrize("name", [*GIVEN, FIGURES])
def test_every_vowel_and_sukun_is_written(name: str) -> None:
    words = {word for vocalised in lexicons.read(name).column("vocalised") for word in vocalised.split()}
    found = {word: left for word in words - SILENT if (left := _unmarked(word))}
    assert not found


def test_unmarked_letters_are_found() -> None:
    assert _unmarked("الشَطْرِيّ") == _unmarked("خُورِي") == _unmarked("حَسَنَيْن") == []
    assert _unmarked("الشَطري") == ["ط", "ر"]


@pytest.mark.parametrize("name", [*GIVEN, FIGURES])
@needs_data
def test_counted_columns_are_what_the_program_counts(name: str, tmp_path: Path, write: Callable[[Path], int]) -> None:
    stored = (ROOT / "lexicons" / name).read_text(encoding="utf-8")
    copy = tmp_path / "table.tsv"
    copy.write_text(stored, encoding="utf-8")
    write(copy)
    assert copy.read_text(encoding="utf-8") == stored, f"{name}: run python training/names_lexicon.py lexicons/{name}"


@needs_data
def test_other_vowels_are_reviewed() -> None:
    """Where camel-tools' proper nouns have other vowels, the row's note says that this was looked at."""
    others: dict[str, list[str]] = {}
    with (DATA / "camel_morph_propn.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            lemma = bn.transliterate(re.sub(r"[-_\d].*", "", row["LEMMA"]), "buckwalter", reverse=True)
            others.setdefault("".join(letter.base for letter in letters(lemma)), []).append(lemma)
    rows = [row for name in GIVEN for row in lexicons.read(name).rows if row[0] in others]
    differ = [row for row in rows if not any(_agree(row[1], other) for other in others[row[0]])]
    assert 1 - len(differ) / len(rows) >= AGREEMENT
    silent = [row[0] for row in differ if "reviewed" not in row[-1]]
    assert not silent, f"look at the vowels and say so in the note: {silent}"


def _unmarked(word: str) -> list[str]:
    """Return the letters inside a word that bear no mark and lengthen no vowel."""
    units = list(letters(word))
    if [unit.base for unit in units[:2]] == ["ا", "ل"] and units[0].bare and units[1].bare:
        del units[:2]
    long = {("\u064f", "و"), ("\u0650", "ي")}
    pairs = pairwise([units[0], *units[:-1]])
    return [
        unit.base
        for before, unit in pairs
        if not unit.vowel and unit.base not in "اىآ" and (before.vowel, unit.base) not in long
    ]


def _agree(ours: str, other: str) -> bool:
    """Tell whether the other reading says nothing else; it may leave vowels out."""
    pairs = list(zip(letters(ours), letters(other), strict=True))
    for place, (mine, theirs) in enumerate(pairs, 1):
        doubled = mine.double == theirs.double or (mine.base in "يى" and place == len(pairs))
        if not doubled or theirs.vowel not in ("", SUKUN, mine.vowel):
            return False
    return True
