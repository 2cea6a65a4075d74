"""`bidinorm index`: files in, something to search out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import counted, out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.files import TextFile
    from bidinorm.index.analyzer import Analyzer
    from bidinorm.index.elastic import Flavour
    from bidinorm.index.records import By, Record


@click.command()
@click.argument("action", type=click.Choice(["build", "export", "settings"]))
@reading
@click.option("-o", "--output", default="", metavar="FILE", help="The index (build).")
@click.option("--to", default="jsonl", type=click.Choice(["jsonl", "elasticsearch", "opensearch"]), help="For which "
              "engine (export, settings).")  # fmt: skip
@click.option("--by", default="file", type=click.Choice(["file", "paragraph", "line"]), help="What is one record; of "
              "JSON lines it is an object.")  # fmt: skip
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Of JSON lines: a field with text (text).")
@click.option("--stop", "stop", multiple=True, metavar="WORD|LIST", help="Words to leave out; arabic and english are "
              "lists.")  # fmt: skip
@click.option("-p", "--profile", default="", metavar="NAME|FILE.toml", help="What repairs and folds (search).")
@click.option("--fresh", is_flag=True, help="Make the index anew; else one that exists is brought up to date.")
@click.option("--keep", is_flag=True, help="Keep what is in the index and not among these inputs.")
def index(
    session: Session, action: str, output: str, to: str, by: By, fields: tuple[str, ...], stop: tuple[str, ...],
    profile: str, fresh: bool, keep: bool,
) -> None:  # fmt: skip
    """Build a search index of files, folders or JSON lines; or write what other engines need.

    build makes one SQLite file (-o). Files that have not changed are not read again, those that are gone go. A broken
    file or line is told and left out. Whatever happens, the file is the old index or the new one.

    export writes a line for each record to standard output: its terms as JSON, or with --to elasticsearch the two lines
    of a bulk request. settings writes the body of the request that creates such an index.

    In Python: bidinorm.index.sqlite.writing().
    """
    analyzer = _analyzer(stop, profile)
    how = Reading(by, fields or ("text",))
    if action == "settings":
        _settings(to, analyzer)
    elif action == "export":
        _export(session, to, how, analyzer)
    elif not output:
        raise click.UsageError("build needs a file for the index; give one with -o")
    else:
        _build(session, output, how, analyzer, fresh=fresh, keep=keep)


class Reading(NamedTuple):
    """How files are cut into records."""

    by: By
    fields: tuple[str, ...]

    def records(self, session: Session, file: TextFile) -> Iterator[Record]:
        """Yield the records of a file; what is wrong with one is told."""
        from bidinorm.index.records import records

        return records(file, by=self.by, fields=self.fields, fail=session.fail)


def _build(session: Session, output: str, how: Reading, analyzer: Analyzer | None, *, fresh: bool, keep: bool) -> None:
    from bidinorm.index.sqlite import writing

    seen: set[str] = set()
    number = 0
    with writing(output, analyzer, fresh=fresh) as writer:

        def work(file: TextFile) -> None:
            nonlocal number
            seen.add(file.name)
            stamp = _stamp(file, how.by, *how.fields)
            if not writer.knows(file.name, stamp):
                number += writer.add(file.name, stamp, how.records(session, file))

        session.each(work)
        there = writer.sources if keep else {name for name in writer.sources if session.code and _is_there(name)}
        gone = writer.keep(seen | there)
    session.say(f"{output}: {counted(number, 'record')} of {counted(session.files, 'file')} put in, "
                f"{counted(gone, 'file')} taken out")  # fmt: skip


def _is_there(name: str) -> bool:
    """Tell whether a file exists, or may; one that could not be read keeps what the index has of it."""
    try:
        Path(name).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def _export(session: Session, to: str, how: Reading, analyzer: Analyzer | None) -> None:
    from bidinorm.index import elastic, jsonl

    def work(file: TextFile) -> None:
        found = how.records(session, file)
        for line in jsonl.lines(found, analyzer) if to == "jsonl" else elastic.bulk(found, "documents", analyzer):
            out(line.removesuffix("\n"))

    session.each(work)


def _settings(to: str, analyzer: Analyzer | None) -> None:
    from bidinorm.index import elastic

    if to == "jsonl":
        raise click.UsageError("settings are of --to elasticsearch or opensearch")
    flavour: Flavour = "opensearch" if to == "opensearch" else "elasticsearch"
    out(json.dumps(elastic.settings(analyzer, flavour), indent=2))


def _analyzer(stop: tuple[str, ...], profile: str) -> Analyzer | None:
    """Return the analyzer that was asked for; None where the index may keep its own."""
    from bidinorm.index.analyzer import Analyzer

    return Analyzer(profile=profile or "search", stop=stop) if stop or profile else None


def _stamp(file: TextFile, *how: str) -> str:
    """Return what tells this state of a file, read in this way, from others; nothing where that is not known."""
    try:
        found = os.fstat(file.stream.fileno())
    except OSError:
        return ""
    return " ".join((str(found.st_size), str(found.st_mtime_ns), *how)) if file.name != "<stdin>" else ""
