"""Which files a command line means: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pathspec

STDIN = "-"


def expand(
    arguments: Iterable[str], exclude: Iterable[str] = (), root: Path | None = None
) -> Iterator[tuple[str, bool]]:
    """Yield the name of each input, and whether it was named itself (and not found in a folder).

    Folders are walked in order; hidden files and what `.gitignore` leaves out are passed over. A pattern that
    the shell left as it was is expanded. A name that is neither is yielded, so that its absence is reported.
    """
    own = _spec(exclude) if exclude else None
    for argument in arguments or (STDIN,):
        if argument == STDIN:
            yield STDIN, True
        elif Path(argument).is_dir():
            yield from ((str(path), False) for path in _walk(Path(argument), [], own, root or Path()))
        elif glob.has_magic(argument) and not Path(argument).exists():
            found = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - an absolute pattern may come
            yield from expand(found, exclude, root) if found else [(argument, True)]
        else:
            yield argument, True


def _spec(patterns: Iterable[str]) -> pathspec.PathSpec[pathspec.Pattern]:
    from pathspec import PathSpec

    return PathSpec.from_lines("gitignore", patterns)


def _walk(
    folder: Path,
    above: list[tuple[Path, pathspec.PathSpec[pathspec.Pattern]]],
    own: pathspec.PathSpec[pathspec.Pattern] | None,
    root: Path,
) -> Iterator[Path]:
    """Yield the files below a folder; `above` are the `.gitignore` files that hold there."""
    ignore = folder / ".gitignore"
    if ignore.is_file():
        lines = ignore.read_text("utf-8", errors="replace").splitlines()
        above = [*above, (folder, _spec(lines))]
    for path in sorted(folder.iterdir()):
        slash = "/" if path.is_dir() else ""
        left_out = any(spec.match_file(path.relative_to(base).as_posix() + slash) for base, spec in above)
        if path.name.startswith(".") or left_out:
            continue
        if own is not None and own.match_file(os.path.relpath(path, root).replace(os.sep, "/") + slash):
            continue
        if path.is_symlink() and path.is_dir():
            continue  # it may lead round in a circle
        if path.is_dir():
            yield from _walk(path, above, own, root)
        elif path.is_file():
            yield path
