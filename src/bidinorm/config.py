"""Defaults of the command line: the nearest `bidinorm.toml`, or `[tool.bidinorm]` of the nearest `pyproject.toml`.

[tool.bidinorm]
profile = "newsroom"
ignore = ["tatweel"]
exclude = ["archive/raw"]
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bidinorm.errors import ProfileError, unknown
from bidinorm.toml import Source

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
    source: Source | None = None

    def at(self, key: str, value: str) -> str:
        """Return file, line and column of a value of a key, for messages."""
        return self.source.at(*_table_of(self.source), key, value=value) if self.source else ""


def nearest(folder: Path) -> Config:
    """Return the configuration that holds in a folder: its own, or that of the nearest folder above.

    Raises `ProfileError` where the file is broken.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in ("bidinorm.toml", "pyproject.toml"):
            found = _read(place / name)
            if found is not None:
                return _config(place / name, *found)
    return Config()


def _read(path: Path) -> tuple[Source, dict[str, Any]] | None:
    try:
        source = Source(str(path), path.read_text("utf-8-sig"))
        data: object = source.values()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read as TOML: {error}; --isolated goes without it") from None
    except ProfileError as error:
        raise ProfileError(f"{error}; --isolated goes without it") from None
    for key in _table_of(source):
        data = data.get(key) if isinstance(data, dict) else None
    return (source, data) if isinstance(data, dict) else None


def _table_of(source: Source) -> tuple[str, ...]:
    return () if source.name.endswith("bidinorm.toml") else ("tool", "bidinorm")


def _config(path: Path, source: Source, data: dict[str, Any]) -> Config:
    values: dict[str, Any] = {}
    for key, value in data.items():
        place = source.at(*_table_of(source), key)
        if key not in KEYS:
            raise ProfileError(f"{place}: {unknown('key', key, KEYS)}")
        if key == "profile":
            if not isinstance(value, str):
                wanted = "a name or the path of a .toml file"
                raise ProfileError(f"{place}: 'profile' is {value!r}; it must be {wanted}")
            values[key] = str(path.parent / value) if value.endswith(".toml") else value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[key] = tuple(value)
        else:
            raise ProfileError(f"{place}: {key!r} is {value!r}; it must be a list of strings")
    return Config(path, **values, source=source)
