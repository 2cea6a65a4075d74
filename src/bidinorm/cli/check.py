"""`bidinorm check`: what is wrong, like a linter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.lines import InputLine, described, lines
from bidinorm.cli.parts import parts
from bidinorm.cli.session import Session, judging, reading
from bidinorm.cli.show import counted, dumps, out, visible

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change


@click.command()
@reading
@judging
@click.option("--json", "as_json", is_flag=True, help="One object per input line, as explain has it, each change "
              "with certain: true or false.")  # fmt: skip
def check(session: Session, pipeline: Pipeline, as_json: bool) -> None:
    """Print file:line:column: rule reason for what is wrong.

    That is all that clean would change, and what it only suspects. Exit code 1 where something is certain; what a
    person should look at is marked with "?" and does not fail.

    In Python: bidinorm.check().
    """

    def work(file: TextFile) -> None:
        for part in parts(file, pipeline, jobs=session.jobs):
            found = part.findings(pipeline)
            session.count(change for change in found if change.certain)
            session.judged.update(change.certain for change in found)
            for line in lines(part, found) if found or as_json else ():
                if as_json:
                    _show_json(file.name, line, part.offset)
                else:
                    for change in line.changes:
                        _show(file.name, line, change, part.offset)

    session.each(work)
    if session.judged[True]:
        session.found()
    if not as_json:
        session.sum_up(
            f"{session.judged[True]} to change, {session.judged[False]} to look at, in {counted(session.files, 'file')}"
        )


def _show_json(name: str, line: InputLine, offset: int) -> None:
    changes = [described(change, offset) | {"certain": change.certain} for change in line.changes]
    place = {"file": name, "line": line.number, "start": line.start, "end": line.end}
    out(dumps(place | {"text": line.text, "clean": line.clean, "changes": changes}))


def _show(name: str, line: InputLine, change: Change, offset: int) -> None:
    column = change.start + offset - line.start + 1
    mark = "" if change.certain else "? "
    out(f"{visible(name)}:{line.number}:{column}: {mark}{change.rule} {visible(change.reason)}")
