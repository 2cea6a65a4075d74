"""`bidinorm clean`: text in, clean text out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.lines import lines
from bidinorm.cli.session import Part, Session, judging, parts, reading
from bidinorm.cli.show import diff, diff_head
from bidinorm.encodings import Coding, named
from bidinorm.files import TextFile, encoded, replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from bidinorm.pipeline import Pipeline


class UnchangedError(Exception):
    """A file is as it should be, and is not written again."""


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

    In Python: bidinorm.clean().
    """
    if in_place + as_diff + as_check + as_json > 1 and not (as_diff and as_check):
        raise click.UsageError("--in-place, --diff, --check and --json exclude each other (but --diff --check is fine)")
    if backup and not in_place:
        raise click.UsageError("--backup needs --in-place")
    output = named(output_encoding) if output_encoding else None

    def work(file: TextFile) -> None:
        made = _counted(session, file, pipeline)
        if as_diff:
            _show_diff(file.name, made)
        elif as_json:
            _show_json(file.name, made)
        elif as_check:
            _check(file.name, made)
        elif in_place and file.name != "<stdin>":
            _replace(Path(file.name), file, made, output, backup)
        else:
            _write(file, made, output, sys.stdout.buffer)

    session.each(work)
    if as_check and session.changed:
        session.found()


def _counted(session: Session, file: TextFile, pipeline: Pipeline) -> Iterator[Part]:
    """Yield the parts of an input and keep count of what is changed."""
    changed = False
    for part in parts(file, pipeline):
        changes = part.text.changes
        session.count(changes)
        session.changed += bool(changes) and not changed
        changed = changed or bool(changes)
        yield part


def _write(file: TextFile, made: Iterator[Part], output: Coding | None, stream: BinaryIO) -> bool:
    """Write what became of an input; return whether it differs."""
    changed = False
    first = True
    for part in made:
        coding = output or file.coding
        if first:
            stream.write(coding.bom)
        first = False
        stream.write(encoded(part.text.current, coding, file.name, part.line))
        changed = changed or part.text.current != part.text.original
    if first:  # an empty file may have a byte order mark
        stream.write((output or file.coding).bom)
    stream.flush()
    return changed or (output is not None and output != file.coding)


def _replace(path: Path, file: TextFile, made: Iterator[Part], output: Coding | None, backup: str) -> None:
    try:
        with replacing(path, backup) as stream:
            if not _write(file, made, output, stream):
                raise UnchangedError
    except UnchangedError:
        pass


def _show_diff(name: str, made: Iterator[Part]) -> None:
    headed = False
    for part in made:
        if part.text.current == part.text.original:
            continue
        for line in diff(name, part.text.original, part.text.current, part.line, part.line_after):
            if not headed:
                click.echo(diff_head(name))
            headed = True
            click.echo(line)


def _show_json(name: str, made: Iterator[Part]) -> None:
    for part in made:
        for line in lines(part, part.text.changes):
            shown = {
                "file": name,
                "line": line.number,
                "text": line.text,
                "clean": line.clean,
                "changed": line.text != line.clean,
            }
            click.echo(json.dumps(shown, ensure_ascii=False))


def _check(name: str, made: Iterator[Part]) -> None:
    changes = sum(len(part.text.changes) for part in made)
    if changes:
        click.echo(f"would change {name} ({changes} {'place' if changes == 1 else 'places'})")
