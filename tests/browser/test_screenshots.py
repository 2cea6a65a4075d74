"""The pictures of the documentation, drawn anew: `BIDINORM_SCREENSHOTS=1` puts them in docs/images."""

from __future__ import annotations

import importlib.util
import os
import struct
from pathlib import Path

import pytest
from browser import chromium

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium on this machine")
def test_the_pictures_of_the_documentation_can_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts differ from machine to machine, so that pixels cannot be compared; an empty page is a small file."""
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "docs" / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    screenshots = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(screenshots)
    folder = IMAGES if os.environ.get("BIDINORM_SCREENSHOTS") else tmp_path
    monkeypatch.setattr(screenshots, "IMAGES", folder)
    assert screenshots.main() == 0
    for kept in IMAGES.glob("*.png"):
        assert size(folder / kept.name) == size(kept)
        assert (folder / kept.name).stat().st_size > kept.stat().st_size / 3, f"{kept.name} shows little"
