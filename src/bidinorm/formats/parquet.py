"""Parquet: columns of text cleaned row group by row group; memory is bounded by one of them.

Schema, metadata, the compression and encoding of each column and the row groups stay as they are.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm.columns.arrow import CHANGED, clean, counted, is_text, need
from bidinorm.errors import InputError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

    from bidinorm.pipeline import Pipeline

KEPT = {"DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "BYTE_STREAM_SPLIT"}
"""Encodings that a writer uses only where it is told to."""


class Made(NamedTuple):
    """What becomes of a row group."""

    changed: dict[str, pa.ChunkedArray]
    """Those of its columns that change."""
    rules: Counter[str]
    """The changes of each rule, where they are told."""
    whole: pa.Table | None = None
    """All of the row group as it was, where all was read."""


class Parquet:
    """A Parquet file being read."""

    def __init__(self, name: str, source: BinaryIO | Path, fields: Sequence[str], pipeline: Pipeline) -> None:
        self.name = name
        self.pipeline = pipeline
        need()
        self._parquet: Any = import_module("pyarrow.parquet")
        try:
            # Arrow's threads may still hold the Python file when the program ends, and then abort it
            # (apache/arrow#34314): all is read in this one.
            self._file = self._parquet.ParquetFile(source, pre_buffer=False)
        except need().ArrowException as error:
            raise InputError(f"{name}: not a Parquet file that can be read: {error}") from None
        schema = self._file.schema_arrow
        for field in fields:
            if field not in schema.names:
                raise InputError(f"{name}: {unknown('column', field, schema.names)}")
        self.fields = list(fields) or [each.name for each in schema if is_text(each.type)]
        self.rows: int = self._file.metadata.num_rows
        self.groups: int = self._file.num_row_groups

    def dirty(self) -> bool:
        """Tell whether something would change; only the columns of text are read, up to the first change."""
        return any(self.made(number).changed for number in range(self.groups))

    def made(self, number: int, *, told: bool = False, whole: bool = False) -> Made:
        """Return what becomes of a row group; where `told`, with the changes of each rule.

        Only the columns of text are read, or all where it is wanted `whole`.
        """
        before = self._group(number, None if whole else self.fields)
        changed = {}
        for name in self.fields:
            column = before[name]
            after = clean(column, self.pipeline)
            if after is not column:
                changed[name] = after
        rules = Counter[str]()
        if told and changed:
            rules = counted(before.select(list(changed)), need().table(changed), self.pipeline)
            del rules[CHANGED]
        return Made(changed, rules, before if whole else None)

    def write(self, sink: BinaryIO, made: Iterable[Made]) -> Counter[str]:
        """Write the file with what became of each row group, in order; return the changes of each rule."""
        rules = Counter[str]()
        schema = self._file.schema_arrow
        with self._parquet.ParquetWriter(sink, schema, **self._kept()) as writer:
            for number, each in enumerate(made):
                same = [name for name in schema.names if name not in each.changed]
                rest = self._group(number, same) if each.whole is None else each.whole
                columns = [each.changed[name] if name in each.changed else rest[name] for name in schema.names]
                group = need().Table.from_arrays(columns, schema=schema)
                writer.write_table(group, row_group_size=max(1, group.num_rows))
                rules += each.rules
        return rules

    def _group(self, number: int, columns: list[str] | None) -> pa.Table:
        try:
            return self._file.read_row_group(number, columns=columns, use_threads=False)
        except (need().ArrowException, OSError) as error:
            raise InputError(f"{self.name}: row group {number} cannot be read: {error}") from None

    def _kept(self) -> dict[str, Any]:
        """Return how a writer keeps the compression and the encoding of each column, as the first row group has it."""
        if not self.groups:
            return {}
        group = self._file.metadata.row_group(0)
        chunks = {each.path_in_schema: each for each in map(group.column, range(group.num_columns))}
        packed = {path: each.compression.lower() for path, each in chunks.items()}
        words = [path for path, each in chunks.items() if each.has_dictionary_page]
        told = {path: set(each.encodings) & KEPT for path, each in chunks.items() if path not in words}
        return {
            "compression": {path: "none" if name == "uncompressed" else name for path, name in packed.items()},
            "use_dictionary": words or False,
            "column_encoding": {path: found.pop() for path, found in told.items() if found} or None,
        }
