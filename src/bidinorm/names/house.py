"""A house lexicon: a table of names that an editor keeps, and that overrides all.

It is a UTF-8 file of tab-separated rows. Without a header a row is a name and its spelling; with a line
`# columns: …` it may have any of the columns of our own tables, and one more for each scheme that is to be settled.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.errors import LexiconError
from bidinorm.names import rows, schemes
from bidinorm.names.lexicon import Entry, Names, entry, fold, of_many_words
from bidinorm.names.marks import plain

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = ("arabic", "news", "vocalised", "variants", "kind", "gender", "region", "note")
_PLAIN = ("arabic", "news")


@lru_cache(maxsize=8)
def load(path: Path) -> Names:
    """Read a house lexicon. Raises `LexiconError` that names file, line and column of what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: the house lexicon cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Names:
    """Read the text of a house lexicon; `name` is used in messages.

    >>> parse("باسم\\tBasim", "house.tsv").find("باسم").news
    'Basim'
    >>> parse("باسم\\tBasim\\nHamid\\tHamid", "house.tsv")
    Traceback (most recent call last):
    bidinorm.errors.LexiconError: house.tsv:2:1: arabic: 'Hamid' is not Arabic words without tashkeel
    """
    columns: tuple[str, ...] = _PLAIN
    found: dict[str, tuple[Entry, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            if key.strip() == "columns":
                columns = _columns(value.split(), name, number)
        elif line.strip():
            row = _row(line, columns, name, number)
            key = fold(row.arabic)
            if any(other.arabic == row.arabic for other in found.get(key, ())):
                raise LexiconError(f"{name}:{number}:1: {row.arabic!r} stands twice; keep one row")
            found[key] = (*found.get(key, ()), row)
    return Names(dict(found), *of_many_words(key for key in found if " " in key))


def _columns(columns: list[str], name: str, number: int) -> tuple[str, ...]:
    known = [*COLUMNS, *schemes.names()]
    for place, column in enumerate(columns, 1):
        if column not in known:
            raise LexiconError(f"{name}:{number}:{place}: unknown column {column!r}. Known: {', '.join(known)}")
    if "arabic" not in columns:
        raise LexiconError(f"{name}:{number}: the columns lack 'arabic', the name as it is written")
    return tuple(columns)


def _row(line: str, columns: tuple[str, ...], name: str, number: int) -> Entry:
    values = [value.strip() for value in line.split("\t")]
    if len(values) > len(columns) or len(values) < 2:
        wanted = " and ".join(columns) if columns == _PLAIN else f"{len(columns)} columns"
        raise LexiconError(f"{name}:{number}: found {len(values)} cells, expected {wanted}, parted by tabs")
    cells = dict(zip(columns, values, strict=False))
    cells["arabic"] = plain(cells["arabic"])
    for column, what in rows.faults({**cells, "news": _ascii(cells.get("news", ""))}):
        raise LexiconError(f"{name}:{number}:{columns.index(column) + 1}: {column}: {what}")
    if not any(cells.get(column) for column in (*schemes.names(), "vocalised")):
        raise LexiconError(f"{name}:{number}: {cells['arabic']!r} has no spelling and no vowels")
    spelled = tuple((column, cells[column]) for column in columns if column in schemes.names() and cells.get(column))
    return entry(cells, name)._replace(spellings=tuple(pair for pair in spelled if pair[0] != "news"))


def _ascii(spelling: str) -> str:
    """A house may settle on any Latin spelling: accents are no fault here."""
    return spelling if spelling.isascii() else "".join(char if char.isascii() else "x" for char in spelling)


@lru_cache(maxsize=8)
def settler(path: str) -> Callable[[str], str]:
    """Return a function from a Latin spelling of a word to that of a house lexicon; empty where it has none."""
    found: dict[str, str] = {}
    for rows_ in load(Path(path)).rows.values():
        for row in rows_:
            if isinstance(row, Entry) and row.news:
                for spelling in (row.news, *row.variants):
                    found.setdefault(_stem(spelling).casefold(), _stem(row.news))
    return lambda spelling: found.get(spelling.casefold(), "")


def _stem(spelling: str) -> str:
    """Return a spelling without its article, which the text writes as it does."""
    return spelling[3:] if spelling[:2].casefold() in ("al", "el") and spelling[2:3] in ("-", " ") else spelling
