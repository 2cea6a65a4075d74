"""`bidinorm runs`: which script each stretch of a line is in."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bidinorm.cli.parts import plain_lines
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import dumps, out, readable, visible

if TYPE_CHECKING:
    from bidinorm.files import TextFile


@click.command()
@reading
@click.option("--json", "as_json", is_flag=True, help="One object per input line: file, line, start, runs.")
def runs(session: Session, as_json: bool) -> None:
    """Print the script runs of each line: start, end, script, direction, text.

    Offsets are code points, from 0 in each line; with --json "start" is the line's place in the file.

    In Python: bidinorm.runs().
    """
    from bidinorm.runs import runs as runs_of

    def work(file: TextFile) -> None:
        for line in plain_lines(file):
            found = runs_of(line.text)
            if as_json:
                shown = {"file": file.name, "line": line.number, "start": line.start}
                out(dumps(shown | {"runs": [asdict(run) for run in found]}))
                continue
            for run in found:
                place = f"{visible(file.name)}:{line.number}: {run.start}-{run.end}"
                out(f"{place} {run.script} {run.direction} {readable(line.text[run.start : run.end])}")

    session.each(work)
