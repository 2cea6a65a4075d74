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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INVISIBLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00a0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\u2000-\u200a\u205f\u3000\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\n\t]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def visible(text: str) -> str:
    r"""Show invisible characters by their code point.

    >>> visible("a\u200fb")
    'a<U+200F>b'
    """
    return _INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


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
    return _RIGHT_TO_LEFT.sub(lambda found: f"{FSI}{found.group()}{PDI}", shown) if on_terminal() else shown


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


def styled(text: str, colour: str | None = None, *, bold: bool = False) -> str:
    """Return text in a colour, where output may have colours."""
    return click.style(text, fg=colour, bold=bold) if coloured() else text


def dumps(shown: Mapping[str, object]) -> str:
    r"""Return one line of JSON; only invisible characters are escaped.

    >>> dumps({"text": "\u200fab"})
    '{"text": "\\u200fab"}'
    """
    line = json.dumps(shown, ensure_ascii=False)
    return line if line.isascii() else _INVISIBLE.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


class LostOutputError(click.ClickException):
    """Standard output cannot be written: nothing more can be done for any input."""

    def show(self, file: object = None) -> None:
        """Say so on standard error."""
        click.echo(f"bidinorm: error: standard output: {self.message}", err=True)


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
