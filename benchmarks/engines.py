"""The search systems that are compared: each is given documents and queries, and returns up to ten documents for each.

One that cannot run here is reported with the reason and left out; nothing is measured in its place.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import lucene_port
from corpora import ROOT, own_version, version
from tools import Missing

Pairs = Sequence[tuple[str, str]]
"""Identifiers and texts."""
Run = Callable[[Pairs, Pairs], list[list[str]]]
DEPTH = 10
WORD = re.compile(r"\w+")
JARS = Path("/usr/share/java")


@dataclass(frozen=True, slots=True)
class Engine:
    """A search system: its name, how it is used, and what runs it."""

    name: str
    how: str
    run: Run


def ours() -> Engine:
    """Return bidinorm's index in SQLite."""
    from bidinorm.index.records import Record
    from bidinorm.index.sqlite import Index, writing

    def run(documents: Pairs, queries: Pairs) -> list[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "index.sqlite")
            with writing(path) as writer:
                writer.add("all", "", (Record("all", 1, text, {"id": name}) for name, text in documents))
            with Index(path) as index:
                return [[hit.fields["id"] for hit in index.search(query, limit=DEPTH)] for _, query in queries]

    return Engine("bidinorm", f"{own_version()}, `Index.search` with its defaults", run)


def fts5(name: str, how: str, chain: Callable[[str], str]) -> Engine:
    """Return the FTS5 of SQLite with its own tokenizer, documents and queries put through a chain before."""

    def run(documents: Pairs, queries: Pairs) -> list[list[str]]:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
        rows = [(number, chain(text)) for number, (_, text) in enumerate(documents)]
        connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", rows)
        found = []
        for _, query in queries:
            words = dict.fromkeys(WORD.findall(chain(query)))
            sought = " OR ".join(f'"{word}"' for word in words)
            statement = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
            hits = connection.execute(statement, (sought, DEPTH)) if sought else ()
            found.append([documents[number][0] for (number,) in hits])
        connection.close()
        return found

    return Engine(name, how, run)


def by_word(change: Callable[[str], str]) -> Callable[[str], str]:
    """Return what changes each word of a text; the words are remembered."""
    known: dict[str, str] = {}

    def changed(found: re.Match[str]) -> str:
        word = found[0]
        if word not in known:
            known[word] = change(word)
        return known[word]

    return lambda text: WORD.sub(changed, text)


def _port() -> Engine:
    stemmed = by_word(lucene_port.stem)
    how = "FTS5, ArabicNormalizer and ArabicStemmer written anew in Python (`lucene_port.py`)"
    return fts5("FTS5, Lucene's algorithm", how, lambda text: stemmed(lucene_port.normalize(text)))


def _snowball() -> Engine:
    stemmer = import_module("snowballstemmer").stemmer("arabic")
    how = f"FTS5, snowballstemmer {version('snowballstemmer')}, Arabic"
    return fts5("FTS5, Snowball Arabic", how, by_word(stemmer.stemWord))


def _arabic_norm() -> Engine:
    normalize = import_module("arabic_norm").normalize
    return fts5("FTS5, arabic-norm", f"FTS5, arabic-norm {version('arabic-norm')}, `normalize(text)`", normalize)


def _camel() -> Engine:
    dediac = import_module("camel_tools.utils.dediac").dediac_ar
    module = import_module("camel_tools.utils.normalize")
    steps = [getattr(module, f"normalize_{name}_ar") for name in ("alef", "alef_maksura", "teh_marbuta")]

    def chain(text: str) -> str:
        text = dediac(module.normalize_unicode(text))
        for step in steps:
            text = step(text)
        return text.replace("\u0640", "")

    stemmed = by_word(lucene_port.stem)
    how = f"FTS5, camel-tools {version('camel-tools')}: its chain of five; light10 after it"
    return fts5("FTS5, camel-tools and light10", how, lambda text: stemmed(chain(text)))


def _tantivy() -> Engine:
    tantivy = import_module("tantivy")

    def run(documents: Pairs, queries: Pairs) -> list[list[str]]:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", tokenizer_name="ar_stem")
        index = tantivy.Index(builder.build())
        writer = index.writer()
        for name, text in documents:
            writer.add_document(tantivy.Document(id=name, text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        found = []
        for _, query in queries:
            asked = index.parse_query(" ".join(WORD.findall(query)), ["text"])
            hits = searcher.search(asked, DEPTH).hits
            found.append([searcher.doc(address)["id"][0] for _, address in hits])
        return found

    return Engine("tantivy, Arabic stemmer", f"tantivy {version('tantivy')}, tokenizer `ar_stem`", run)


def _lucene() -> Engine:
    java = shutil.which("java")
    jars = sorted(JARS.glob("lucene-*.jar"))
    core = [jar for jar in jars if re.fullmatch(r"lucene-core-[\d.]+\.jar", jar.name)]
    if java is None or not core:
        raise ImportError("no java, or no Lucene in /usr/share/java (Debian: liblucene8-java)")

    def run(documents: Pairs, queries: Pairs) -> list[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("documents", "queries")]
            for file, pairs in zip(files, (documents, queries), strict=True):
                lines = (f"{name}\t{' '.join(text.split())}\n" for name, text in pairs)
                file.write_text("".join(lines), "utf-8", errors="replace")
            program = ROOT / "benchmarks" / "LuceneArabic.java"
            call = [str(java), "-cp", ":".join(map(str, jars)), str(program), *map(str, files)]
            done = subprocess.run(call, capture_output=True, check=True)
        return [line.split("\t")[1:] for line in done.stdout.decode().splitlines()]

    number = core[-1].stem.rsplit("-", 1)[1]
    return Engine("Lucene, ArabicAnalyzer", f"Apache Lucene {number}, `ArabicAnalyzer`, BM25, any of the words", run)


def find() -> tuple[list[Engine], list[Missing]]:
    """Return all systems that run here, ours first, and those that do not."""
    engines = [ours()]
    missing = []
    for name, make in (
        ("Lucene, ArabicAnalyzer", _lucene),
        ("tantivy, Arabic stemmer", _tantivy),
        ("FTS5, camel-tools and light10", _camel),
        ("FTS5, Lucene's algorithm", _port),
        ("FTS5, Snowball Arabic", _snowball),
        ("FTS5, arabic-norm", _arabic_norm),
    ):
        try:
            engines.append(make())
        except Exception as error:  # whatever a peer raises is the reason
            missing.append(Missing.because(name, error))
    engines.append(fts5("FTS5 alone", f"SQLite {sqlite3.sqlite_version}, tokenizer `unicode61`", lambda text: text))
    return engines, missing
