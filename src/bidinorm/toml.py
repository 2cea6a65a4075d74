"""TOML files with the places of what stands in them: `tomllib` gives values alone, and an error names line and column.

Lines and columns count from 1, columns in code points. Keys are looked for line by line, which finds them as people
write them; of a key inside an inline table the place of the table is told.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, NamedTuple

from bidinorm.errors import ProfileError

_NAME = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PARTS = re.compile(_NAME)
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


class Source(NamedTuple):
    """The name of a TOML file, for messages, and its text."""

    name: str
    text: str

    def values(self) -> dict[str, Any]:
        """Return what the file says.

        >>> Source("own.toml", "rules = [\\nx").values()
        Traceback (most recent call last):
        bidinorm.errors.ProfileError: own.toml:2:1: not TOML: Invalid value
        """
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = _PLACE.fullmatch(str(error))
            what = found[1] if found else str(error)
            raise ProfileError(f"{self._fault(found)}: not TOML: {what}") from None
        except RecursionError:
            raise ProfileError(f"{self.name}: not TOML that can be read: nested too deep") from None

    def at(self, *path: str, value: object = None) -> str:
        """Return file, line and column of a key, or of a string in its value; the file alone where it is not found.

        >>> own = Source("own.toml", 'rules = ["tatwel"]\\n[options.blanks]\\nmost = 3\\n')
        >>> own.at("rules", value="tatwel"), own.at("options", "blanks", "most"), own.at("without")
        ('own.toml:1:10', 'own.toml:3:1', 'own.toml')
        """
        most, place, start = 0, -1, 0
        table: tuple[str, ...] = ()
        for line in self.text.split("\n"):
            here: tuple[str, ...] = ()
            if found := _TABLE.match(line):
                here = table = _parts(found[1])
            elif found := _KEY.match(line):
                here = (*table, *_parts(found[1]))
            shared = min(len(here), len(path))
            if found and shared > most and here[:shared] == path[:shared]:
                most, place = shared, start + found.start(1)
            start += len(line) + 1
        if place < 0:
            return self.name
        return self._told(self._within(place, value) if isinstance(value, str) else place)

    def _within(self, place: int, value: str) -> int:
        """Return where a string stands behind a key."""
        found = re.compile(rf"[\"']{re.escape(value)}[\"']").search(self.text, place)
        return found.start() if found else place

    def _fault(self, found: re.Match[str] | None) -> str:
        if found and found[2]:
            return f"{self.name}:{found[2]}:{found[3]}"
        return self._told(len(self.text))

    def _told(self, place: int) -> str:
        return f"{self.name}:{self.text.count(chr(10), 0, place) + 1}:{place - self.text.rfind(chr(10), 0, place)}"


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(dotted))
