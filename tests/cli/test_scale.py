"""Files of rows, compressed files, many files: the real program."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cli.program import CLEAN_CREDIT, CREDIT, Run, environment, names

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def zstd() -> object:
    try:
        from compression import zstd as module
    except ImportError:
        from backports import zstd as module
    return module


PACKERS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "gz": (gzip.compress, gzip.decompress),
    "xz": (lzma.compress, lzma.decompress),
    "zst": (zstd().compress, zstd().decompress),  # type: ignore[attr-defined]
}


def rows(*texts: str) -> str:
    return "".join(
        json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n" for number, text in enumerate(texts)
    )


def test_json_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(rows(CREDIT, "x"), "utf-8")
    assert run("clean", "rows.jsonl").out == rows(CLEAN_CREDIT, "x")
    assert run("clean", "--field", "text", "-", "--format", "jsonl", stdin=rows(CREDIT).encode()).out == rows(
        CLEAN_CREDIT
    )
    done = run("clean", "--field", "txt", "rows.jsonl")
    assert (done.code, done.err) == (
        2, "bidinorm: error: rows.jsonl: unknown field 'txt'; did you mean 'text'? Known: id, text\n",
    )  # fmt: skip
    found = run("check", "rows.jsonl")
    assert (found.code, found.out) == (1, "rows.jsonl:1:28: glued-runs Latin runs into Arabic without a blank\n")
    assert run("clean", "--format", "text", "--check", "rows.jsonl").code == 1


def test_tables(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes('\ufeffid;"a"\r\n'.encode() + f'1,"{CREDIT}"\r\n'.encode())
    done = run("clean", "-i", "rows.csv")
    assert done.code == 0
    assert (tmp_path / "rows.csv").read_bytes() == f'\ufeffid;"a"\r\n1,"{CLEAN_CREDIT}"\r\n'.encode()
    wide = ",".join(f"c{number}" for number in range(10_000)) + "\n" + ",".join([CREDIT] * 10_000) + "\n"
    (tmp_path / "wide.csv").write_text(wide, "utf-8")
    assert run("clean", "--field", "c9999", "wide.csv").out.count(CLEAN_CREDIT) == 1


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files(run: Run, tmp_path: Path, ending: str) -> None:
    pack, unpack = PACKERS[ending]
    path = tmp_path / f"rows.jsonl.{ending}"
    path.write_bytes(pack(rows(CREDIT).encode()))
    assert run("clean", path).out == rows(CLEAN_CREDIT)
    assert run("clean", "-i", path).code == 0
    assert unpack(path.read_bytes()).decode() == rows(CLEAN_CREDIT)
    path.write_bytes(pack(rows(*(CREDIT + str(number) for number in range(2000))).encode())[:-20])
    kept = path.read_bytes()
    (tmp_path / "other.txt").write_text(CREDIT, "utf-8")
    done = run("clean", "-i", path, "other.txt")
    assert done.code == 2
    assert f"rows.jsonl.{ending}: " in done.err
    assert "fetch it again" in done.err
    assert path.read_bytes() == kept
    assert (tmp_path / "other.txt").read_text("utf-8") == CLEAN_CREDIT


def test_parquet(run: Run, tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "a": [CREDIT, None], "b": pa.array([CREDIT, "x"]).dictionary_encode()})
    table = table.replace_schema_metadata({"owner": "desk"})
    path = tmp_path / "rows.parquet"
    pq.write_table(table, path, compression={"id": "none", "a": "zstd", "b": "snappy"}, row_group_size=1)
    assert run("clean", "--check", path).code == 1
    done = run("clean", "-i", "--field", "a", "--report", "report.json", path)
    assert (done.code, done.out) == (0, "")
    made = pq.ParquetFile(path)
    assert made.read().to_pydict() == {"id": [1, 2], "a": [CLEAN_CREDIT, None], "b": [CREDIT, "x"]}
    assert made.schema_arrow.equals(pq.ParquetFile(path).schema_arrow)
    assert made.schema_arrow.metadata[b"owner"] == b"desk"
    assert made.num_row_groups == 2
    group = made.metadata.row_group(0)
    assert [group.column(number).compression for number in range(3)] == ["UNCOMPRESSED", "ZSTD", "SNAPPY"]
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["rows"], report["rules"]) == (2, {"glued-runs": 1})
    shown = pq.read_table(pa.BufferReader(run("clean", path).raw))
    assert shown["b"].to_pylist() == [CLEAN_CREDIT, "x"]
    done = run("clean", "--field", "c", path)
    assert "unknown column 'c'" in done.err
    assert run("explain", path).code == 2
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    assert "not a Parquet file" in run("clean", "broken.parquet").err


@pytest.mark.parametrize("profile", ["repair", "search"])
def test_processes_give_the_same_for_one_parquet_file(run: Run, tmp_path: Path, profile: str) -> None:
    path = tmp_path / "rows.parquet"
    texts = [CREDIT if number % 7 == 0 else None if number % 5 == 0 else f"سطر {number}" for number in range(1000)]
    table = pa.table({"id": range(1000), "a": texts, "same": ["x"] * 1000, "b": pa.array(texts).dictionary_encode()})
    pq.write_table(table, path, row_group_size=90)
    alone = run("clean", "-p", profile, "--report", "alone.json", path)
    together = run("clean", "-p", profile, "-j", "2", "--report", "together.json", path)
    assert (together.code, together.err) == (alone.code, alone.err) == (0, "")
    assert pq.read_table(pa.BufferReader(together.raw)).equals(pq.read_table(pa.BufferReader(alone.raw)))
    one, other = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("alone", "together"))
    assert one["rules"] == other["rules"] != {}
    assert run("clean", "-i", "-p", profile, "-j", "2", path).code == 0
    assert path.read_bytes() == together.raw == alone.raw


def test_parquet_keeps_its_encodings(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    table = pa.table({"plain": [CREDIT], "words": [CREDIT], "delta": [CREDIT], "list": [["x"]]})
    pq.write_table(table, path, use_dictionary=["words"], column_encoding={"delta": "DELTA_LENGTH_BYTE_ARRAY"})
    before = pq.ParquetFile(path).metadata.row_group(0).to_dict()["columns"]
    assert run("clean", "-i", path).code == 0
    assert pq.read_table(path)["delta"].to_pylist() == [CLEAN_CREDIT]
    after = pq.ParquetFile(path).metadata.row_group(0).to_dict()["columns"]
    assert [column["encodings"] for column in after] == [column["encodings"] for column in before]


def test_rejects(run: Run, tmp_path: Path) -> None:
    text = rows(CREDIT) + '{"id": \n' + rows(CREDIT)
    (tmp_path / "rows.jsonl").write_text(text, "utf-8")
    done = run("clean", "-i", "--rejects", "rejects.jsonl", "rows.jsonl")
    assert done.code == 2
    assert "rows.jsonl:2: not JSON" in done.err
    assert (tmp_path / "rows.jsonl").read_text("utf-8") == text.replace(CREDIT, CLEAN_CREDIT)
    (rejected,) = map(json.loads, (tmp_path / "rejects.jsonl").read_text("utf-8").splitlines())
    assert rejected["file"] == "rows.jsonl"
    assert (rejected["line"], rejected["row"]) == (2, '{"id": ')


def test_rows_with_a_lone_surrogate(run: Run, tmp_path: Path) -> None:
    row = '{"text": "\\ud800 %s"}\n'
    (tmp_path / "rows.jsonl").write_text(row % CREDIT, "utf-8")
    done = run("clean", "rows.jsonl")
    assert (done.code, json.loads(done.out)) == (0, json.loads(row % CLEAN_CREDIT))


@pytest.mark.parametrize("verb", ["clean", "check", "explain"])
@pytest.mark.parametrize("name", ["big.txt", "big.jsonl", "big.csv"])
def test_processes_give_the_same_for_one_large_input(run: Run, tmp_path: Path, verb: str, name: str) -> None:
    lines = [f"سطر {number}, " + (CREDIT if number % 500 == 0 else "نص") for number in range(60_000)]
    text = rows(*lines) if name.endswith("l") else "n,text\n" + "\n".join(lines)
    (tmp_path / name).write_text(text, "utf-8")
    alone, together = run(verb, name), run(verb, "-j", "2", name)
    assert alone.out
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of 300 files, some with defects, one that cannot be read."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"{number}\n" + CREDIT * (number % 3 == 0), "utf-8")
    (folder / "bad.txt").write_bytes(b"\xd9\x85 \xff\n" * 3)
    return folder


@pytest.mark.parametrize("verb", ["clean", "check", "explain"])
def test_processes_give_the_same_for_many_files(run: Run, many: Path, verb: str) -> None:
    alone, together = run(verb, "many"), run(verb, "-j", "2", "many")
    assert (together.code, together.out) == (alone.code, alone.out)
    assert sorted(together.err.splitlines()) == sorted(alone.err.splitlines())


def test_processes_write_in_place_and_add_up(run: Run, many: Path, tmp_path: Path) -> None:
    done = run("clean", "-i", "-j", "2", "--report", "report.json", "many")
    assert done.code == 2
    assert "bad.txt:1:" in done.err
    assert done.err.endswith("bidinorm: 100 of 300 files changed\n")
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["files"], report["changed"], report["rules"]) == (300, 100, {"glued-runs": 100})
    assert report["rows"] == 400
    assert (many / "003.txt").read_text("utf-8") == f"3\n{CLEAN_CREDIT}"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_resume_passes_over_what_is_done(run: Run, many: Path, tmp_path: Path, jobs: str) -> None:
    command = ("clean", "-i", "-j", jobs, "--resume", "done.jsonl", "many")
    assert "100 of 300 files" in run(*command).err
    journal = (tmp_path / "done.jsonl").read_text("utf-8")
    assert journal.count("\n") == 300
    (tmp_path / "done.jsonl").write_text(journal[:-10], "utf-8")  # the last line is half written
    (many / "000.txt").write_text(CREDIT, "utf-8")
    os.utime(many / "000.txt", (1, 1))
    assert "1 of 2 files" in run(*command).err
    assert "0 of 300 files" in run("clean", "-i", "-p", "archive", "--resume", "done.jsonl", "many").err


@posix
def test_killed_runs_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    before = {f"{number:04}.txt": f"{number}\n" + CREDIT for number in range(1000)}
    for name, text in before.items():
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "bidinorm", "clean", "-i", "--resume", "done.jsonl", "many"]
    chance = random.Random(1)
    for _ in range(20):
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, env=environment())
        time.sleep(chance.uniform(0.1, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = {path.name: path.read_text("utf-8") for path in folder.glob("*.txt")}
        assert found.keys() == before.keys()
        for name, text in found.items():
            assert text in (before[name], before[name].replace(CREDIT, CLEAN_CREDIT))
    subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment(), check=True)
    assert all((folder / name).read_text("utf-8").endswith(CLEAN_CREDIT) for name in before)
    assert [name for name in names(folder) if not name.startswith(".bidinorm-")] == sorted(before)


@posix
def test_an_interrupted_run_leaves_whole_files(tmp_path: Path, many: Path) -> None:
    command = [sys.executable, "-m", "bidinorm", "clean", "-i", "-j", "2", "many"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    time.sleep(0.4)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (0, 2, 130, -signal.SIGINT), said
    for path in many.glob("[0-9]*.txt"):
        assert path.read_text("utf-8") in (
            text + end for text in (f"{int(path.stem)}\n",) for end in ("", CREDIT, CLEAN_CREDIT)
        )
