"""`bidinorm explain`: each change with its place and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.lines import InputLine, described, lines
from bidinorm.cli.parts import parts
from bidinorm.cli.session import Session, judging, reading
from bidinorm.cli.show import dumps, out, readable, styled, visible

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change


@click.command()
@reading
@judging
@click.option("--json", "as_json", is_flag=True, help="One object per input line: file, line, start, end, text, "
              "clean, changes.")  # fmt: skip
@click.option("--display", is_flag=True, help="Draw each changed line as it is stored and as it is shown.")
def explain(session: Session, pipeline: Pipeline, as_json: bool, display: bool) -> None:
    """Say what clean would do, where and why; nothing is written.

    Offsets are code points of the whole file, as Python counts them, and columns begin at 1. A change belongs
    to the line in which it begins.

    In Python: bidinorm.explain().
    """

    def work(file: TextFile) -> None:
        for part in parts(file, pipeline, jobs=session.jobs):
            changes = part.text.changes
            session.count(changes)
            for line in lines(part, changes) if changes or as_json else ():
                if as_json:
                    out(dumps(_shown(file.name, line, part.offset)))
                elif line.changes:
                    _show(file.name, line, part.offset, display=display)

    session.each(work)


def _shown(name: str, line: InputLine, offset: int) -> dict[str, object]:
    """Return a line as JSON shows it; `offset` is added to the offsets of its changes."""
    place = {"file": name, "line": line.number, "start": line.start, "end": line.end}
    changes = [described(change, offset) for change in line.changes]
    return place | {"text": line.text, "clean": line.clean, "changes": changes}


def _show(name: str, line: InputLine, offset: int, *, display: bool) -> None:
    out(styled(f"{visible(name)}:{line.number}", bold=True))
    out(styled(f"  - {readable(line.text)}", "red"))
    out(styled(f"  + {readable(line.clean)}", "green"))
    for change in line.changes:
        column = change.start + offset - line.start + 1
        out(f"    {column}: {described_change(change)}")
    if display:
        from bidinorm.cli.levels import draw

        for label, text in (("stored before", line.text), ("stored after", line.clean)):
            out(f"    {label}:")
            draw(text, None, indent=6)
    out("")


def described_change(change: Change) -> str:
    """Return a change on one line, for people."""
    before, after = (f'"{readable(text)}"' if text else "nothing" for text in (change.before, change.after))
    return f"{change.rule}: {before} becomes {after}: {visible(change.reason)}"
