"""The small pieces of the programs that train the model of names, on tiny inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).resolve().parents[2] / "training" / "names"
TABLES = FOLDER.parents[2] / "shared" / "data" / "names"
NAMES = ("alalc", "align", "attest", "data", "rows", "export", "ngram")
FATHA, DAMMA, KASRA, SHADDA = "\u064e", "\u064f", "\u0650", "\u0651"


@pytest.fixture(scope="module", autouse=True)
def programs() -> Iterator[dict[str, ModuleType]]:
    """Let the programs import each other, as they do when one is run; leave nothing behind."""
    sys.path.insert(0, str(FOLDER))
    yield {name: import_module(name) for name in NAMES}
    sys.path.remove(str(FOLDER))
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("arabic", "latin", "marks"),
    [
        ("حميد", "Ḥamīd", [FATHA, KASRA, "", ""]),
        ("محمد", "Muḥammad", [DAMMA, FATHA, SHADDA + FATHA, ""]),
        ("مصطفى", "Muṣṭafá", [DAMMA, "", FATHA, FATHA, ""]),
        ("حسين", "Ḥusayn", [DAMMA, FATHA, "", ""]),
        ("عربية", "ʻArabīyah", [FATHA, FATHA, KASRA, SHADDA + FATHA, ""]),
        ("أسامة", "Usāmah", [DAMMA, FATHA, "", FATHA, ""]),
        ("آمنة", "Āminah", ["", KASRA, FATHA, ""]),
        ("ثناء", "Thanāʼ", [FATHA, FATHA, "", ""]),
    ],
)
def test_marks_from_the_form_of_a_catalogue(
    programs: dict[str, ModuleType], arabic: str, latin: str, marks: list[str]
) -> None:
    assert programs["alalc"].vocalise(arabic, latin) == "".join(map("".join, zip(arabic, marks, strict=True)))


@pytest.mark.parametrize(("arabic", "latin"), [("حميد", "Ḥamad"), ("جون", "John"), ("حميد", ""), ("بن", "ibn")])
def test_no_marks_where_the_forms_do_not_agree(programs: dict[str, ModuleType], arabic: str, latin: str) -> None:
    assert programs["alalc"].vocalise(arabic, latin) is None


@given(st.text("ابتحمديوةأ", max_size=6), st.text("abtḥmdiuāīūwyhʼ", max_size=9))
def test_marks_are_all_that_is_added(arabic: str, latin: str) -> None:
    alalc, data = import_module("alalc"), import_module("data")
    found = alalc.vocalise(arabic, latin)
    assert found is None or data.MARKS.sub("", found) == arabic


def test_vowels_of_the_lexicon_are_marked_as_catalogues_mark_them(programs: dict[str, ModuleType]) -> None:
    data = programs["data"]
    assert data._as_catalogued(f"ش{FATHA}ط\u0652ر{KASRA}ي{SHADDA}") == f"ش{FATHA}طر{KASRA}ي"
    assert data._as_catalogued(f"ع{FATHA}ب{FATHA}{SHADDA}اد") == f"ع{FATHA}ب{SHADDA}{FATHA}اد"


def test_a_name_with_the_article_is_learned_without_it_too(programs: dict[str, ModuleType]) -> None:
    data = programs["data"]
    words = ["الحلبي", "السكري", "الدمنهوري", "البنهاوي"]
    found = data.stems([data.Pair(word, "alxyz", "anr", 2) for word in words] + [data.Pair("حلبي", "halabi", "anr")])
    assert found
    assert all(
        (pair.arabic, pair.target, pair.table) == (pair.arabic.removeprefix("ال"), "xyz", "anr") for pair in found
    )
    assert not data.stems([data.Pair("الحلبي", "halabi", "anr"), data.Pair("الحلبي", "alhalabi", "dz")])
    assert not any(map(data.held_out, found))


def test_what_is_attested_is_counted_without_the_article(programs: dict[str, ModuleType]) -> None:
    attest, pair = programs["attest"], programs["data"].Pair
    seen = attest.counts([pair("الحلبي", "elhalabi", "anr", 2), pair("حلبي", "halabi", "dz"), pair("ال", "al", "nt")])
    assert seen == {"halabi": 3, "al": 1}


def test_an_alignment_spells_its_word(programs: dict[str, ModuleType]) -> None:
    words = [("بدر", "badr"), ("برد", "bard"), ("دب", "dab"), ("رب", "rabb"), ("شب", "shab"), ("شر", "shar")] * 3
    aligner = programs["align"].Aligner(words)
    aligner.learn()
    found = aligner.best()
    assert len(found) == len(words)
    assert all("".join(found[number][0]) == latin for number, (_, latin) in enumerate(words))
    assert found[4][0][0].startswith("sh")


def test_a_matrix_becomes_whole_numbers(programs: dict[str, ModuleType]) -> None:
    weights = np.array([[0.5, -1.0, 0.25], [0.1, 0.2, 0.3]])
    found = programs["export"].whole("out", weights)
    assert found["out.weights"].dtype == np.int8
    assert np.allclose(found["out.weights"].T * found["out.scale"][:, None], weights, atol=0.005)


def test_a_matrix_whose_sums_are_not_exact_is_refused(programs: dict[str, ModuleType]) -> None:
    with pytest.raises(SystemExit, match="not exact"):
        programs["export"].whole("out", np.ones((1, 400)))


def test_forms_of_measured_sets_fold_alike(programs: dict[str, ModuleType]) -> None:
    fold = programs["data"].fold
    assert fold("أسامة") == fold("اسامه") == fold("أُسَامَة")
    assert fold("مصطفى") == fold("مصطفي")


def test_a_joint_model_writes_what_it_saw(programs: dict[str, ModuleType]) -> None:
    pair = programs["data"].Pair
    rows = [(pair("بدر", "badr", "t"), ["ba", "d", "r"]), (pair("دب", "dab", "t"), ["da", "b"])] * 2
    joint = programs["ngram"].Joint(rows, 3)
    assert joint.write("بدر")[0][0] == "badr"
    assert joint.write("دب")[0][0] == "dab"
    total = sum(joint.chance((("^", ""), ("^", "")), token) for token in [("ب", "ba"), ("د", "da")])
    assert 0.5 < total <= 1


@pytest.mark.skipif(
    not (FOLDER.parents[2] / "shared/data/names").is_dir(), reason="the tables to learn from are not here"
)
def test_people_of_a_country_are_among_all(programs: dict[str, ModuleType]) -> None:
    """No word of a measured set comes back by the table of a country."""
    data = programs["data"]
    without = data.measured()
    found = data.pairs(without)
    everyone = {(pair.arabic, pair.target) for pair in found if pair.table == data.PEOPLE}
    own = data.of_countries(found)
    assert {pair.table for pair in own} > {"anr.DZ", "anr.EG"}
    assert {(pair.arabic, pair.target) for pair in own} <= everyone
    assert without.isdisjoint(data.fold(pair.arabic) for pair in own)
