"""One spelling for each name of a document: the article that started it, and what must stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bidinorm as bn

CHANGED = [
    ("Basim Al-Awadi spoke. Bassem Al-Awadi left.", "Basim Al-Awadi spoke. Basim Al-Awadi left."),
    (
        "Bashar Al-Assad won. Bashar al-Assad’s aides met Bashar Al-Assad.",
        "Bashar Al-Assad won. Bashar Al-Assad’s aides met Bashar Al-Assad.",
    ),
    ("Abdurrahim el- Keib spoke to Abdurrahim el-Keib.", "Abdurrahim el-Keib spoke to Abdurrahim el-Keib."),
    ("Basim Al-Awadi came. Basim Al -Awadi and Basim Al - Awadi left, and Basim el -Awadi slept. Basim Al-Awadi.",
     "Basim Al-Awadi came. Basim Al-Awadi and Basim Al-Awadi left, and Basim Al-Awadi slept. Basim Al-Awadi."),
    ("IRAQ'S BASSEM AL-AWADI: NO WAR\n\nIraq’s Basim Al-Awadi left. So did Basim Al-Awadi.",
     "IRAQ'S BASIM AL-AWADI: NO WAR\n\nIraq’s Basim Al-Awadi left. So did Basim Al-Awadi."),
    ("BASSEM AL-AWADI SPEAKS\n\nHe is Basim Al-Awadi. So is Basim Al-Awadi.",
     "BASIM AL-AWADI SPEAKS\n\nHe is Basim Al-Awadi. So is Basim Al-Awadi."),
    ("Rafik Hariri was killed. Rafiq Hariri was rich. Rafik Hariri built.",
     "Rafik Hariri was killed. Rafik Hariri was rich. Rafik Hariri built."),
    ("Nouri al-Maliki left. Prime Minister Al-Maliki said he saw Nuri al-Maliki.",
     "Nouri al-Maliki left. Prime Minister al-Maliki said he saw Nouri al-Maliki."),
    ("The followers of the cleric, who is called Moqtada\nal-Sadr, left. Then Muqtada al-Sadr spoke.",
     "The followers of the cleric, who is called Moqtada\nal-Sadr, left. Then Moqtada al-Sadr spoke."),
]  # fmt: skip
LEFT = [
    "Hassan Nasrallah met Hassan Rouhani.",
    "Saad Hariri is the son of Rafik al-Hariri.",
    "Salim al-Jabouri met Salem al-Jabouri.",
    "Ali Hussein and Ali Hassan met Said Hariri; Saad Hariri did not come.",
    "The fall of the Assad regime. Bashar al-Assad fled. Assad’s aides stayed.",
    "Bassem Al-Awadi (also spelled Basim Al-Awadi) spoke.",
    "He wrote “Basem [sic] Al-Awadi”. Basim Al-Awadi left.",
    "Basim Al-Awadi (Arabic: باسم العوادي, romanized: Bāsim al-ʿAwādī) spoke. Basim Al-Awadi left.",
    "Basim Al-Awadi (French: Bassem El-Aouadi; Italian: Basem Al-Awadi) spoke. Basim Al-Awadi left.",
    "الموناليزا (بالإنجليزية: Mona Lisa، وباللُغةِ الإيطاليةِ: Monna Lisa) لوحة. Mona Lisa",
    "He wrote “Bassem Al-Awadi [sic] came”. Basim Al-Awadi left.",
    "He met Bassem (sic) Al-Awadi there. Basim Al-Awadi left.",
    "He read 'The Days of Bassem Al-Awadi' aloud. Basim Al-Awadi left.",
    "Mail bassem.al-awadi@example.org or see https://example.org/Bassem-Al-Awadi. Basim Al-Awadi left.",
    "He read “The Days of Bassem Al-Awadi” aloud. Basim Al-Awadi left.",
    "Use `Bassem Al-Awadi` here. Basim Al-Awadi left.",
    "Nouri al-Maliki spoke. Al-Maliki left.",
    "Imran Khan met Hassan Youssef in France. France was Freed.",
]


@pytest.mark.parametrize(("text", "right"), CHANGED)
def test_spellings_become_one(text: str, right: str) -> None:
    told = bn.harmonize(text)
    assert str(told) == right
    assert all("→" in change.reason and "mentions" in change.reason for change in told.changes)
    assert str(bn.harmonize(right)) == right


@pytest.mark.parametrize("text", LEFT)
def test_other_names_stay(text: str) -> None:
    told = bn.harmonize(text)
    assert told.changes == []
    assert bn.clean(text, profile="newsroom") is text


def test_check_mentions_what_may_be_one_name() -> None:
    text = "Salim al-Jabouri left. Salem al-Jabouri and Hassan al-Jabouri came. Hussein al-Jabouri slept."
    assert bn.clean(text, profile="newsroom") is text
    (found,) = bn.check(text, profile="newsroom")
    assert (found.before, found.after, found.certain) == ("Salem", "Salim", False)
    assert found.reason == '"Salem al-Jabouri" may be "Salim al-Jabouri"'


def test_the_cost_of_many_mentions_is_their_number() -> None:
    text = "Moqtada al-Sadr spoke. Muqtada al-Sadr left. " * 3000
    assert str(bn.harmonize(text)).count("Moqtada") == 6000


def test_the_house_lexicon_wins(tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    house.write_text("# columns: arabic news variants\nباسم\tBasem\tBassem|Basim\n", "utf-8")
    told = bn.harmonize("Basim Al-Awadi spoke. Basim Al-Awadi left.", house=house)
    assert str(told) == "Basem Al-Awadi spoke. Basem Al-Awadi left."
    assert "house lexicon" in told.changes[0].reason


def test_the_article_that_started_it(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text("utf-8")
    people = json.loads((shared / "seed/names.json").read_text("utf-8"))
    wanted = {(mention["start"], mention["end"]) for person in people for mention in person["mentions"]}
    found = {(name.start, name.end) for name in bn.find_names(text) if name.kind == "person"}
    assert wanted <= found
    assert {text[start:end] for start, end in found - wanted} == {"Assad"}  # the Assad regime
    changes = bn.harmonize(text).changes
    assert [(change.before, change.after) for change in changes] == [("al-", "Al-"), ("Bassem", "Basim")]


@pytest.mark.parametrize("size", [1, 50])
def test_english_news_has_few_changes_and_they_are_reviewed(shared: Path, size: int) -> None:
    news = (shared / "clean/english_voa.jsonl").read_text("utf-8").splitlines()
    lines = [json.loads(line)["text"] for line in news]
    rows = Path(__file__).with_name("voa_review.tsv").read_text("utf-8").splitlines()
    reviewed = {tuple(row.split("\t")[2:4]) for row in rows if row and row[0] != "#"}
    for start in range(0, 1000 if size == 1 else 1660, size):
        for change in bn.harmonize("\n\n".join(lines[start : start + size])).changes:
            assert (change.before, change.after) in reviewed
