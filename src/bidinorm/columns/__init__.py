"""Columns of text: Arrow arrays, record batches and tables, and what stands on them.

Needs pyarrow (`pip install "bidinorm[columns]"`).

>>> import pyarrow as pa
>>> from bidinorm import columns
>>> columns.clean(pa.array(["ok", "VLCيظهر"])).to_pylist()
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from bidinorm.columns.arrow import clean, clean_rows
from bidinorm.columns.beside import schema_with, with_columns
from bidinorm.columns.changes import change_type, check, explain
from bidinorm.columns.derived import name_type, names, romanize, term_type, terms
from bidinorm.columns.folding import fold

__all__ = [
    "change_type",
    "check",
    "clean",
    "clean_rows",
    "explain",
    "fold",
    "name_type",
    "names",
    "romanize",
    "schema_with",
    "term_type",
    "terms",
    "with_columns",
]
