"""How text is shown to people: invisible characters by name, right-to-left stretches kept together."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bidinorm.chars import FSI, PDI
from bidinorm.diff import hunks
from bidinorm.files import trouble
from bidinorm.visible import INVISIBLE
from bidinorm.visible import visible as visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\n\t]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
OPENING, CLOSING = "([{\u00ab", ")]}\u00bb"
COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def coloured(stream: object = None) -> bool:
    """Tell whether output goes to a person's terminal that may have colours (https://no-color.org)."""
    return on_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def on_terminal(stream: object = None) -> bool:
    """Tell whether output goes to a terminal."""
    return bool(getattr(stream or sys.stdout, "isatty", lambda: False)())


def readable(text: str) -> str:
    """Return text for a terminal: invisible characters named, each right-to-left stretch isolated.

    Where output is redirected nothing is added.
    """
    shown = visible(text)
    return "".join(_isolated(shown)) if on_terminal() else shown


def _isolated(text: str) -> Iterator[str]:
    """Yield text with isolates around its right-to-left stretches; brackets of a pair stay on one side."""
    done = 0
    for found in _RIGHT_TO_LEFT.finditer(text):
        start, end = found.span()
        depth = lowest = 0
        for char in found.group():
            depth += (char in OPENING) - (char in CLOSING)
            lowest = min(lowest, depth)
        while lowest < 0 and start > done and text[start - 1] in OPENING:
            start, lowest, depth = start - 1, lowest + 1, depth + 1
        while depth > 0 and text[end : end + 1] and text[end] in CLOSING:
            end, depth = end + 1, depth - 1
        yield from (text[done:start], FSI, text[start:end], PDI)
        done = end
    yield text[done:]


def diff(pairs: Iterable[tuple[str, str]], name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, the file names first; nothing where nothing is changed."""
    for number, hunk in enumerate(hunks(pairs)):
        if not number:
            yield from (styled(f"{mark} {visible(name)}", bold=True) for mark in ("---", "+++"))
        yield styled(hunk.head, COLOURS["@"])
        for sign, line in hunk.rows:
            content = line.rstrip("\r\n")
            yield styled(f"{sign}{readable(content)}", COLOURS.get(sign))
            if content == line:
                yield "\\ No newline at end of file"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2000 files')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def styled(text: str, colour: str | None = None, *, bold: bool = False) -> str:
    """Return text in a colour, where output may have colours."""
    return click.style(text, fg=colour, bold=bold or None) if coloured() else text


def dumps(shown: Mapping[str, object]) -> str:
    r"""Return one line of JSON; only invisible characters are escaped.

    >>> dumps({"text": "\u200fab"})
    '{"text": "\\u200fab"}'
    """
    line = json.dumps(shown, ensure_ascii=False)
    return line if line.isascii() else INVISIBLE.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


class LostOutputError(click.ClickException):
    """Standard output cannot be written: nothing more can be done for any input."""

    def format_message(self) -> str:
        """Say where and what."""
        return f"standard output: {self.message}"


def out(line: str) -> None:
    """Write a line to standard output, without the flush at each that `click.echo` does."""
    with lost_output():
        sys.stdout.write(f"{line}\n")


@contextmanager
def lost_output() -> Iterator[None]:
    """Tell an output that fails from an input that does; a closed pipe is no failure."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to flush at the end
        raise LostOutputError(trouble(error)) from error
