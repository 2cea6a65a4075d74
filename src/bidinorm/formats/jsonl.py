r"""JSON lines: each line is one value of JSON, and texts are the strings in it.

A changed string is written anew in its place; numbers, blanks, the order of keys and the escapes of all other
strings stay as they are.
"""

from __future__ import annotations

import json
import json.decoder
import json.scanner
import re
from typing import TYPE_CHECKING, Any

from bidinorm.errors import InputError
from bidinorm.formats.rows import Field, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_DECODER: Any = json.decoder
_MAKER: Any = getattr(json.scanner, "py_make_scanner")  # noqa: B009 - the stubs do not know it
_SURROGATE = re.compile("[\ud800-\udfff]").search


class JsonLines(Rows):
    """The rows of a file of JSON lines.

    A field is named by its key, or by keys with dots between them (`user.name`); lists on the way are gone
    through. Without fields all strings are texts, but for keys.
    """

    def rows(self, part: str, line: int) -> Iterator[Row]:
        """Yield a row for each line that is not blank."""
        for number, found in enumerate(_LINE.finditer(part), line):
            text = found.group().rstrip("\r\n")
            if not text.strip():
                continue
            start, end = found.start(), found.start() + len(text)
            try:
                yield Row(start, end, number, self._values(json.loads(text)))
            except (ValueError, RecursionError) as error:
                reason = str(error) if isinstance(error, ValueError) else "nested too deep"
                yield Row(start, end, number, (), f"not JSON: {reason}")

    def _values(self, value: object) -> list[str]:
        if self.missing and isinstance(value, dict):
            self.known.update(dict.fromkeys(value))
        if not self.fields:
            return list(_strings(value))
        found: list[str] = []
        for name in self.fields:
            for each in _at(value, name):
                self.missing.discard(name)
                found += _strings(each)
        return found

    def located(self, text: str, values: Sequence[str]) -> list[Field]:
        """Return the place of each value, between its quotation marks."""
        return [_field(text, value) for value in self._values(_SCANNER(text, len(text) - len(text.lstrip()))[0])]


def with_member(row: str, name: str, value: object) -> str:
    """Return the text of a row, an object of JSON, with one more member at its end.

    Raises `InputError` where the row is no object or has a member of that name.

    >>> with_member('{"id": 1}', "names", [])
    '{"id": 1, "names": []}'
    """
    known = json.loads(row)
    if not isinstance(known, dict):
        raise InputError(f"found a row that is no object of JSON: {row[:40]!r}; only an object can have a field more")
    if name in known:
        raise InputError(f"a row has a field {name!r} already; name another one")
    member = f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
    return f"{row.rstrip()[:-1].rstrip()}{', ' if known else ''}{member}}}"


def _strings(value: object) -> Iterator[str]:
    """Yield the strings of a value, those of lists and objects inside it in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _at(value: object, name: str) -> Iterator[object]:
    """Yield what stands under a name: a key, or keys with dots between them."""
    if isinstance(value, list):
        for each in value:
            yield from _at(each, name)
    elif isinstance(value, dict):
        if name in value:
            yield value[name]
            return
        for dot in (found.start() for found in re.finditer(r"\.", name)):
            if name[:dot] in value:
                yield from _at(value[name[:dot]], name[dot + 1 :])


class _Placed(str):
    """A string of JSON that knows where it stands, quotation marks included."""

    __slots__ = ("end", "start")
    start: int
    end: int


def _placed_string(text: str, begin: int, strict: bool = True) -> tuple[str, int]:  # noqa: FBT001, FBT002 - as json has it
    value, end = _DECODER.scanstring(text, begin, strict)
    placed = _Placed(value)
    placed.start, placed.end = begin - 1, end
    return placed, end


class _Decoder(json.JSONDecoder):
    """Decodes JSON with the place of each string; slower than `json.loads`, and used for changed rows alone."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_string = _placed_string
        self.parse_object = _DECODER.JSONObject
        self.parse_array = _DECODER.JSONArray


_SCANNER = _MAKER(_Decoder())


def _field(text: str, value: str) -> Field:
    if not isinstance(value, _Placed):
        raise TypeError(f"found {type(value).__name__}; the scanner of this Python does not place strings")
    literal = text[value.start + 1 : value.end - 1]
    ascii_only = literal.isascii() and not str(value).isascii()

    def written(after: str) -> str:
        return json.dumps(after, ensure_ascii=ascii_only or _SURROGATE(after) is not None)[1:-1]

    return Field(value.start + 1, value.end - 1, str(value), written)
