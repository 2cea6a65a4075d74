"""What a corpus uses: counted, grouped, written as a house lexicon that can be applied."""

from __future__ import annotations

from pathlib import Path

import bidinorm as bn
from bidinorm.names import house
from bidinorm.names.corpus import Corpus, Place

TEXTS = {
    "a.txt": "Basim Al-Awadi spoke.\nBassem Al-Awadi left.",
    "b.txt": "Bassem Al-Awadi and others.\n\nHere Bassem Al-Awadi met Muammar Gaddafi, "
    "BASIM AL-AWADI and Hassan Nasrallah.",
}


def counted() -> Corpus:
    corpus = Corpus()
    for name, text in TEXTS.items():
        corpus.add(text, name)
    return corpus


def test_names_are_grouped_by_frequency_with_their_places() -> None:
    first, *rest = counted().groups()
    assert [(one.text, one.count) for one in first.spellings] == [("Bassem Al-Awadi", 3), ("Basim Al-Awadi", 1)]
    assert first.count == 4
    assert first.spellings[0].places == [Place("a.txt", 2), Place("b.txt", 1), Place("b.txt", 3)]
    assert [group.spellings[0].text for group in rest] == ["Hassan Nasrallah", "Muammar Gaddafi"]


def test_what_is_learned_can_be_applied(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text("\n".join(counted().lexicon()), "utf-8")
    assert house.load(path).find("باسم").news == "Bassem"
    told = bn.harmonize("Basim Al-Awadi spoke. Basim Al-Awadi left.", house=path)
    assert str(told) == "Bassem Al-Awadi spoke. Bassem Al-Awadi left."


def test_the_arabic_beside_a_spelling_says_what_it_stands_for() -> None:
    corpus = Corpus()
    corpus.add("Bassem Al-Awadi left.")
    assert not any(line.startswith("العوادي\t") for line in corpus.lexicon())
    corpus.add("قال باسم العوادي ذلك. Basim Al-Awadi said so.")
    rows = dict(line.split("\t", 1) for line in corpus.lexicon() if line[0] != "#")
    assert rows["العوادي"].startswith("Al-Awadi\t")


def test_a_name_that_a_line_breaks_is_counted_as_one_that_is_not() -> None:
    corpus = Corpus()
    corpus.add("He saw Bassem Al-\nAwadi there. Bassem Al- Awadi left.")
    assert {spelling.text: spelling.count for spelling in corpus.spellings.values()} == {"Bassem Al-Awadi": 2}


def test_many_names_are_grouped() -> None:
    corpus = Corpus()
    for given in ("Basim", "Bassem", "Hassan", "Hussein", "Karim", "Kareem"):
        for family in ("al-Awadi", "Hariri", "al-Maliki", "Khalil"):
            corpus.add(f"{given} {family} spoke.")
    groups = [[one.text for one in group.spellings] for group in corpus.groups()]
    assert ["Basim Hariri", "Bassem Hariri"] in groups
    assert ["Hassan Khalil"] in groups
    assert len(groups) == 16


def test_memory_grows_with_the_names_and_not_with_the_text() -> None:
    corpus = Corpus()
    for _ in range(300):
        corpus.add("Basim Al-Awadi spoke to Hassan Nasrallah.")
    assert len(corpus.spellings) == 2
    assert all(len(spelling.places) <= 5 for spelling in corpus.spellings.values())
