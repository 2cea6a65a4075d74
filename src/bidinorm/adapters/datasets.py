"""Hugging Face datasets: what `Dataset.map(batched=True)` calls.

>>> from datasets import Dataset
>>> dataset = Dataset.from_dict({"text": ["ok", "VLCيظهر"]})
>>> dataset.map(Cleaner("text"), batched=True)["text"][:]  # doctest: +SKIP
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bidinorm.errors import OptionError, unknown
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Cleaner:
    """Cleans fields of a batch: a dict of lists, or a table where the dataset has the format `"arrow"`.

    It goes to other processes (`num_proc`) as the name of its profile, and its results are cached by that name.

    >>> Cleaner("text")({"text": ["VLCيظهر", None], "id": [1, 2]})
    {'text': ['VLC يظهر', None]}
    """

    fields: str | tuple[str, ...]
    profile: str = "repair"

    def __call__(self, batch: Mapping[str, list[Any]] | pa.Table) -> dict[str, list[Any]] | pa.Table:
        """Return the fields put right (of a table: all columns); None stays None."""
        names = (self.fields,) if isinstance(self.fields, str) else self.fields
        if not isinstance(batch, Mapping):
            from bidinorm.columns import clean_rows

            return clean_rows(batch, names, self.profile)
        pipeline = Pipeline.load(self.profile)
        for name in names:
            if name not in batch:
                raise OptionError(unknown("column", name, batch))
        return {name: _cleaned(batch[name], pipeline) for name in names}


def _cleaned(rows: list[str | None], pipeline: Pipeline) -> list[str | None]:
    texts = pipeline.map(row for row in rows if row is not None)
    return [None if row is None else next(texts) for row in rows]
