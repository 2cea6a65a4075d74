"""Words before the name of a place: every row is sound and used, and none takes what is no place."""

from __future__ import annotations

from itertools import pairwise

import pytest

import bidinorm as bn
from bidinorm import lexicons
from bidinorm.names.heads import Head, heads
from bidinorm.names.lexicon import light_fold, shipped

ROWS = lexicons.read("words/heads.tsv").rows
KINDS = set(lexicons.read("places/places.tsv").column("kind"))
CODES = {code for cell in lexicons.read("places/places.tsv").column("country") for code in cell.split("|")}
PLACES = [row for name in lexicons.read("places/places.tsv").column("arabic") if " " not in name
          for row in shipped().all(name) if row.source.startswith("places/")]  # fmt: skip


def test_rows_are_sound() -> None:
    for arabic, vocalised, english, kind, kinds, countries in ROWS:
        assert " " not in arabic
        assert light_fold(bn.transliterate(vocalised, "buckwalter")) != ""
        assert english.count("{}") == 1
        assert kind in ("office", "place")
        assert set(filter(None, kinds.split("|"))) <= KINDS
        assert set(filter(None, countries.split("|"))) <= CODES


def test_meanings_of_a_word_are_all_offices_or_none_is() -> None:
    assert all(one.office == other.office for known in heads().values() for one, other in pairwise(known))


@pytest.mark.parametrize("arabic", list(heads()))
def test_every_row_is_used(arabic: str) -> None:
    """There is a place that an earlier row for the same word does not take."""
    known = heads()[arabic]
    assert {_first(known, row) for row in PLACES} >= set(known)


def _first(known: tuple[Head, ...], row: object) -> Head | None:
    return next((head for head in known if head.fits(row)), None)  # type: ignore[arg-type]


def test_places_are_as_figures_are() -> None:
    """Who asks for every word alike gets no English names."""
    assert bn.romanize("قضاء الزبير", figures=False) == "Qadaa Al-Zubair"


def test_parts() -> None:
    (part,) = bn.parse_name("محافظة  البصرة")
    assert (part.kind, part.start, part.end, part.vocalised) == ("place", 0, 14, "مُحَافَظَة البَصرَة")
    assert [part.kind for part in bn.parse_name("ملك الأردن حسين")] == ["title", "given"]
    assert [part.kind for part in bn.parse_name("سلطان عمان")] == ["figure"]


def test_marks_that_say_otherwise() -> None:
    """The marks tell the king from Malak, and Oman from Amman."""
    assert bn.romanize("مَلِك الأردن") == "King of Jordan"
    assert bn.romanize("مَلَك الأردن").startswith("Malak ")
    assert bn.romanize("محافظ عَمَّان") == "Governor of Amman"
