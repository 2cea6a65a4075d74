"""A progress bar on standard error, on a terminal only, for work that takes more than a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Item = TypeVar("Item")
MOMENT = 1.0
"""Seconds after which progress is shown."""


def shown(items: Sequence[Item], wanted: bool | None) -> Iterator[Item]:
    """Yield the items; once a moment has passed, show how many are done, at what rate, and the time left."""
    if wanted is False or (wanted is None and not sys.stderr.isatty()):
        yield from items
        return
    began = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - began > MOMENT or wanted:
            yield from _drawn(items, number)
            return
        yield item


def _drawn(items: Sequence[Item], done: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(*Progress.get_default_columns()[:-1], TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task("files", total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
