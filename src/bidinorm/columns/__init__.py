"""Columns of text: Arrow arrays, record batches and tables, and what stands on them.

Needs pyarrow (`pip install "bidinorm[columns]"`).

>>> import pyarrow as pa
>>> from bidinorm import columns
>>> columns.clean(pa.array(["ok", "VLCيظهر"])).to_pylist()
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from bidinorm.columns.arrow import clean, clean_rows
from bidinorm.columns.changes import change_type, check, explain
from bidinorm.columns.derived import fold, romanize, term_type, terms

__all__ = [
    "change_type",
    "check",
    "clean",
    "clean_rows",
    "explain",
    "fold",
    "romanize",
    "term_type",
    "terms",
]
