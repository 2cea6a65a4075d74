"""Defaults of the command line: the nearest `bidinorm.toml`, or `[tool.bidinorm]` of the nearest `pyproject.toml`.

[tool.bidinorm]
profile = "newsroom"
ignore = ["tatweel"]
exclude = ["archive/raw"]
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bidinorm.errors import ProfileError, unknown

KEYS = ("profile", "select", "ignore", "exclude")


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; empty where there is none."""

    path: Path | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, from the folder of the file."""


def nearest(folder: Path) -> Config:
    """Return the configuration that holds in a folder: its own, or that of the nearest folder above.

    Raises `ProfileError` where the file is broken.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in ("bidinorm.toml", "pyproject.toml"):
            data = _table(place / name)
            if data is not None:
                return _config(place / name, data)
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read as TOML: {error}; --isolated goes without it") from None
    if path.name == "bidinorm.toml":
        return data
    table = data.get("tool", {}).get("bidinorm")
    return table if isinstance(table, dict) else None


def _config(path: Path, data: dict[str, Any]) -> Config:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in KEYS:
            raise ProfileError(f"{_place(path, key)}: {unknown('key', key, KEYS)}")
        if key == "profile":
            if not isinstance(value, str):
                wanted = "a name or the path of a .toml file"
                raise ProfileError(f"{_place(path, key)}: 'profile' is {value!r}; it must be {wanted}")
            values[key] = str(path.parent / value) if value.endswith(".toml") else value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[key] = tuple(value)
        else:
            raise ProfileError(f"{_place(path, key)}: {key!r} is {value!r}; it must be a list of strings")
    return Config(path, **values)


def _place(path: Path, key: str) -> str:
    """Return file and line of a key, the file alone where it is written in a way of its own."""
    pattern = re.compile(rf"\s*(?:\[(?:tool\.bidinorm\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if pattern.match(line):
            return f"{path}:{number}"
    return str(path)
