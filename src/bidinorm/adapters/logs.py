"""Logging: a stream of rows cleaned, with what changed in the log.

>>> list(logged(["ok", "VLCيظهر"]))
['ok', 'VLC يظهر']
"""

from __future__ import annotations

import logging
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 512
"""Rows read at a time, so that clean ones cost next to nothing."""


def logged(
    rows: Iterable[str], profile: str | Pipeline = "repair", logger: logging.Logger | None = None
) -> Iterator[str]:
    """Yield the rows put right; log each change at DEBUG, and at the end the sum of each rule at INFO.

    A row is named by its number, the first is 1.
    """
    pipeline = profile if isinstance(profile, Pipeline) else Pipeline.load(profile)
    log = logger or logging.getLogger("bidinorm")
    source, counts, number = iter(rows), Counter[str](), 0
    while batch := list(islice(source, BATCH)):
        for row, cleaned in zip(batch, pipeline.map(batch), strict=True):
            number += 1
            for change in pipeline.explain(row).changes if cleaned != row else ():
                counts[change.rule] += 1
                log.debug("row %d: %s %r -> %r", number, change.rule, change.before, change.after)
            yield cleaned
    log.info("%d rows; changes: %s", number, dict(sorted(counts.items())) or "none")
