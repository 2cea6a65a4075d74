"""Parquet: columns of text cleaned row group by row group; memory is bounded by one of them.

Schema, metadata, the compression of each column and the row groups stay as they are.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bidinorm.columns.arrow import CHANGED, clean_rows, counted, is_text, need
from bidinorm.errors import InputError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    import pyarrow as pa

    from bidinorm.pipeline import Pipeline


class Parquet:
    """A Parquet file being read."""

    def __init__(self, name: str, source: BinaryIO, fields: Sequence[str], pipeline: Pipeline) -> None:
        self.name = name
        self.pipeline = pipeline
        self.rules: Counter[str] = Counter()
        """The changes of each rule."""
        need()
        self._parquet: Any = import_module("pyarrow.parquet")
        try:
            self._file = self._parquet.ParquetFile(source)
        except need().ArrowException as error:
            raise InputError(f"{name}: not a Parquet file that can be read: {error}") from None
        schema = self._file.schema_arrow
        for field in fields:
            if field not in schema.names:
                raise InputError(f"{name}: {unknown('column', field, schema.names)}")
        self.fields = list(fields) or [each.name for each in schema if is_text(each.type)]
        self.rows: int = self._file.metadata.num_rows

    def dirty(self) -> bool:
        """Tell whether something would change; only the columns of text are read, up to the first change."""
        return any(clean_rows(before, self.fields, self.pipeline) is not before for before in self._groups(self.fields))

    def write(self, sink: BinaryIO, *, told: bool) -> None:
        """Write the file put right; where `told`, count the changes of each rule."""
        with self._parquet.ParquetWriter(sink, self._file.schema_arrow, compression=self._compression()) as writer:
            for before in self._groups(None):
                after = clean_rows(before, self.fields, self.pipeline)
                if told and after is not before:
                    self.rules += counted(before, after, self.pipeline)
                    del self.rules[CHANGED]
                writer.write_table(after, row_group_size=max(1, after.num_rows))

    def _groups(self, columns: list[str] | None) -> Iterator[pa.Table]:
        for number in range(self._file.num_row_groups):
            try:
                yield self._file.read_row_group(number, columns=columns)
            except (need().ArrowException, OSError) as error:
                raise InputError(f"{self.name}: row group {number} cannot be read: {error}") from None

    def _compression(self) -> dict[str, str]:
        """Return the compression of each column, as the first row group has it."""
        if not self._file.num_row_groups:
            return {}
        group = self._file.metadata.row_group(0)
        chunks = [group.column(number) for number in range(group.num_columns)]
        return {
            chunk.path_in_schema: "none" if chunk.compression == "UNCOMPRESSED" else chunk.compression.lower()
            for chunk in chunks
        }
