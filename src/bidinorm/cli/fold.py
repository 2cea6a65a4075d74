"""`bidinorm fold`: text in, what a search compares out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.clean import Output
from bidinorm.cli.lines import lines
from bidinorm.cli.parts import parts
from bidinorm.cli.session import Session, pipeline_of, reading
from bidinorm.cli.show import dumps, out
from bidinorm.config import Config
from bidinorm.encodings import UTF8

if TYPE_CHECKING:
    from bidinorm.files import TextFile


@click.command()
@reading
@click.option(
    "-p", "--profile", default="search", metavar="NAME|FILE.toml", help="The profile; search, match or yours."
)
@click.option("--ignore", default="", metavar="RULE,...", help="Leave these rules out, such as digits,case.")
@click.option("--json", "as_json", is_flag=True, help="One object per line: file, line, text, fold.")
def fold(session: Session, profile: str, ignore: str, as_json: bool) -> None:
    """Write text as it is searched: repaired, then folded.

    For comparing, not for reading: marks, case and forms of letters are gone. Always UTF-8, whatever the encoding
    of the input.

    In Python: bidinorm.fold().
    """
    pipeline = pipeline_of(Config(), profile, "", ignore)
    stdout = Output(UTF8)

    def work(file: TextFile) -> None:
        if not as_json:
            stdout.write(file, parts(file, pipeline, told=False))
            return
        for part in parts(file, pipeline):
            for line in lines(part, part.text.changes):
                out(dumps({"file": file.name, "line": line.number, "text": line.text, "fold": line.clean}))

    session.each(work)
