"""Spark with real executors, and the program that `spark-submit` runs."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("pyspark", reason="the test group installs it")

from pyspark.sql import SparkSession

from bidinorm.columns import spark
from bidinorm.jobs import clean as job
from bidinorm.jobs import learn
from bidinorm.names.corpus import Corpus
from bidinorm.pipeline import Pipeline

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # what Spark says of pandas and of its own past
    pytest.mark.skipif(os.system("java -version 2>/dev/null") != 0, reason="Spark needs Java"),
]
DIRTY = "964mediaصورة من منصة (شبكة):"
CLEAN = "964media صورة من منصة (شبكة):"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Two executors, each a process of its own."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield made
    made.stop()


def test_a_frame_is_cleaned_on_executors(session: SparkSession) -> None:
    rows = [(number, [DIRTY, None, "x", CLEAN][number % 4]) for number in range(1000)]
    frame = session.createDataFrame(rows, "id long, text string").repartition(4)
    sums = spark.counts(session.sparkContext)
    made = spark.clean_frame(frame, ["text"], "repair", sums)
    assert made.schema == frame.schema
    assert sorted((row.id, row.text) for row in made.collect()) == [
        (number, text and Pipeline.load("repair").clean(text)) for number, text in rows
    ]
    assert sums.value == {spark.ROWS: 1000, spark.CHANGED: 250, "glued-runs": 250}


def test_a_column_is_cleaned_on_executors(session: SparkSession) -> None:
    frame = session.createDataFrame([(DIRTY,), (None,)], "text string")
    made = frame.select(spark.clean_column("text").alias("text")).collect()
    assert [row.text for row in made] == [CLEAN, None]


def run(session: SparkSession, source: Path, target: Path, form: str, *, resume: bool = False) -> dict[str, int]:
    return job.run(session, str(source), job.Job(str(target), form, ("text",), "repair", resume), 1)


def texts(target: Path) -> list[str | None]:
    return sorted(pq.read_table(target)["text"].to_pylist(), key=str)


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        pq.write_table(pa.table({"text": [DIRTY, None, str(number)]}), folder / f"{number}.parquet")
    return folder


def test_the_job_is_resumed_by_unit(session: SparkSession, parquet: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    first = run(session, parquet, target, "parquet")
    assert +Counter(first) == {spark.ROWS: 9, spark.CHANGED: 3, "glued-runs": 3}
    assert texts(target) == ["0", "1", "2", *[CLEAN] * 3, *[None] * 3]
    record, *others = sorted((target / "_bidinorm").glob("*.json"))
    assert len(others) == 2
    kept = {path.name: path.stat().st_mtime_ns for path in target.glob("*.parquet")}
    record.unlink()  # as if the run had been killed before the record was written
    with pytest.raises(job.InputError, match="found files there already; give --resume"):
        run(session, parquet, target, "parquet")
    assert run(session, parquet, target, "parquet", resume=True)[spark.ROWS] == 9
    assert texts(target) == ["0", "1", "2", *[CLEAN] * 3, *[None] * 3]
    again = {path.name: path.stat().st_mtime_ns for path in target.glob("*.parquet")}
    assert len(again) == len(kept)
    assert len(again.items() & kept.items()) == 2


def test_rows_that_cannot_be_read_go_to_a_side_output(session: SparkSession, tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    good = json.dumps({"id": 1, "text": DIRTY}, ensure_ascii=False)
    source.write_text(f'{good}\n{{"id": 2, "text": \n{good}\n', "utf-8")
    target = tmp_path / "out"
    done = run(session, source, target, "jsonl")
    assert (done[spark.ROWS], done[job.REJECTS]) == (2, 1)
    assert texts(target) == [CLEAN, CLEAN]
    (rejected,) = [json.loads(line) for path in target.glob("_rejects/*/*.json") for line in path.open()]
    assert rejected["reason"] == "not JSON"
    assert rejected["file"].endswith("rows.jsonl")
    assert base64.b64decode(rejected["base64"]) == b'{"id": 2, "text": '


def test_invalid_utf_8_is_rejected(session: SparkSession, tmp_path: Path) -> None:
    source = tmp_path / "rows.txt"
    source.write_bytes(DIRTY.encode() + b"\n\xff\xfe broken\nx\n")
    target = tmp_path / "out"
    assert run(session, source, target, "text")[job.REJECTS] == 1
    assert texts(target) == [CLEAN, "x"]
    (rejected,) = [json.loads(line) for path in target.glob("_rejects/*/*.json") for line in path.open()]
    assert base64.b64decode(rejected["base64"]) == b"\xff\xfe broken"


NAMES = [
    "Basim Al-Awadi spoke to Hassan Nasrallah.",
    None,
    "Bassem Al-Awadi left with Ahmed Al-Zarkuni.",
    "Bassem Al-Awadi met Bassem Al-Awadi and Hassan Al-Barkuti.",
    "Here no one is named.",
]


def one_process(rows: list[str | None]) -> str:
    corpus = Corpus()
    for row in rows:
        corpus.add(row or "")
    return "".join(f"{line}\n" for line in corpus.lexicon())


@pytest.mark.parametrize("partitions", [1, 7])
def test_spellings_are_learned_as_in_one_process(session: SparkSession, partitions: int) -> None:
    rows = NAMES * 20
    frame = session.createDataFrame([(row,) for row in rows], "text string").repartition(partitions)
    sums = spark.counts(session.sparkContext)
    lexicon = "".join(f"{line}\n" for line in spark.learn(frame, "text", sums).lexicon())
    assert lexicon == one_process(rows)
    assert "باسم\tBassem\tBasim\tBassem 60, Basim 20\n" in lexicon
    assert "Al-Barkuti 20\n# no Arabic word is known for: Al-Zarkuni 20\n" in lexicon  # in no order of their coming
    assert sums.value[spark.ROWS] == len(rows)


def test_what_is_learned_is_applied_on_every_executor(session: SparkSession, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(4):
        pq.write_table(pa.table({"text": NAMES}), source / f"{number}.parquet")
    house = tmp_path / "house.tsv"
    done = learn.run(session, str(source), str(house), "parquet")
    assert done == {spark.ROWS: 20, "spellings": 5, job.REJECTS: 0}
    assert house.read_text("utf-8") == one_process(NAMES * 4)
    asked = job.Job(str(tmp_path / "out"), "parquet", ("text",), "repair", resume=False, house=str(house))
    assert job.run(session, str(source), asked, 1)["names"] == 4
    made = texts(tmp_path / "out")
    assert made.count("Bassem Al-Awadi spoke to Hassan Nasrallah.") == 4
    assert not any("Basim" in (text or "") for text in made)


def test_spark_submit_runs_the_program(parquet: Path, tmp_path: Path) -> None:
    from pyspark.find_spark_home import _find_spark_home

    submit = Path(_find_spark_home()) / "bin" / "spark-submit"
    command = [submit, "--master", "local[1]", job.__file__, "--field", "text", parquet, tmp_path / "out"]
    ran = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable}
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert json.loads(ran.stdout.splitlines()[-1])["glued-runs"] == 3
    assert texts(tmp_path / "out")[3] == CLEAN
