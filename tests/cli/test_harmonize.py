"""The verbs for names in running text, as they are run: harmonize, harmonize learn, harmonize report, names find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.program import Run

TEXT = "Basim Al-Awadi spoke.\nBassem Al-Awadi left.\nBasim Al-Awadi slept.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_harmonize_writes_one_spelling(run: Run, page: Path) -> None:
    done = run("harmonize", page)
    assert (done.code, done.out) == (0, TEXT.replace("Bassem", "Basim"))
    assert run("harmonize", stdin=TEXT.encode()).out == done.out
    assert "+Basim Al-Awadi left." in run("harmonize", "--diff", page).out


def test_harmonize_json_gives_the_evidence(run: Run, page: Path) -> None:
    (row,) = [json.loads(line) for line in run("harmonize", "--json", page).out.splitlines()]
    assert (row["line"], row["clean"]) == (2, "Basim Al-Awadi left.")
    assert row["changes"][0]["reason"] == '"Bassem" → "Basim": باسم, 1 of 3 mentions, the majority wins'


def test_what_a_folder_uses_is_learned_and_applied(run: Run, page: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    learned = run("harmonize", "learn", page.parent, "-o", house)
    assert learned.code == 0
    assert "باسم\tBasim\tBassem\tBasim 2, Bassem 1" in house.read_text("utf-8")
    assert run("harmonize", "--lexicon", house, stdin=b"Bassem Al-Awadi left.").out == "Basim Al-Awadi left."


def test_report_lists_names_with_counts_and_places(run: Run, page: Path) -> None:
    assert run("harmonize", "report", page).out.splitlines()[0] == "Basim Al-Awadi: 3"
    (row,) = [json.loads(line) for line in run("harmonize", "report", "--json", page).out.splitlines()]
    assert (row["name"], row["count"]) == ("Basim Al-Awadi", 3)
    assert row["spellings"][1]["places"] == [{"document": str(page), "line": 2}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--lexicon", "none.tsv"], "cannot be read"), (["-s", "klingon"], "unknown scheme"), (["-o", "x"], "learn")],
)
def test_what_is_wrong_is_said(run: Run, page: Path, arguments: list[str], message: str) -> None:
    done = run("harmonize", page, *arguments)
    assert done.code == 2
    assert message in done.err


def test_names_find_gives_places_in_the_file(run: Run) -> None:
    text = "A line.\nقال باسم العوادي ذلك في Saudi Arabia\n"
    rows = [json.loads(line) for line in run("names", "find", "--json", stdin=text.encode()).out.splitlines()]
    assert [(text[row["start"] : row["end"]], row["kind"], row["line"]) for row in rows] == [
        ("باسم العوادي", "person", 2),
        ("Saudi Arabia", "place", 2),
    ]
    assert rows[0]["latin"] == "Bassem Al-Awadi"
    assert "12-24 باسم العوادي  person" in run("names", "find", stdin=text.encode()).out


def test_names_annotate_writes_the_latin_form_behind_the_name(run: Run) -> None:
    done = run("names", "annotate", stdin="قال حميد الشطري ذلك\n".encode())
    assert done.out == "قال حميد الشطري (Hamid Al-Shatri) ذلك\n"
    assert run("names", "annotate", "--json", stdin=b"").code == 2


ROWS = [{"id": 1, "text": "قال حميد الشطري ذلك."}, {"id": 2, "text": "Basim Al-Awadi left. Bassem Al-Awadi stayed."}]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), "utf-8")
    return path


def test_fields_of_rows_are_documents(run: Run, rows: Path) -> None:
    done = [json.loads(line) for line in run("harmonize", "--field", "text", rows).out.splitlines()]
    assert done == [ROWS[0], {"id": 2, "text": "Basim Al-Awadi left. Basim Al-Awadi stayed."}]
    (row,) = [json.loads(line) for line in run("harmonize", "report", "--json", rows).out.splitlines()]
    assert row["spellings"][0]["places"] == [{"document": str(rows), "line": 2}]
    found = [json.loads(line) for line in run("names", "find", "--json", rows).out.splitlines()]
    assert [(name["line"], name["start"]) for name in found] == [(1, 4), (2, 0), (2, 21)]
    told = [json.loads(line) for line in run("names", "annotate", rows).out.splitlines()]
    assert told[0]["text"] == "قال حميد الشطري (Hamid Al-Shatri) ذلك."


def test_names_go_into_a_field_beside_the_text(run: Run, rows: Path) -> None:
    arguments = ("names", "annotate", "--field", "text", "--into")
    done = [json.loads(line) for line in run(*arguments, "names", rows).out.splitlines()]
    assert [{key: row[key] for key in ("id", "text")} for row in done] == ROWS
    name = {"start": 4, "end": 15, "text": "حميد الشطري", "kind": "person", "latin": "Hamid Al-Shatri"}
    assert done[0]["names"] == [name]
    assert "has a field 'id' already" in run(*arguments, "id", rows).err
    assert "which have no fields" in run(*arguments, "names", stdin=b"text").err
    assert "needs JSON lines" in run(*arguments, "names", "--format", "csv", stdin=b"text\nx\n").err
    assert run("names", "find", "--into", "names", rows).code == 2


def test_a_transliteration_is_no_style_of_names(run: Run, page: Path) -> None:
    done = run("harmonize", "--scheme", "buckwalter", page)
    assert done.code == 2
    assert "found the style 'buckwalter', a transliteration letter by letter; names are written in ala-lc" in done.err
