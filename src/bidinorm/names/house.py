"""A house lexicon: a table of names that an editor keeps, and that overrides all.

It is a UTF-8 file of tab-separated rows. Without a header a row is a name and its spelling; with a line
`# columns: …` it may have any of the columns of our own tables, and one more for each scheme that is to be settled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER
from bidinorm.errors import LexiconError
from bidinorm.files import trouble
from bidinorm.lexicons import column
from bidinorm.names import rows, schemes
from bidinorm.names.lexicon import Entry, Names, entry, fold, of_many_words
from bidinorm.names.marks import plain

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = ("arabic", "news", "vocalised", "variants", "kind", "gender", "region", "note")
_PLAIN = ("arabic", "news")
_ARABIC = re.compile(f"[{ARABIC_LETTER}]")


@lru_cache(maxsize=8)
def load(path: Path) -> Names:
    """Read a house lexicon. Raises `LexiconError` that names file, line and column of what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: the house lexicon cannot be read: {trouble(error)}") from None
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
            if line[1:].partition(":")[0].strip() == "columns" and ":" in line:
                columns = _columns(line, f"{name}:{number}")
        elif line.strip():
            row = _row(line, columns, name, number)
            key = fold(row.arabic)
            if any(other.arabic == row.arabic for other in found.get(key, ())):
                raise LexiconError(f"{name}:{number}:1: {row.arabic!r} stands twice; keep one row")
            found[key] = (*found.get(key, ()), row)
    return Names(dict(found), *of_many_words(key for key in found if " " in key))


def _columns(line: str, place: str) -> tuple[str, ...]:
    known = [*COLUMNS, *(scheme for scheme in schemes.names() if scheme not in COLUMNS)]
    columns: list[str] = []
    for found in re.compile(r"\S+").finditer(line, line.index(":") + 1):
        own, at = found.group(), f"{place}:{found.start() + 1}"
        if own not in known:
            raise LexiconError(f"{at}: unknown column {own!r}. Known: {', '.join(known)}")
        if own in columns:
            raise LexiconError(f"{at}: the column {own!r} stands twice")
        columns.append(own)
    if "arabic" not in columns:
        raise LexiconError(f"{place}:1: the columns lack 'arabic', the name as it is written")
    return tuple(columns)


def _row(line: str, columns: tuple[str, ...], name: str, number: int) -> Entry:
    place = f"{name}:{number}"
    values = [value.strip() for value in line.split("\t")]
    if len(values) > len(columns) or len(values) < 2 or len(values) <= columns.index("arabic"):
        wanted = " and ".join(columns) if columns == _PLAIN else f"{len(columns)} columns"
        where = f"{place}:{column(line, len(columns))}"
        raise LexiconError(f"{where}: found {len(values)} cells, expected {wanted}, parted by tabs")
    cells = dict(zip(columns, values, strict=False))
    cells["arabic"] = plain(cells["arabic"])
    for own, what in rows.faults({**cells, "news": _ascii(cells.get("news", ""))}):
        raise LexiconError(f"{place}:{column(line, columns.index(own))}: {own}: {what}")
    for own in schemes.names():
        if _ARABIC.search(cells.get(own) or ""):
            at = f"{place}:{column(line, columns.index(own))}"
            raise LexiconError(f"{at}: {own}: {cells[own]!r} is in Arabic letters; a spelling is in Latin ones")
    if not any(cells.get(own) for own in (*schemes.names(), "vocalised")):
        raise LexiconError(f"{place}:1: {cells['arabic']!r} has no spelling and no vowels")
    spelled = tuple((own, cells[own]) for own in columns if own in schemes.names() and cells.get(own))
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
