"""`bidinorm index` and `bidinorm search`, run for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.program import Run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("عنوان\nقال المتحدث باسم العوادي\n", "utf-8")
    (folder / "b.txt").write_text("Bassem Al-Awadi said\n\nsecond paragraph\n", "utf-8")
    (folder / "c.jsonl").write_text(
        '{"text": "وزير الخارجية", "lang": "ar"}\n{broken\n{"no": 1}\n[1]\n{"text": "the minister", "lang": "en"}\n',
        "utf-8",
    )
    return folder


def test_build_and_search(run: Run, corpus: Path) -> None:
    built = run("index", "build", corpus, "-o", "n.sqlite")
    assert built.code == 2
    assert "c.jsonl:2: not JSON" in built.err
    assert "c.jsonl:3: found no text in 'text'" in built.err
    assert "4 records of 3 files put in" in built.err
    done = run("search", "n.sqlite", "Bassem Awadi", "--mark", "[,]")
    assert done.code == 0
    assert "b.txt:1: [Bassem] [Al-Awadi] said" in done.out
    assert "a.txt:2: عنوان قال المتحدث [باسم] [العوادي]" in done.out


def test_json_and_filters(run: Run, corpus: Path) -> None:
    run("index", "build", corpus / "c.jsonl", "-o", "n.sqlite")
    (hit,) = map(json.loads, run("search", "n.sqlite", "minister", "--json").out.splitlines())
    assert (hit["line"], hit["text"], hit["spans"], hit["fields"]) == (5, "the minister", [[4, 12]], {"lang": "en"})
    assert run("search", "n.sqlite", "minister", "--where", "lang=ar").code == 1
    assert run("search", "n.sqlite", "minister", "--where", "lang").code == 2
    assert run("search", "n.sqlite", "minister", "--mark", "x").code == 2


def test_an_index_is_brought_up_to_date(run: Run, corpus: Path) -> None:
    (corpus / "c.jsonl").unlink()
    assert run("index", "build", corpus, "-o", "n.sqlite").code == 0
    assert "0 records of 2 files put in, 0 files taken out" in run("index", "build", corpus, "-o", "n.sqlite").err
    (corpus / "a.txt").unlink()
    (corpus / "b.txt").write_text("rewritten text\n", "utf-8")
    assert "1 record of 1 file put in, 1 file taken out" in run("index", "build", corpus, "-o", "n.sqlite").err
    assert run("search", "n.sqlite", "باسم").code == 1
    assert run("search", "n.sqlite", "rewritten").code == 0
    extra = corpus / "d.txt"
    extra.write_text("إضافة\n", "utf-8")
    assert run("index", "build", extra, "--keep", "-o", "n.sqlite").code == 0
    assert run("search", "n.sqlite", "rewritten").code == 0


def test_a_broken_file_keeps_what_the_index_has_of_it_and_others_go(run: Run, corpus: Path) -> None:
    (corpus / "c.jsonl").unlink()
    run("index", "build", corpus, "-o", "n.sqlite")
    (corpus / "a.txt").write_bytes(b"\xff\xfe\x00")
    (corpus / "b.txt").unlink()
    built = run("index", "build", corpus, "-o", "n.sqlite")
    assert built.code == 2
    assert "1 file taken out" in built.err
    assert run("search", "n.sqlite", "العوادي").code == 0
    assert run("search", "n.sqlite", "paragraph").code == 1


def test_records_are_lines_or_paragraphs(run: Run, corpus: Path) -> None:
    for by, number in (("line", "2 records"), ("paragraph", "2 records"), ("file", "1 record")):
        built = run("index", "build", corpus / "b.txt", "--fresh", "--by", by, "-o", "n.sqlite")
        assert f"{number} of 1 file put in" in built.err
    run("index", "build", corpus / "b.txt", "--by", "line", "-o", "m.sqlite")
    assert run("search", "m.sqlite", "second").out == f"{corpus / 'b.txt'}:3: second paragraph\n"


def test_wrong_use_is_explained(run: Run, corpus: Path) -> None:
    assert "no such index" in run("search", "none.sqlite", "a").err
    assert run("index", "build", corpus).code == 2
    text = (corpus / "a.txt").read_bytes()
    done = run("index", "build", corpus, "--fresh", "-o", corpus / "a.txt")
    assert (done.code, (corpus / "a.txt").read_bytes()) == (2, text)
    assert "no index of bidinorm" in done.err


def test_other_engines_get_lines(run: Run, corpus: Path) -> None:
    done = run("index", "export", corpus / "a.txt")
    (line,) = map(json.loads, done.out.splitlines())
    assert (line["source"], line["words"][:2]) == (str(corpus / "a.txt"), ["عنوان", "قال"])
    bulk = run("index", "export", corpus / "a.txt", corpus / "b.txt", "--by", "line", "--to", "elasticsearch")
    lines = list(map(json.loads, bulk.out.splitlines()))
    assert len(lines) == 2 * 4
    assert lines[0]["index"]["_id"] == f"{corpus / 'a.txt'}:1"
    settings = json.loads(run("index", "settings", "--to", "opensearch", "--stop", "english").out)
    assert settings["mappings"]["_meta"]["bidinorm"]["stop"] == ["english"]
    assert run("index", "settings").code == 2
