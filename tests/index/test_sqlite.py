"""The embedded engine: what finds what, hostile queries, updates, and builds that fail."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import strategies as some
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bidinorm.errors import InputError, OptionError
from bidinorm.index import store
from bidinorm.index.analyzer import Analyzer
from bidinorm.index.highlight import merged, window
from bidinorm.index.query import parse
from bidinorm.index.ranking import expression
from bidinorm.index.records import Record
from bidinorm.index.sqlite import Hit, Index, writing
from bidinorm.index.store import PREFIX, TERMS

TEXTS = {
    "ar": "قال المتحدث\nباسم العوادي في بغداد: «الأسعار ارتفعت»",
    "en": "Bassem Al-Awadi said in Baghdad that prices rose",
    "broken": "964mediaﺍﻟﻌﺮﺍﻕ Ø§Ù„Ø¨ØµØ±Ø©",
    "other": "نص عن المدارس والمعلمين، و COVID-19",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "t.sqlite"
    with writing(path) as writer:
        for name, text in TEXTS.items():
            writer.add(name, "1", [Record(name, 1, text, {"lang": name, "year": 2024})])
    return path


def found(path: Path, query: str, **options: object) -> list[Hit]:
    with Index(path) as index:
        return index.search(query, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first", "shown"),
    [
        ("Bassem Awadi", "en", ["Bassem", "Al-Awadi"]),
        ("باسم العوادى", "ar", ["باسم", "العوادي"]),
        ("اسعار", "ar", ["الأسعار"]),
        ("price", "en", ["prices"]),
        ('"باسم العوادي"', "ar", ["باسم", "العوادي"]),
        ("بغدا*", "ar", ["بغداد"]),
        ("البصره", "broken", ["Ø§Ù„Ø¨ØµØ±Ø©"]),
        ("العراق", "broken", ["ﺍﻟﻌﺮﺍﻕ"]),
        ("covid19", "other", ["COVID-19"]),
        ("معلم", "other", ["والمعلمين"]),
    ],
)
def test_what_is_typed_finds_the_author_s_own_text(path: Path, query: str, first: str, shown: list[str]) -> None:
    hit = found(path, query)[0]
    assert hit.source == first
    assert [hit.text[start:end] for start, end in hit.spans] == shown


def test_a_name_is_found_in_both_scripts(path: Path) -> None:
    for query in ("Bassem Awadi", "Basim Al-Awady", "باسم العوادي"):
        assert {hit.source for hit in found(path, query)} == {"ar", "en"}


def test_line_score_and_fields(path: Path) -> None:
    hits = found(path, "باسم العوادي")
    assert (hits[0].line, hits[0].fields) == (2, {"lang": "ar", "year": 2024})
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_filters_and_limit(path: Path) -> None:
    assert [hit.source for hit in found(path, "Bassem", where={"lang": "ar"})] == ["ar"]
    assert [hit.source for hit in found(path, "Bassem", where={"lang": "ar", "year": "1999"})] == []
    assert len(found(path, "Bassem", limit=1)) == 1
    with pytest.raises(OptionError, match="found the limit 0"):
        found(path, "a", limit=0)


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        *(("year", "2024", 1), ("year", 2024, 1), ("year", 2023, 0), ("year", "2023", 0)),
        *(("ok", "true", 1), ("ok", True, 1), ("ok", False, 0), ("ok", 1, 0)),
        *(("tags", "a", 1), ("tags", 7, 1), ("tags", "true", 1), ("tags", "c", 0), ("tags", "[", 0)),
        *(("share", 0.5, 1), ("share", "0.5", 1), ("nothing", "null", 0), ("inside", "x", 0), ("x", "1", 0)),
        ("quoted", '["a"]', 1),
    ],
)
def test_filters_know_what_json_holds(tmp_path: Path, name: str, value: str | float, number: int) -> None:
    fields = {"year": 2024, "ok": True, "tags": ["a", "b", 7, True], "share": 0.5, "nothing": None, "inside": {"x": 1}}
    with writing(tmp_path / "t.sqlite") as writer:
        writer.add("a", "", [Record("a", 1, "نص", {**fields, "quoted": '["a"]'}), Record("a", 2, "نص", {})])
    assert len(found(tmp_path / "t.sqlite", "نص", where={name: value})) == number


@pytest.mark.parametrize("query", ["C++", "x", "ب", "UN", "3d"])
def test_what_is_no_name_is_not_heard_in_other_words(tmp_path: Path, query: str) -> None:
    with writing(tmp_path / "t.sqlite") as writer:
        writer.add("a", "", [Record("a", 1, "كي به بو نا ان اكس see key by no ud", {})])
    assert found(tmp_path / "t.sqlite", query) == []


def test_a_phrase_is_a_phrase(path: Path) -> None:
    assert found(path, '"العوادي باسم"') == []
    assert [hit.source for hit in found(path, '"said in" Baghdad')] == ["en"]


HOSTILE = [
    *("", " ", '"', '""', "*", "AND", "NOT", "OR OR", "NEAR(a b)", "words : a", "a AND", "-a", "^a", "(", "%s"),
    *("a'; DROP TABLE terms;--", "\x00", "\ud800", "a" * 100_000, " ".join(map(str, range(3000))), '"' * 999),
    *("* * *", "{a b} : c", "\u202e\u2067"),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_data(path: Path, query: str) -> None:
    assert isinstance(found(path, query), list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(some.lines, st.text(max_size=12)))
def test_any_query_is_answered(path: Path, query: str) -> None:
    for hit in found(path, query):
        assert all(0 <= start <= end <= len(hit.text) for start, end in hit.spans)


@given(text=some.documents)
def test_any_text_is_found_by_its_own_words(text: str) -> None:
    assume(not re.search('["\u201c\u201d\u00ab\u00bb*]', text))  # phrases and beginnings are asked for otherwise
    analyzer = Analyzer()
    connection = sqlite3.connect(":memory:")
    connection.execute(TERMS.replace("content='',", ""))
    columns = analyzer.columns(text)
    connection.execute("INSERT INTO terms VALUES (?, ?, ?)", [" ".join(column) for column in columns])
    query = parse(text, analyzer)
    if query.all:
        assert connection.execute(
            "SELECT count(*) FROM terms WHERE terms MATCH ?", (expression(query),)
        ).fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("text", ["\ud800 نص", "a\x00b", "", "\u0640", "x" * 3_000_000])
def test_any_record_is_taken(tmp_path: Path, text: str) -> None:
    with writing(tmp_path / "t.sqlite") as writer:
        assert writer.add("a", "", [Record("a", 1, text, {}), Record("a", 2, "خبر", {"a": "\ud800"})]) == 2
    assert found(tmp_path / "t.sqlite", "خبر")[0].line == 2


@pytest.mark.parametrize(("records", "size"), [(3, 1 << 18), (100, 20), (100, 0)])
def test_how_many_records_are_read_at_once_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: int, size: int
) -> None:
    texts = [
        "VLC\u064a\u0638\u0647\u0631",
        "",
        "one\ntwo",
        "```",
        "VLC\u064a\u0638\u0647\u0631",
        "\ud83d",
        "Bassem",
    ] * 3
    files = []
    for number, (most, together) in enumerate([(1, 0), (records, size)]):
        monkeypatch.setattr(store, "RECORDS", most)
        monkeypatch.setattr(store, "SIZE", together)
        with writing(tmp_path / f"{number}.sqlite") as writer:
            assert writer.add("a", "", [Record("a", line, text, {}) for line, text in enumerate(texts)]) == len(texts)
        files.append((tmp_path / f"{number}.sqlite").read_bytes())
    assert files[0] == files[1]


def test_updates_replace_and_remove(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with writing(path) as writer:
        writer.add("a", "1", [Record("a", 1, "قديم", {})])
        writer.add("b", "1", [Record("b", 1, "باق", {})])
    with writing(path) as writer:
        assert writer.knows("a", "1")
        assert not writer.knows("a", "2")
        assert not writer.knows("c", "")
        writer.add("a", "2", [Record("a", 1, "جديد", {})])
    assert (found(path, "قديم"), found(path, "جديد")[0].source, found(path, "باق")[0].source) == ([], "a", "b")
    with writing(path) as writer:
        assert writer.keep({"a"}) == 1
    with Index(path) as index:
        assert len(index) == 1
        assert index.search("باق") == []


def test_a_failed_update_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with writing(path) as writer:
        writer.add("a", "1", [Record("a", 1, "قديم", {})])
    for fresh in (False, True):
        with pytest.raises(RuntimeError), writing(path, fresh=fresh) as writer:
            writer.add("a", "2", [Record("a", 1, "جديد", {})])
            raise RuntimeError
        assert [hit.text for hit in found(path, "قديم")] == ["قديم"]
    assert [file.name for file in tmp_path.iterdir()] == ["t.sqlite"]


@pytest.mark.parametrize("source", ["a", "b"])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_source_that_breaks_off_changes_nothing(tmp_path: Path, source: str, fresh: bool) -> None:
    def broken() -> Iterator[Record]:
        yield Record("x", 1, "جديد", {})
        raise InputError("broken")

    path = tmp_path / "t.sqlite"
    if not fresh:
        with writing(path):
            pass
    with writing(path) as writer:
        writer.add("a", "1", [Record("a", 1, "قديم", {})])
        with pytest.raises(InputError):
            writer.add(source, "2", broken())
        assert (writer.knows("a", "1"), writer.knows("b", "2")) == (True, False)
        writer.add("c", "1", [Record("c", 1, "بعد", {})])
    assert [len(found(path, word)) for word in ("قديم", "جديد", "بعد")] == [1, 0, 1]


KILLED = """
import sys, time
from bidinorm.index.ranking import expression
from bidinorm.index.records import Record
from bidinorm.index.sqlite import writing
with writing(sys.argv[1], fresh=sys.argv[2] == "fresh") as writer:
    for number in range(10**6):
        writer.add(f"n{number}", "", [Record("n", 1, "جديد " * 200, {})])
        if number == 300:
            print("half", flush=True)
