"""The verbs for names, as they are run: romanize, transliterate, names parse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.program import Run

NAMES = "حميد الشطري\nHamid\n\nالدكتور محمد حسن\n"


def test_romanize_writes_one_name_for_each_line(run: Run) -> None:
    done = run("romanize", stdin=NAMES.encode())
    assert (done.code, done.out) == (0, "Hamid Al-Shatri\nHamid\n\nDr. Mohammed Hassan\n")


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (["--scheme", "ala-lc"], "Ḥamīd al-Shaṭrī"),
        (["-s", "ala-lc", "--ascii"], "Hamid al-Shatri"),
        (["-s", "ap"], "Hamid al-Shatri"),
        (["--article", "El "], "Hamid El Shatri"),
        (["-s", "ala-lc", "--sun"], "Ḥamīd ash-Shaṭrī"),
        (["--mention", "second"], "Shatri"),
    ],
)
def test_romanize_takes_the_options_of_the_library(run: Run, options: list[str], first: str) -> None:
    assert run("romanize", *options, stdin=NAMES.encode()).out.splitlines()[0] == first


def test_romanize_json_marks_what_came_back(run: Run) -> None:
    rows = [json.loads(line) for line in run("romanize", "--json", "-n", "3", stdin=NAMES.encode()).out.splitlines()]
    assert [row["source"] for row in rows] == ["lexicon", "unchanged", "unchanged", "lexicon"]
    assert rows[0]["latin"] == rows[0]["candidates"][0]["latin"] == "Hamid Al-Shatri"
    assert rows[0]["file"] == "<stdin>" and rows[3]["line"] == 4


def test_romanize_by_a_house_lexicon(run: Run, tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    house.write_text("حميد\tHameed\n", "utf-8")
    assert run("romanize", "--lexicon", house, stdin=NAMES.encode()).out.splitlines()[0] == "Hameed Al-Shatri"
    house.write_text("حميد\tHameed\nHamid\tHamid\n", "utf-8")
    done = run("romanize", "--lexicon", house, stdin=NAMES.encode())
    assert done.code == 2 and "house.tsv:2:1: arabic: 'Hamid' is not" in done.err


def test_an_unknown_scheme_lists_the_known(run: Run) -> None:
    for verb in ("romanize", "transliterate"):
        done = run(verb, "-s", "alalc", stdin=NAMES.encode())
        assert done.code == 2 and "unknown scheme 'alalc'; did you mean 'ala-lc'" in done.err


def test_transliterate_there_and_back(run: Run) -> None:
    there = run("transliterate", "-s", "buckwalter", stdin="مكتبة\n".encode()).out
    assert there == "mktbp\n"
    assert run("transliterate", "--reverse", stdin=there.encode()).out == "مكتبة\n"


def test_names_parse(run: Run) -> None:
    done = run("names", "parse", "--json", stdin="الدكتور عبد الرحمن بن خالد\n".encode())
    (row,) = map(json.loads, done.out.splitlines())
    assert [part["kind"] for part in row["parts"]] == ["title", "theophoric", "nasab", "given"]
    assert row["latin"] == "Dr. Abdul Rahman bin Khaled"
    shown = run("names", "parse", stdin="حميد\n".encode()).out
    assert "<stdin>:1: حميد = Hamid" in shown and "given; Hamid; lexicon; given_men.tsv: حميد" in shown
