"""Tables with delimiters (RFC 4180): CSV, and TSV with a tab in the place of the comma.

Rows are read by Python's `csv`: fields in quotation marks may hold delimiters, line ends and doubled quotation
marks. A changed field is written anew in its place, in quotation marks where it had them or needs them now.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from bidinorm.errors import InputError, OptionError, unknown
from bidinorm.files import line_ends
from bidinorm.formats.rows import Field, PlaceError, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST = 1 << 27
"""Code points after which a quotation mark that nothing closes is taken for a plain character."""
OTHERS = ";\t|"
"""What parts the columns of a CSV in the place of the comma, where decimals have one."""


class Delimited(Rows):
    """The rows of a table; `fields` are names of columns, or their numbers from 1.

    The first row of a table with a `header` stays as it is. Without a `delimiter` it is the comma, or what the header
    has in its place.
    """

    def __init__(self, fields: Sequence[str], *, delimiter: str = "", header: bool) -> None:
        super().__init__(fields)
        if delimiter in ('"', "\r", "\n") or len(delimiter) > 1:
            raise OptionError(f"found the delimiter {delimiter!r}; give one character that is no quotation mark")
        self.delimiter = delimiter
        self.header = header
        self.begun = False
        self.columns: list[int] = []
        """The columns to clean, from 0; none stands for all."""
        csv.field_size_limit(sys.maxsize)

    def parts(self, blocks: Iterable[str]) -> Iterator[str]:
        """Yield the text in parts that end at a line end outside of quotation marks."""
        held: list[str] = []
        size = 0
        inside = False
        for block in blocks:
            inside ^= block.count('"') % 2 == 1
            end = _row_end(block, inside=inside)
            size += len(block)
            if not end and size > LONGEST:
                end, inside = block.rfind("\n") + 1, False
            if end:
                yield "".join((*held, block[:end]))
                held, size = [block[end:]], len(block) - end
            else:
                held.append(block)
        if rest := "".join(held):
            yield rest

    def rows(self, part: str, line: int) -> Iterator[Row]:
        """Yield the rows with the values of the columns that are to be cleaned."""
        self.delimiter = self.delimiter or (_delimiter(part) if self.header else ",")
        taken: list[str] = []
        reader = csv.reader(_noted(io.StringIO(part, newline=""), taken), delimiter=self.delimiter)
        start = 0
        while True:
            try:
                cells, trouble = next(reader), ""
            except StopIteration:
                return
            except csv.Error as error:
                cells, trouble = [], f"not a row: {error}"
            text = "".join(taken)
            taken.clear()
            end = start + len(text.rstrip("\r\n"))
            if cells or trouble:
                yield Row(start, end, line, () if trouble else self._values(cells), trouble)
            start += len(text)
            line += line_ends(text)

    def _values(self, cells: list[str]) -> list[str]:
        if not self.begun:
            self.begun = True
            self.columns = self._numbers(cells) if self.fields else []
            if self.header:
                return []
        return cells if not self.columns else [cells[number] for number in self.columns if number < len(cells)]

    def _numbers(self, cells: list[str]) -> list[int]:
        """Return the columns of the fields; raise `InputError` for one that is not there."""
        found = []
        for name in self.fields:
            if self.header and name in cells:
                found.append(cells.index(name))
            elif name.isdecimal() and 0 < int(name) <= len(cells):
                found.append(int(name) - 1)
            else:
                known = cells if self.header else map(str, range(1, len(cells) + 1))
                raise InputError(unknown("column", name, known))
        self.missing.clear()
        return found

    def located(self, text: str, values: Sequence[str]) -> list[Field]:
        """Return the place of each value with its quotation marks, if it has them."""
        fields = list(self._fields(text))
        chosen = [fields[number] for number in self.columns if number < len(fields)] if self.columns else fields
        if [field.value for field in chosen] == list(values):
            return chosen
        raise PlaceError("quoted in a way of its own, so that no place in it is certain")

    def _fields(self, text: str) -> Iterator[Field]:
        place = 0
        pattern = _token(self.delimiter)
        while True:
            token = pattern.match(text, place)
            if token is None:
                return
            quoted = token[1] is not None
            value = token[1].replace('""', '"') if quoted else token[2]
            alone = token.span() == (0, len(text))
            yield Field(*token.span(1 if quoted else 2), value, self._writer(quoted=quoted, alone=alone))
            place = token.end() + 1
            if place > len(text):
                return

    def _writer(self, *, quoted: bool, alone: bool) -> Callable[[str], str]:
        def written(value: str) -> str:
            if alone and not value and not quoted:
                return '""'  # a blank line is no row
            doubled = value.replace('"', '""')
            if quoted:
                return doubled
            needs = any(char in value for char in (self.delimiter, '"', "\r", "\n"))
            return f'"{doubled}"' if needs else value

        return written


def _delimiter(text: str) -> str:
    """Return what parts the columns of a table, of which this is the beginning, header first.

    It is another sign than the comma where the header and the next line have it equally often, and the header has none.

    >>> _delimiter("id;text\\n1;a, b\\n"), _delimiter("a;b\\nc\\n")
    (';', ',')
    """
    first, second = (*text.splitlines()[:2], "", "")[:2] if "," not in text.partition("\n")[0] else ("", "")
    return next((sign for sign in OTHERS if 0 < first.count(sign) == second.count(sign)), ",")


@cache
def _token(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of a field: what stands in quotation marks, or up to the delimiter."""
    ends = f"{re.escape(delimiter)}\r\n"
    return re.compile(f'"((?>[^"]*+(?:""[^"]*+)*))"(?=[{ends}]|$)|([^{ends}]*+)')


def _row_end(text: str, *, inside: bool) -> int:
    """Return the offset behind the last line end outside of quotation marks; `inside` is what the text ends in."""
    place = len(text)
    while (found := text.rfind("\n", 0, place)) >= 0:
        inside ^= text.count('"', found, place) % 2 == 1
        if not inside:
            return found + 1
        place = found
    return 0


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line
