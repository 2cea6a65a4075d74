"""The tables of the bidi engine are what their command makes from the Unicode Character Database."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UCD = Path("/usr/share/unicode")


def test_tables_have_not_drifted() -> None:
    if not UCD.is_dir():
        pytest.skip(f"no {UCD}; install the package unicode-data")
    spec = importlib.util.spec_from_file_location("bidi_tables", ROOT / "training" / "bidi_tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, content in module.tables(UCD):
        stored = (ROOT / "lexicons" / "unicode" / name).read_text(encoding="utf-8")
        assert stored == content, f"{name} is not what training/bidi_tables.py makes; run it"
