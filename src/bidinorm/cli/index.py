"""`bidinorm index`: files in, something to search out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.session import Session, reading

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.index.analyzer import Analyzer
    from bidinorm.index.records import By


@click.command()
@click.argument("action", type=click.Choice(["build"]))
@reading
@click.option("-o", "--output", required=True, metavar="FILE", help="The index.")
@click.option("--by", default="file", type=click.Choice(["file", "paragraph", "line"]), help="What is one record; of "
              "JSON lines it is an object.")  # fmt: skip
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Of JSON lines: a field with text (text).")
@click.option("--stop", "stop", multiple=True, metavar="WORD|LIST", help="Words to leave out; arabic and english are "
              "lists.")  # fmt: skip
@click.option("-p", "--profile", default="", metavar="NAME|FILE.toml", help="What repairs and folds (search).")
@click.option("--fresh", is_flag=True, help="Make the index anew; else one that exists is brought up to date.")
@click.option("--keep", is_flag=True, help="Keep what is in the index and not among these inputs.")
def index(
    session: Session, action: str, output: str, by: By, fields: tuple[str, ...], stop: tuple[str, ...], profile: str,
    fresh: bool, keep: bool,
) -> None:  # fmt: skip
    """Build a search index of files, folders or JSON lines: one SQLite file.

    Files that have not changed are not read again, those that are gone go. A broken file or line is told and left
    out. Whatever happens, the file is the old index or the new one.

    In Python: bidinorm.index.sqlite.writing().
    """
    from bidinorm.index.records import records
    from bidinorm.index.sqlite import writing

    session.skip = Path(output).suffix
    seen: set[str] = set()
    number = 0
    with writing(output, _analyzer(stop, profile), fresh=fresh) as writer:

        def work(file: TextFile) -> None:
            nonlocal number
            seen.add(file.name)
            stamp = _stamp(file, by, *fields)
            if not writer.knows(file.name, stamp):
                found = records(file, by=by, fields=fields or ("text",), fail=session.fail)
                number += writer.add(file.name, stamp, found)

        session.each(work)
        gone = 0 if keep or session.code else writer.keep(seen)
    session.say(f"{output}: {number} records of {session.files} files put in, {gone} files taken out")


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