"""


@pytest.mark.parametrize("how", ["fresh", "update"])
def test_a_killed_build_leaves_the_old_index(tmp_path: Path, how: str) -> None:
    path = tmp_path / "t.sqlite"
    with writing(path) as writer:
        writer.add("a", "1", [Record("a", 1, "قديم", {})])
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path), how], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert [hit.text for hit in found(path, "قديم")] == ["قديم"]
    assert found(path, "جديد") == []
    with writing(path) as writer:
        writer.add("b", "1", [Record("b", 1, "بعد", {})])
    assert found(path, "بعد")


def test_what_a_killed_build_left_is_swept_by_a_later_one(tmp_path: Path) -> None:
    left, recent, busy = (tmp_path / f"{PREFIX}{name}.sqlite" for name in ("left", "recent", "busy"))
    for part in (left, recent, busy):
        part.touch()
    connection = sqlite3.connect(busy, isolation_level=None)
    connection.executescript("CREATE TABLE a(b); BEGIN IMMEDIATE; INSERT INTO a VALUES (1);")
    for part in (left, busy):
        os.utime(part, (0, 0))
    with writing(tmp_path / "t.sqlite") as writer:
        writer.add("a", "", [Record("a", 1, "نص", {})])
    connection.close()
    assert (left.exists(), recent.exists(), busy.exists()) == (False, True, True)


def test_what_is_no_index_is_refused_and_kept(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("نص", "utf-8")
    database = tmp_path / "other.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE a(b)")
    connection.close()
    for path in (page, database):
        for fresh in (False, True):
            before = path.read_bytes()
            with pytest.raises(InputError, match="no index of bidinorm"), writing(path, fresh=fresh):
                pass
            assert path.read_bytes() == before
        with pytest.raises(InputError, match="no index of bidinorm"):
            Index(path)
    with pytest.raises(InputError, match="no such index; make it with"):
        Index(tmp_path / "none.sqlite")


def test_an_index_keeps_its_analyzer(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with writing(path, Analyzer(stop=("english",), keys=False)) as writer:
        writer.add("a", "1", [Record("a", 1, "the house", {})])
    with Index(path) as index:
        assert index.analyzer == Analyzer(stop=("english",), keys=False)
        assert index.search("the") == []
    with pytest.raises(OptionError, match="build it anew"), writing(path, Analyzer()):
        pass


def test_a_locked_index_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.sqlite"
    with writing(path) as writer:
        writer.add("a", "1", [Record("a", 1, "نص", {})])
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, timeout=0, **options))
    with writing(path), pytest.raises(InputError, match="another program writes it"), writing(path):
        pass


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_new_index_has_an_ordinary_mode(tmp_path: Path) -> None:
    with writing(tmp_path / "t.sqlite"):
        pass
    (tmp_path / "other").touch()
    assert (tmp_path / "t.sqlite").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_windows_show_most_spans() -> None:
    text = "a " * 500 + "here it is here " + "b " * 500
    spans = [(0, 1), (1000, 1004), (1011, 1015)]
    start, end = window(text, spans)
    assert start <= 1000
    assert end >= 1015
    assert end - start < 400
    assert window("", []) == (0, 0)
    assert merged([]) == []
