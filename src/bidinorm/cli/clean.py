"""`bidinorm clean`: text in, clean text out."""

from __future__ import annotations

import os
import stat
import sys
from collections import deque
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.inputs import STDIN
from bidinorm.cli.lines import InputLine, lines
from bidinorm.cli.parquet import Target, table
from bidinorm.cli.parts import Part, parts
from bidinorm.cli.session import Session, judging, reading
from bidinorm.cli.show import counted, diff, dumps, lost_output, on_terminal, out
from bidinorm.encodings import Coding, named
from bidinorm.errors import InputError
from bidinorm.files import TextFile, encoded, line_ends, replacing
from bidinorm.formats import PARQUET
from bidinorm.formats.packed import packing, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.pipeline import Pipeline


@click.command()
@reading
@judging
@click.option("-i", "--in-place", is_flag=True, help="Write the files themselves, each in one step.")
@click.option("--backup", default="", metavar="SUFFIX", help="With --in-place: keep the old file as FILE+SUFFIX.")
@click.option("--diff", "as_diff", is_flag=True, help="Show what would change, as a unified diff.")
@click.option("--check", "as_check", is_flag=True, help="Write nothing; exit 1 where something would change.")
@click.option("--json", "as_json", is_flag=True, help="One object per line: file, line, text, clean, changed.")
@click.option("--output-encoding", default="", metavar="NAME", help="Write in this encoding; else as it came.")
def clean(
    session: Session, pipeline: Pipeline, in_place: bool, backup: str, as_diff: bool, as_check: bool, as_json: bool,
    output_encoding: str,
) -> None:  # fmt: skip
    """Put text right by a profile; what is right comes back byte for byte.

    The encoding, a byte order mark and the line ends stay as they are. Exit code: 0, 1 where --check found
    something, 2 where an input could not be read or written; the others are done all the same.

    With --in-place a file is replaced in one step, and only where something changes. Several files on standard
    output come in the encoding of the first.

    In Python: bidinorm.clean().
    """
    _refuse(session, in_place=in_place, backup=backup, shown=as_diff + as_json, as_check=as_check)
    output = named(output_encoding) if output_encoding else None
    stdout = Output(output)
    session.skip, session.output_shown = backup, not (in_place or as_check)
    session.one_output = not (in_place or as_check or as_diff or as_json)

    def work(file: TextFile) -> None:
        if session.rows.form_of(file.name) == PARQUET:
            return table(session, file, pipeline, Target(in_place, backup, as_diff or as_json, as_check))
        made = _counted(session, file, pipeline, told=bool(as_diff or as_json or session.report))
        if as_json:
            _show_json(file.name, made)
        elif as_diff:
            for line in diff(((line.text + line.ending, line.written) for line in _lines(made)), file.name):
                out(line)
        elif in_place:
            _replace(file, made, output, backup, whole=pipeline.whole)
        elif not as_check:
            stdout.write(file, made)
        deque(made, maxlen=0)  # to its end
        if as_check:
            session.would_change(file.name)

    session.each(work)
    if session.files and (in_place or as_check):
        session.sum_up(f"{_share(session)} {'changed' if in_place else 'would change'}")


def _share(session: Session) -> str:
    return f"{session.changed} of {counted(session.files, 'file')}"


def _refuse(session: Session, *, in_place: bool, backup: str, shown: int, as_check: bool) -> None:
    """Refuse options that contradict each other."""
    if shown > 1 or (in_place and (shown or as_check)):
        raise click.UsageError("--in-place, --diff and --json exclude each other, and --in-place excludes --check")
    if backup and not in_place:
        raise click.UsageError("--backup needs --in-place")
    if "/" in backup or "\\" in backup:
        raise click.UsageError(f"found the suffix {backup!r}; --backup needs one such as .orig, before the files")
    if in_place and STDIN in (session.paths or (STDIN,)):
        raise click.UsageError("--in-place needs files or folders; standard input cannot be replaced")


def _counted(session: Session, file: TextFile, pipeline: Pipeline, *, told: bool) -> Iterator[Part]:
    """Yield the parts of an input and keep count of what is changed."""
    for part in parts(file, pipeline, told=told, jobs=session.jobs):
        if told:
            session.count(part.text.changes)
        session.dirty = session.dirty or part.text.current != part.text.original
        yield part


class Output:
    """Standard output, where all inputs come out in one encoding: the one asked for, else that of the first."""

    def __init__(self, coding: Coding | None) -> None:
        self.coding = coding
        self.begun = False

    def write(self, file: TextFile, made: Iterator[Part]) -> None:
        """Write what became of an input."""
        for part in made:
            coding = self.coding or file.coding  # which may turn out later, when all so far was ASCII
            self._put(part.text.current, coding, file.name, part.line)
        self.coding = self.coding or file.coding
        self._put("", self.coding, file.name, 1)  # an empty file may have a byte order mark

    def _put(self, text: str, coding: Coding, name: str, line: int) -> None:
        with lost_output():
            if on_terminal():
                sys.stdout.write(text)
                return
            if not self.begun:
                sys.stdout.buffer.write(coding.bom)
            self.begun = True
            sys.stdout.buffer.write(encoded(text, coding, name, line))


def _replace(file: TextFile, made: Iterator[Part], output: Coding | None, backup: str, *, whole: bool) -> None:
    """Write a file anew from its first changed part on; what stands before it is copied, clean files are left."""
    path = Path(file.name)
    since = os.fstat(file.stream.fileno())
    if not stat.S_ISREG(since.st_mode):
        raise InputError(f"{path}: found no regular file; only such can be replaced; write to standard output")
    clean, first = 0, None
    for part in made:
        if part.text.current != part.text.original:
            first = part
            break
        clean += 1
    if first is None and output in (None, file.coding):
        return
    with replacing(path, backup, since) as replaced, packing(replaced, file.name) as stream:
        coding = output or file.coding
        stream.write(coding.bom)
        with path.open("rb") as raw, unpacked(raw, file.name) as again:
            line = 1
            for text in islice(TextFile(file.name, again, file.coding, rows=file.rows).parts(whole=whole), clean):
                stream.write(encoded(text, coding, file.name, line))
                line += line_ends(text)
        for part in chain([first] if first else [], made):
            coding = output or file.coding  # which may turn out later, when all so far was ASCII
            stream.write(encoded(part.text.current, coding, file.name, part.line))
        file.stream.close()  # some systems do not replace what is open


def _lines(made: Iterator[Part]) -> Iterator[InputLine]:
    return (line for part in made for line in lines(part, part.text.changes))


def _show_json(name: str, made: Iterator[Part]) -> None:
    for line in _lines(made):
        shown = {"file": name, "line": line.number, "text": line.text, "clean": line.clean}
        out(dumps(shown | {"changed": line.text + line.ending != line.written}))
