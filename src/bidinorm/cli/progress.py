"""A progress bar on standard error, on a terminal only, for work that takes more than a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    import rich.progress

MOMENT = 1.0
"""Seconds after which progress is shown."""


class Bar:
    """Counts bytes; once a moment has passed it shows how many are read, at what rate, and the time left.

    `wanted` is what the user asked for: True shows it at once, False never, None when it is of use.
    """

    def __init__(self, total: int, *, wanted: bool | None, output_shown: bool) -> None:
        terminal = sys.stderr.isatty() and not output_shown  # a bar in the middle of output helps no one
        self.shows = terminal and wanted is not False
        self.total = total
        self.done = 0
        self.due = time.monotonic() + (0 if wanted else MOMENT)
        self.drawn: rich.progress.Progress | None = None

    def add(self, count: int) -> None:
        """Say that so many bytes more are read."""
        self.done += count
        if self.drawn is not None:
            self.drawn.advance(self.drawn.task_ids[0], count)
        elif self.shows and time.monotonic() >= self.due:
            self._draw()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

        columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self.drawn = Progress(*columns, console=Console(stderr=True), transient=True)
        self.drawn.add_task("", total=self.total or None, completed=self.done)
        self.drawn.start()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.drawn is not None:
            self.drawn.stop()
