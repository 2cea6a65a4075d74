"""What is indexed: a record for each file, line, paragraph or JSON object; a broken one is told and left out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bidinorm.errors import InputError
from bidinorm.files import line_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bidinorm.files import TextFile

By = Literal["file", "paragraph", "line"]
JSON_LINES = (".jsonl", ".ndjson")
_PARAGRAPH = re.compile(r"\S(?:[^\r\n]|\r?\n(?![ \t]*\r?\n))*")
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


class Record(NamedTuple):
    """A text to be found, where it stands, and what else is known of it."""

    source: str
    line: int
    """The number of its first line in the source, from 1."""
    text: str
    fields: Mapping[str, Any]


def records(
    file: TextFile, *, by: By = "file", fields: Sequence[str] = ("text",), fail: Callable[[Exception], None]
) -> Iterator[Record]:
    """Yield the records of a file.

    Of JSON lines (`.jsonl`, `.ndjson`), the values of `fields` are the text and all others can be filtered by; a
    line that is no object, or lacks all the fields, is told to `fail`. Other files are cut `by` lines or paragraphs,
    or not at all: one that is longer than a part (1 MB) becomes several records, since nobody reads more.
    """
    line = 1
    for part in file.parts():
        if file.name.endswith(JSON_LINES):
            yield from _objects(file.name, part, line, fields, fail)
        elif by == "file":
            if part.strip():
                yield Record(file.name, line, part, {})
        else:
            counted = 0
            number = line
            for found in (_LINE if by == "line" else _PARAGRAPH).finditer(part):
                number += line_ends(part[counted : found.start()])
                counted = found.start()
                yield Record(file.name, number, found.group(), {})
        line += line_ends(part)


def _objects(
    name: str, part: str, first: int, fields: Sequence[str], fail: Callable[[Exception], None]
) -> Iterator[Record]:
    for number, line in enumerate(part.split("\n"), first):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            fail(InputError(f"{name}:{number}: not JSON: {getattr(error, 'msg', 'nested too deep')}; left out"))
            continue
        texts = [found[key] for key in fields if isinstance(found.get(key), str)] if isinstance(found, dict) else []
        if not texts:
            wanted = " or ".join(map(repr, fields))
            fail(InputError(f"{name}:{number}: found no text in {wanted}; name the field with --field; left out"))
            continue
        others = {key: value for key, value in found.items() if key not in fields}
        yield Record(name, number, "\n".join(texts), others)
