"""The real program, run in a folder of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from cli.program import CREDIT, Run, bidinorm


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `bidinorm` with arguments in the folder of the test."""
    return partial(bidinorm, cwd=tmp_path)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of three lines with two defects."""
    path = tmp_path / "page.txt"
    path.write_bytes(f"{CREDIT}\nplain\nVLCيظهر\n".encode())
    return path
