"""`bidinorm report`, run as its users do."""

from __future__ import annotations

from pathlib import Path

from cli.program import Run, names


def test_writes_one_page(run: Run, page: Path) -> None:
    done = run("report", page.name, "-o", "report.html")
    assert (done.code, done.out) == (0, "")
    assert "report.html: 2 changes in 1 file" in done.err
    assert names(page.parent) == ["page.txt", "report.html"]
    text = (page.parent / "report.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "page.txt:1" in text
    assert "page.txt:3" in text


def test_writes_to_standard_output(run: Run, page: Path) -> None:
    done = run("report", page.name, "-o", "-")
    assert done.code == 0
    assert done.out.rstrip().endswith("</html>")
    assert names(page.parent) == ["page.txt"]


def test_a_page_that_cannot_be_written_is_an_error(run: Run, page: Path) -> None:
    done = run("report", page.name, "-o", "no/such/report.html")
    assert done.code == 2
    assert "cannot be written" in done.err


def test_an_unreadable_file_is_told_and_the_others_are_in_the_page(run: Run, page: Path) -> None:
    done = run("report", "none.txt", page.name, "-o", "report.html")
    assert done.code == 2
    assert "none.txt" in done.err
    assert "page.txt:1" in (page.parent / "report.html").read_text("utf-8")


def test_its_own_page_is_no_input(run: Run, page: Path) -> None:
    first = run("report", ".", "-o", "report.html")
    again = run("report", ".", "-o", "report.html")
    assert (first.code, again.code) == (0, 0)
    assert first.err == again.err


def test_rows_are_reported_with_their_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "ok"}\n{"text": "VLCيظهر"}\n', encoding="utf-8")
    done = run("report", "rows.jsonl", "--field", "text", "-o", "report.html")
    assert done.code == 0
    assert "rows.jsonl:2" in (tmp_path / "report.html").read_text("utf-8")
