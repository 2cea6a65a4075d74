"""Settings that hold for every test: how long Hypothesis looks, and where the measuring data lies."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Data for measuring, beside the checkout; it is no part of the project and may be absent."""

COMMON = {"deadline": None, "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=50, **COMMON)
settings.register_profile("ci", max_examples=100, derandomize=True, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the measuring data; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no measuring data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def golden_texts() -> list[str]:
    """The texts of all golden cases."""
    names = ("repairs.json", "untouched.json", "display.json")
    folder = Path(__file__).parent / "cases"
    return [case["text"] for name in names for case in json.loads((folder / name).read_text("utf-8"))]
