"""`bidinorm levels`: what is stored, what is seen, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from bidinorm.cli.parts import plain_lines
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import dumps, out, visible

if TYPE_CHECKING:
    from bidinorm.bidi import Direction
    from bidinorm.files import TextFile


@click.command()
@reading
@click.option("--base", type=click.Choice(["auto", "ltr", "rtl"]), default="auto", help="The paragraph's direction.")
@click.option("--json", "as_json", is_flag=True, help="One object per input line: file, line, start, base, levels, "
              "order.")  # fmt: skip
def levels(session: Session, base: Literal["auto", "ltr", "rtl"], as_json: bool) -> None:
    """Draw lines as they are stored and as they are shown, with their embedding levels.

    Levels are those of UAX #9.

    In Python: bidinorm.levels(), bidinorm.display_order() and bidinorm.base_direction().
    """
    from bidinorm.bidi import base_direction, display_order
    from bidinorm.bidi import levels as levels_of

    asked: Direction | None = None if base == "auto" else base

    def work(file: TextFile) -> None:
        for line in plain_lines(file):
            own = asked or base_direction(line.text) or "ltr"
            if as_json:
                shown = {"file": file.name, "line": line.number, "start": line.start, "base": own}
                shown |= {"levels": list(levels_of(line.text, own)), "order": display_order(line.text, own)}
                out(dumps(shown))
            elif line.text:
                out(f"{file.name}:{line.number}: base direction {own}")
                draw(line.text, own)

    session.each(work)


def draw(text: str, base: Direction | None, indent: int = 2) -> None:
    """Draw a line twice, a column for each character: in stored order, and as it is seen from left to right."""
    from rich.console import Console
    from rich.table import Table

    from bidinorm.bidi import display_order, levels
    from bidinorm.bidi.classes import mirror_table

    found = levels(text, base)
    order = display_order(text, base)
    console = Console(width=max(80, 8 * 40), highlight=False, soft_wrap=True)
    for title, places in (("stored", range(len(text))), ("seen", order)):
        for begin in range(0, len(places), 24):
            chosen = list(places[begin : begin + 24])
            table = Table(show_header=False, box=None, padding=(0, 1, 0, 0), pad_edge=False)
            mirrors = mirror_table() if title == "seen" else {}
            signs = [mirrors.get(text[i], text[i]) if found[i] % 2 else text[i] for i in chosen]
            table.add_row(f"{'':{indent}}{title}", *(visible(sign) if sign != " " else "␣" for sign in signs))
            table.add_row(f"{'':{indent}}offset", *(str(i) for i in chosen))
            table.add_row(f"{'':{indent}}level", *(str(found[i]) for i in chosen))
            with console.capture() as drawn:  # Rich would end the program where a pipe is closed
                console.print(table)
            out(drawn.get().removesuffix("\n"))
