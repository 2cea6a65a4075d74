"""Options for files of rows: their format, the fields to clean, what becomes of rows that cannot be read."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm import formats
from bidinorm.errors import InputError, unknown
from bidinorm.files import trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from bidinorm.cli.session import Session
    from bidinorm.formats.rows import Bad, Rows


TAB = "\t"


@dataclass
class RowOptions:
    """What was asked for of files of rows."""

    form: str = ""
    """The format of all inputs; empty where each has what its name says."""
    fields: tuple[str, ...] = ()
    header: bool = True
    delimiter: str = ""
    rejects: Path | None = None

    def form_of(self, name: str) -> str:
        """Return the format of an input."""
        return self.form or formats.of(name)

    def rows(self, name: str, fail: Callable[[Exception], None], *, required: bool = False) -> Rows | None:
        """Return what reads the rows of an input; None for text.

        Raises `InputError` for text where fields were asked for and are `required`.
        """
        form = self.form_of(name)
        if form == formats.TEXT and self.fields and required:
            known = ", ".join(one for one in formats.NAMES if one != form)
            shown = "<stdin>" if name == "-" else name
            raise InputError(f"{shown}: is read as lines of text, which have no fields; name its --format: {known}")
        made = formats.reader(form, self.fields, header=self.header, delimiter=self.delimiter)
        if made is not None:
            made.reject = lambda bad: self._reject(name, bad, fail)
        return made

    def _reject(self, name: str, bad: Bad, fail: Callable[[Exception], None]) -> None:
        """Report a row that cannot be read; it stays as it is, and a copy goes to the rejects."""
        if self.rejects is not None:
            shown = {"file": name, "line": bad.line, "reason": bad.reason, "row": bad.text}
            try:
                with self.rejects.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(json.dumps(shown, ensure_ascii=False) + "\n")
            except OSError as error:
                raise InputError(f"{self.rejects}: rejects cannot be written: {trouble(error)}") from None
        fail(InputError(f"{name}:{bad.line}: {bad.reason}; the row stays as it is"))


def require_fields(name: str, rows: Rows | None) -> None:
    """Raise `InputError` where a field was asked for that no row of a file has."""
    if rows is not None and rows.count:
        for missing in sorted(rows.missing):
            raise InputError(f"{name}: {unknown('field', missing, rows.known)}")


def with_fields(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of files of rows; they are set on its `Session`."""

    @functools.wraps(verb)
    def run(
        session: Session,
        *positional: object,
        form: str | None,
        fields: tuple[str, ...],
        header: bool,
        delimiter: str,
        rejects: str,
        **options: object,
    ) -> None:
        parting = TAB if delimiter == "tab" else delimiter
        session.rows = RowOptions(form or "", fields, header, parting, Path(rejects) if rejects else None)
        verb(session, *positional, **options)

    for decorate in (
        click.option("--rejects", default="", metavar="FILE", help="Append rows that cannot be read to FILE, as JSON "
                     "lines: file, line, reason, row."),
        click.option("--delimiter", default="", metavar="CHAR", help="What parts the columns of a CSV, or tab; else "
                     "the comma, or the semicolon, tab or bar that the header has in its place."),
        click.option("--header/--no-header", default=True, help="Whether the first row of a CSV or TSV names its "
                     "columns."),
        click.option("--format", "form", default=None, type=click.Choice(formats.NAMES), metavar="NAME",
                     help=f"The format of all inputs: {', '.join(formats.NAMES)}; else what their names say."),
        click.option("--field", "fields", multiple=True, metavar="NAME", help="Clean this field of JSON lines, this "
                     "column of CSV, TSV or Parquet; may be given several times. Else all that hold text."),
    ):  # fmt: skip
        run = decorate(run)
    return run
