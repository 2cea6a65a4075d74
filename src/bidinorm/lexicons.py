"""The door to `lexicons/`: data reviewed as text, read by name.

A lexicon is a UTF-8 file of tab-separated rows under a header of `# key: value` lines. In an installed
package the folder stands inside it; in a checkout it stands at the root of the repository.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bidinorm.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

REQUIRED = ("title", "columns", "source", "licence")
"""Header keys that every lexicon states."""
_ESCAPE = re.compile(r"\\u(.{4})")
_BROKEN = re.compile(r"\\u(?![0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One lexicon file: what its header says, and its rows.

    >>> read("letters/presentation_forms.tsv").columns[:2]
    ('form', 'letters')
    """

    name: str
    meta: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """Return the values of one column, in the order of the rows."""
        if name not in self.columns:
            raise LexiconError(f"{self.name}: no column {name!r}. Known: {', '.join(self.columns)}")
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)


def root() -> Traversable:
    """Return the folder of the lexicons: the one in the package, else the checkout's."""
    here = Path(__file__).resolve()
    for folder in (here.parent / "lexicons", here.parents[2] / "lexicons"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # takes longer than all the rest, and only a zip needs it

    return files("bidinorm") / "lexicons"


@cache
def read(name: str) -> Lexicon:
    """Read one lexicon by its name below `lexicons/`, such as `"labels.tsv"`.

    Raises `LexiconError` where the file is missing or a row is malformed; the message names file, line and column.
    """
    return parse(name, _text(name))


def _text(name: str) -> str:
    source = root()
    for part in name.split("/"):
        source = source / part
    try:
        return source.read_bytes().decode("utf-8")
    except OSError:
        raise LexiconError(f"no lexicon {name!r}. Known: {', '.join(names())}") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def lines(name: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the columns of a lexicon and its rows as they stand in the file, for a reader that needs few of them.

    `cells` splits a row; `read` checks all of them.

    >>> columns, rows = lines("labels.tsv")
    >>> len(cells("labels.tsv", rows[0], columns)) == len(columns)
    True
    """
    text = _text(name).split("\n")
    columns = next((line.partition(":")[2].split() for line in text if line.startswith("# columns:")), [])
    return tuple(columns), [line for line in text if line and line[0] != "#"]


def cells(name: str, line: str, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of a row by their columns; raises `LexiconError` where their number is wrong."""
    return dict(zip(columns, _row(name, 0, line, len(columns)), strict=True))


def parse(name: str, text: str) -> Lexicon:
    """Parse the text of a lexicon; `name` is used in messages.

    Cells may hold `\\uXXXX` escapes, so that an invisible character can be seen by its reader.
    """
    meta: dict[str, str] = {}
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon and not rows:
                meta.setdefault(key.strip(), value.strip())
        elif line:
            columns = meta.get("columns", "").split()
            rows.append(_row(name, number, line, len(columns)))
    missing = [key for key in REQUIRED if not meta.get(key)]
    if missing:
        raise LexiconError(f"{name}:1:1: the header lacks {', '.join(missing)}; add lines like '# {missing[0]}: …'")
    return Lexicon(name, MappingProxyType(meta), tuple(meta["columns"].split()), tuple(rows))


def column(line: str, cell: int) -> int:
    """Return the column, from 1 and in code points, where a cell of a row begins; of a missing one, its end.

    >>> column("باسم\\tBasim", 1), column("باسم\\tBasim", 2)
    (6, 11)
    """
    cells = line.split("\t")
    return sum(len(each) + 1 for each in cells[:cell]) + (cell < len(cells))


def _row(name: str, number: int, line: str, width: int) -> tuple[str, ...]:
    cells = line.rstrip("\r").split("\t")
    if len(cells) != width:
        place = f"{name}:{number}:{column(line, width)}"
        raise LexiconError(f"{place}: found {len(cells)} cells, the header names {width} columns")
    if "\\u" in line:
        if found := _BROKEN.search(line):
            cell = cells[line.count("\t", 0, found.start())]
            place = f"{name}:{number}:{found.start() + 1}"
            raise LexiconError(f"{place}: {cell!r} has a broken escape; write \\u and four digits")
        cells = [_ESCAPE.sub(_character, cell) for cell in cells]
    return tuple(cells)


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def names() -> list[str]:
    """Return the names of all lexicons, sorted."""
    return sorted(_walk(root(), ""))


def version() -> str:
    """Return what tells one state of the lexicons from another: twelve digits that their names and bytes decide.

    >>> len(version()), version() == version()
    (12, True)
    """
    from hashlib import sha256

    digest = sha256()
    for name in names():
        digest.update(name.encode() + b"\0" + sha256(_text(name).encode()).digest())
    return digest.hexdigest()[:12]


def _walk(folder: Traversable, prefix: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".tsv"):
            yield prefix + entry.name


def validate(name: str) -> list[str]:
    """Return what is wrong with a lexicon, one sentence each; an empty list where nothing is.

    >>> validate("labels.tsv")
    []
    """
    try:
        lexicon = read(name)
    except LexiconError as error:
        return [str(error)]
    found = []
    seen: set[tuple[str, ...]] = set()
    for row in lexicon.rows:
        if not row[0]:
            found.append(f"{name}: the row {row!r} has an empty first cell")
        if row in seen:
            found.append(f"{name}: the row {row!r} stands twice")
        seen.add(row)
        found += [f"{name}: the cell {cell!r} has blanks around it" for cell in row if cell != cell.strip(" ")]
    return found
