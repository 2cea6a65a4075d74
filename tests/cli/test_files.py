"""Which files are read, in which encoding, and what is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from cli.program import Run

DIRTY = "VLCيظهر"
CLEAN = "VLC يظهر"
PAGE = f"أول سطر في هذه الصفحة\r\n{DIRTY} في كل مكان\rplain text here\nنهاية الصفحة"


def write(path: Path, text: str = DIRTY + "\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def read_files(out: str) -> list[str]:
    return sorted({line.split(":")[0] for line in out.splitlines()})


@pytest.mark.parametrize(
    ("codec", "bom", "said"),
    [
        ("utf-8", b"", ""),
        ("utf-8", codecs.BOM_UTF8, ""),
        ("utf-16-le", codecs.BOM_UTF16_LE, ""),
        ("utf-16-be", codecs.BOM_UTF16_BE, ""),
        ("utf-32-le", codecs.BOM_UTF32_LE, ""),
        ("utf-16-le", b"", "UTF-16-LE (detected)"),
        ("utf-16-be", b"", "UTF-16-BE (detected)"),
        ("cp1256", b"", "cp1256 (detected)"),
        ("iso-8859-6", b"", "iso8859_6 (detected)"),
    ],
)
def test_encoding_comes_back_as_it_came(run: Run, tmp_path: Path, codec: str, bom: bytes, said: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(bom + PAGE.encode(codec))
    expected = bom + PAGE.replace(DIRTY, CLEAN).encode(codec)
    shown = run("clean", path)
    assert shown.raw == expected
    assert said in shown.err and ("--encoding NAME" in shown.err) == bool(said)
    assert run("clean", "-i", path).code == 0
    assert path.read_bytes() == expected


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16-le", "cp1256"])
def test_output_encoding_is_what_is_asked_for(run: Run, tmp_path: Path, codec: str) -> None:
    path = write(tmp_path / "page.txt", "قال\n")
    assert run("clean", "-i", "--output-encoding", codec, path).code == 0
    assert path.read_bytes() == "قال\n".encode(codec)
    assert run("clean", "--encoding", codec, "--output-encoding", "utf-8", path).out == "قال\n"


def test_named_encoding_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes("ق".encode("cp1256"))
    done = run("clean", "--encoding", "windows-1256", "--output-encoding", "utf-8", "page.txt")
    assert (done.out, done.err) == ("ق", "")


def test_standard_input_is_detected_after_much_plain_text(run: Run) -> None:
    text = "plain ascii line\n" * 100_000 + PAGE
    done = run("clean", stdin=text.encode("cp1256"))
    assert done.raw == text.replace(DIRTY, CLEAN).encode("cp1256")
    assert "cp1256 (detected)" in done.err


def test_outputs_of_one_run_share_an_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("قال".encode("utf-16"))
    write(tmp_path / "b.txt", "قال")
    assert run("clean", "a.txt", "b.txt").raw == "قالقال".encode("utf-16")


def test_damaged_utf8_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes("كتاب جيد\r\nب".encode() + b"\xff" + "كتاب".encode())
    write(tmp_path / "good.txt")
    done = run("check", "bad.txt", "good.txt")
    assert done.code == 2
    assert "bidinorm: error: bad.txt:2:2: found the bytes FF at byte 19, which are not UTF-8" in done.err
    assert done.out.startswith("good.txt:1:4:")


def test_place_of_a_bad_byte_behind_a_block(run: Run, tmp_path: Path) -> None:
    line = "كتاب\r\n".encode()
    before = line * 200_000
    (tmp_path / "bad.txt").write_bytes(before + b"ab\xffc")
    assert f"bad.txt:200001:3: found the bytes FF at byte {len(before) + 2}" in run("check", "bad.txt").err


def test_unsure_detection_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes("Съешь же ещё этих мягких французских булок".encode("cp1251"))
    done = run("clean", "odd.txt")
    assert done.code == 2 and done.out == "" and "name it with --encoding" in done.err


def test_character_that_the_encoding_lacks(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "page.txt", "plain\nقال – نعم\n")
    before = path.read_bytes()
    done = run("clean", "-i", "--output-encoding", "iso-8859-6", "page.txt")
    assert done.code == 2 and path.read_bytes() == before
    assert "page.txt:2:5: the clean text has U+2013 EN DASH, which iso8859-6 cannot hold" in done.err


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"a\0b", "NUL bytes"), (bytes(range(1, 9)) * 9, "control characters"), (b"%PDF-1.7\n", "a PDF")],
)
def test_binary_file_is_refused_by_name(run: Run, tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(content)
    done = run("clean", "-i", path)
    assert done.code == 2 and f"data.bin: found {kind}" in done.err
    assert path.read_bytes() == content


def test_binary_file_in_a_folder_is_passed_over(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "folder" / "page.txt")
    (tmp_path / "folder" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = run("check", "folder")
    assert (done.code, read_files(done.out)) == (1, ["folder/page.txt"])


def test_missing_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "page.txt")
    done = run("clean", "nope.txt", "page.txt")
    assert (done.code, done.out) == (2, CLEAN + "\n")
    assert done.err == "bidinorm: error: nope.txt: no such file; check the name\n"
    assert run("clean", "--strict", "nope.txt", "page.txt").out == ""


def test_folder_is_walked_as_git_sees_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".gitignore", "*.log\n/docs/build/\n")
    write(tmp_path / "docs" / ".gitignore", "!kept.log\n")
    for name in ("a.txt", "b.log", "kept.log", "build/c.txt", ".hidden/d.txt", "old.txt.bak", "deep/e.txt"):
        write(tmp_path / "docs" / name)
    (tmp_path / "docs" / "link.txt").symlink_to("a.txt")
    (tmp_path / "docs" / "round").symlink_to(".")
    assert read_files(run("check", "docs").out) == ["docs/a.txt", "docs/deep/e.txt", "docs/kept.log"]
    assert read_files(run("check", "docs/b.log").out) == ["docs/b.log"]  # what is named is read


def test_excluded_by_the_configuration(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "bidinorm.toml", 'exclude = ["raw/", "*.csv"]\n')
    for name in ("a.txt", "raw/b.txt", "c.csv"):
        write(tmp_path / "in" / name)
    assert read_files(run("check", "in").out) == ["in/a.txt"]


def test_patterns_are_expanded(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md", "d/e.txt", "[odd].txt"):
        write(tmp_path / name)
    assert read_files(run("check", "?.txt").out) == ["a.txt", "b.txt"]
    assert read_files(run("check", "**/e.txt").out) == ["d/e.txt"]
    assert read_files(run("check", "[odd].txt").out) == ["[odd].txt"]
    done = run("check", "*.rst")
    assert done.code == 2 and "*.rst: no file matches" in done.err


def test_file_with_an_odd_name(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a\u202eb.txt")
    assert run("check", "a\u202eb.txt").out.startswith("a<U+202E>b.txt:1:4:")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", ""])
def test_line_ends_are_kept(run: Run, ending: str) -> None:
    text = ending.join(["one", DIRTY, "three"]) + ending
    assert run("clean", stdin=text.encode()).raw == text.replace(DIRTY, CLEAN).encode()
    assert run("check", stdin=text.encode()).out.startswith("<stdin>:2:4:" if ending else "<stdin>:1:7:")


def test_repeated_lines_far_apart_in_a_file_of_many_parts(run: Run) -> None:
    """Document rules see a file as one text, across the blocks in which it is read."""
    filler = "".join(f"line number {number} of a long page\n" for number in range(60_000))
    text = f"{filler}one two three four\none two three four\n{filler}"
    done = run("clean", "-p", "newsroom", stdin=text.encode())
    assert done.out == f"{filler}one two three four\n{filler}"
