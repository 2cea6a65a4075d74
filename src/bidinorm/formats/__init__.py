"""Formats of files in which text stands in fields: which one a file has, and how it is named.

A file in none of them is text, line by line. Compression is no format: `rows.jsonl.gz` is JSON lines.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from bidinorm.errors import OptionError, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bidinorm.formats.rows import Rows

TEXT, PARQUET = "text", "parquet"
ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": PARQUET,
    ".pq": PARQUET,
}
"""The format of files with an ending; all others are text."""
NAMES = (TEXT, "jsonl", "csv", "tsv", PARQUET)
"""What a format may be called."""
PACKED = (".gz", ".xz", ".zst")
"""Endings of compressed files."""


def of(name: str) -> str:
    """Return the format that the name of a file tells.

    >>> of("rows.jsonl.gz"), of("article.txt")
    ('jsonl', 'text')
    """
    path = PurePath(name)
    if path.suffix.lower() in PACKED:
        path = path.with_suffix("")
    return ENDINGS.get(path.suffix.lower(), TEXT)


def reader(form: str, fields: Sequence[str] = (), *, header: bool = True, delimiter: str = "") -> Rows | None:
    """Return what reads and writes the rows of one file; None for text.

    `fields` names the fields to clean; without any, all that hold text are cleaned. `header` says whether the
    first row of a table names its columns, and `delimiter` what parts them, if it is not what the format has.
    """
    if form == "jsonl":
        from bidinorm.formats.jsonl import JsonLines

        return JsonLines(fields)
    if form in ("csv", "tsv"):
        from bidinorm.formats.delimited import Delimited

        return Delimited(fields, delimiter=delimiter or ("" if form == "csv" else "\t"), header=header)
    if form in (TEXT, PARQUET):
        return None
    raise OptionError(unknown("format", form, NAMES))
