"""Make the tables of the bidi engine, `lexicons/unicode/bidi_*.tsv`, from the Unicode Character Database.

    python training/bidi_tables.py [--ucd FOLDER] [--out FOLDER]

The database is read from Debian's package `unicode-data`. The tables are data to review, not to edit: a new
version of Unicode is this command run again, and a test compares what it writes with what is checked in.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

UCD = Path("/usr/share/unicode")
OUT = Path(__file__).resolve().parents[1] / "lexicons" / "unicode"
LAST = 0x10FFFF

SHORT = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
    "Boundary_Neutral": "BN",
}
"""The long names that `@missing` lines use, and the short ones that data lines use."""


def data_lines(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each data line of a UCD file, comments taken off."""
    for line in path.read_text(encoding="utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content:
            yield [field.strip() for field in content.split(";")]


def version(path: Path) -> str:
    """Return the Unicode version that the first line of a UCD file states, such as `15.0.0`."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = re.search(r"-(\d+\.\d+\.\d+)\.txt", first)
    if found is None:
        raise SystemExit(f"{path}: the first line {first!r} states no version")
    return found[1]


def bounds(field: str) -> tuple[int, int]:
    """Return the first and the last code point of `0600` or `0600..0605`."""
    first, _, last = field.partition("..")
    return int(first, 16), int(last or first, 16)


def bidi_classes(path: Path) -> list[str]:
    """Return the Bidi_Class of every code point; unassigned ones have the value of their `@missing` line."""
    classes = ["L"] * (LAST + 1)
    text = path.read_text(encoding="utf-8")
    defaults = re.findall(r"^# @missing: (\S+); (\S+)", text, re.MULTILINE)
    # A default stands before the exceptions to it, so that the order of the file is the order to apply.
    values = [(field, SHORT[name]) for field, name in defaults]
    values += [(fields[0], fields[1]) for fields in data_lines(path)]
    for field, value in values:
        first, last = bounds(field)
        classes[first : last + 1] = [value] * (last + 1 - first)
    return classes


def class_rows(path: Path) -> Iterator[str]:
    """Yield one row per maximal range of one Bidi_Class; the rows tile the code space."""
    start = 0
    for value, group in groupby(bidi_classes(path)):
        end = start + sum(1 for _ in group)
        yield f"{start:04X}\t{end - 1:04X}\t{value}"
        start = end


def mirroring_rows(path: Path) -> Iterator[str]:
    """Yield one row per code point that has a Bidi_Mirroring_Glyph."""
    for code_point, mirrored in data_lines(path):
        yield f"{code_point}\t{mirrored}"


def bracket_rows(path: Path) -> Iterator[str]:
    """Yield one row per bracket: code point, its Bidi_Paired_Bracket, its Bidi_Paired_Bracket_Type."""
    for code_point, paired, kind in data_lines(path):
        if kind in "oc":
            yield f"{code_point}\t{paired}\t{kind}"


TABLES = (
    (
        "bidi_class.tsv",
        "Bidi_Class of every code point, unassigned ones included; both ends of a range belong to it",
        "first last bidi_class",
        "extracted/DerivedBidiClass.txt",
        class_rows,
    ),
    (
        "bidi_mirroring.tsv",
        "Bidi_Mirroring_Glyph: the character whose picture is the mirror image",
        "code_point mirrored",
        "BidiMirroring.txt",
        mirroring_rows,
    ),
    (
        "bidi_brackets.tsv",
        "Bidi_Paired_Bracket and Bidi_Paired_Bracket_Type (o opens, c closes)",
        "code_point paired type",
        "BidiBrackets.txt",
        bracket_rows,
    ),
)


def tables(ucd: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each table."""
    for name, title, columns, file, rows in TABLES:
        path = ucd / file
        header = (
            f"# title: {title}\n"
            f"# columns: {columns}\n"
            f"# source: Unicode Character Database, {file}\n"
            f"# unicode: {version(path)}\n"
            "# licence: Unicode-3.0\n"
            "# command: python training/bidi_tables.py\n"
        )
        yield name, header + "".join(f"{row}\n" for row in rows(path))


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description="Make the tables of the bidi engine.")
    parser.add_argument("--ucd", type=Path, default=UCD, help="folder of the Unicode Character Database")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in tables(options.ucd):
        (options.out / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
