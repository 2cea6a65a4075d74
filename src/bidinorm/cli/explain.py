"""`bidinorm explain`: each change with its place and its reason."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from bidinorm.cli.lines import InputLine, lines
from bidinorm.cli.session import Session, judging, parts, reading
from bidinorm.cli.show import coloured, readable, visible

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
        for part in parts(file, pipeline):
            changes = part.text.changes
            session.count(changes)
            session.changed += bool(changes)
            for line in lines(part, changes):
                if as_json:
                    click.echo(json.dumps(described(file.name, line, part.offset), ensure_ascii=False))
                elif line.changes:
                    _show(file.name, line, part.offset, display=display)

    session.each(work)


def described(name: str, line: InputLine, offset: int) -> dict[str, Any]:
    """Return a line as JSON shows it; `offset` is added to the offsets of its changes."""
    changes = []
    for change in line.changes:
        shown = asdict(change) | {"start": change.start + offset, "end": change.end + offset}
        del shown["certain"]  # what explain shows is certain
        changes.append(shown)
    place = {"file": name, "line": line.number, "start": line.start, "end": line.end}
    return place | {"text": line.text, "clean": line.clean, "changes": changes}


def _show(name: str, line: InputLine, offset: int, *, display: bool) -> None:
    click.echo(_style(f"{name}:{line.number}", bold=True))
    click.echo(_style(f"  - {readable(line.text)}", "red"))
    click.echo(_style(f"  + {readable(line.clean)}", "green"))
    for change in line.changes:
        column = change.start + offset - line.start + 1
        click.echo(f"    {column}: {described_change(change)}")
    if display:
        from bidinorm.cli.levels import draw

        for label, text in (("stored before", line.text), ("stored after", line.clean)):
            click.echo(f"    {label}:")
            draw(text, None, indent=6)
    click.echo()


def described_change(change: Change) -> str:
    """Return a change on one line, for people."""
    before, after = (f'"{readable(text)}"' if text else "nothing" for text in (change.before, change.after))
    return f"{change.rule}: {before} becomes {after}: {visible(change.reason)}"


def _style(text: str, colour: str | None = None, *, bold: bool = False) -> str:
    return click.style(text, fg=colour, bold=bold) if coloured() else text
