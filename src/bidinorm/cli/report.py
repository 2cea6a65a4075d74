"""`bidinorm report`: a page of HTML for people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.inputs import STDIN
from bidinorm.cli.parts import parts
from bidinorm.cli.session import Session, judging, reading
from bidinorm.cli.show import counted, lost_output
from bidinorm.errors import InputError

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.pipeline import Pipeline


@click.command()
@reading
@judging
@click.option("-o", "--output", required=True, metavar="FILE.html", help="The page; - is standard output.")
@click.option("--names/--no-names", default=True, help="List the names with all their spellings.")
@click.option("--limit", default=20_000, show_default=True, type=click.IntRange(0), metavar="N", help="Changes that "
              "are shown; further ones are counted.")  # fmt: skip
def report(session: Session, pipeline: Pipeline, output: str, names: bool, limit: int) -> None:
    """Write one page of HTML that shows what clean would change, where and why.

    The page needs no network and no file beside it. It has every change before and after, charts, the names with
    their spellings, a search and filters; it can be read on a phone, in the dark and on paper. Needs
    pip install "bidinorm[report]".

    In Python: bidinorm.report.html().
    """
    from bidinorm.report import Report
    from bidinorm.report.page import environment, pieces, write

    try:
        environment()
    except ImportError as error:
        raise InputError(str(error)) from None
    made = Report(limit=limit, names=names)
    session.skip, session.output_shown, session.one_output = Path(output).name, False, True

    def work(file: TextFile) -> None:
        for part in parts(file, pipeline, jobs=session.jobs):
            found = part.findings(pipeline)
            session.count(change for change in found if change.certain)
            made.add(file.name, part.text, found, part.line)

    session.each(work)
    if output == STDIN:
        with lost_output():
            sys.stdout.writelines(pieces(made, pipeline.name))
    else:
        write(made, output, pipeline.name)
        session.sum_up(f"{output}: {counted(made.changes, 'change')} in {counted(len(made.files), 'file')}")
