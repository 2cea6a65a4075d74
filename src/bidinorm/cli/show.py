"""How text is shown to people: invisible characters by name, right-to-left stretches kept together."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import TYPE_CHECKING

import click

from bidinorm.chars import FSI, PDI

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\n\t]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
_HUNK = re.compile(r"@@ -(\d+)((?:,\d+)?) \+(\d+)((?:,\d+)?) @@")
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


def diff(name: str, before: str, after: str, line: int, line_after: int) -> Iterator[str]:
    """Yield a unified diff of two parts of a file that begin at some lines (from 1), without the file names."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for number, found in enumerate(difflib.unified_diff(old, new, n=3)):
        if number < 2:
            continue  # the two file names come once, from `diff_head`
        if hunk := _HUNK.match(found):
            start, length, start_after, length_after = hunk.groups()
            found = f"@@ -{int(start) + line - 1}{length} +{int(start_after) + line_after - 1}{length_after} @@\n"
        sign, content = found[0], found[1:].rstrip("\r\n") if found[0] != "@" else found[1:].rstrip("\n")
        ending = "" if found.endswith("\n") or sign == "@" else "\n\\ no line feed at the end"
        styled = f"{sign}{readable(content)}{ending}"
        yield click.style(styled, fg=COLOURS[sign]) if sign in COLOURS and coloured() else styled


def diff_head(name: str) -> str:
    """Return the two lines that name the file of a diff."""
    head = f"--- {name}\n+++ {name}"
    return click.style(head, bold=True) if coloured() else head
