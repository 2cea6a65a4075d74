"""The journal of a long run: which inputs are done, so that the same command goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.errors import InputError
from bidinorm.files import trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bidinorm.cli.inputs import Input


class Journal:
    """A file of JSON lines: name, size and time of each input that is done, and what was done with it.

    A line is written when an input is done. One that a killed run left half written is passed over, and so is an
    input that was changed since, or that was done with other options.
    """

    def __init__(self, path: Path, options: Sequence[str]) -> None:
        self.path = path
        self.options = hashlib.sha256(json.dumps(options).encode()).hexdigest()[:16]
        try:
            lines = path.read_text("utf-8", errors="replace").split("\n") if path.exists() else []
            self._file = path.open("a", encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: the journal cannot be used: {trouble(error)}") from None
        if lines and lines[-1]:
            self._file.write("\n")
        self._done = {line for line in lines if line}

    def pending(self, inputs: Iterable[Input]) -> list[Input]:
        """Return those inputs that are not done."""
        return [one for one in inputs if self._line(one.name) not in self._done]

    def add(self, name: str) -> None:
        """Write that an input is done."""
        line = self._line(name)
        if line:
            self._file.write(line + "\n")
            self._file.flush()

    def _line(self, name: str) -> str:
        try:
            state = Path(name).stat()
        except (OSError, ValueError):
            return ""
        return json.dumps([self.options, name, state.st_size, state.st_mtime_ns])

    def close(self) -> None:
        """Close the file."""
        self._file.close()
