"""How the tests run the program: as its users do, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CREDIT = "964mediaصورة من منصة (شبكة):"
CLEAN_CREDIT = "964media صورة من منصة (شبكة):"


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the program left: its exit code and what it wrote."""

    code: int
    out: str
    err: str
    raw: bytes


Run = Callable[..., Done]


def environment(**changes: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS", "PYTHONWARNINGS"}}
    return kept | {"PYTHONWARNINGS": "error", **changes}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def bidinorm(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "bidinorm", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**(env or {})),
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode(), done.stdout)
