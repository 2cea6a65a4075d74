"""Which files a command line means: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.errors import InputError
from bidinorm.files import trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

    Ignores = tuple[tuple[str, GitIgnoreSpec], ...]

STDIN = "-"
BACKUPS = (".orig", ".bak", "~")
"""Endings of old copies, which a walk passes over: the next run must not clean them, too."""


class Input(NamedTuple):
    """A file to read: its name, and whether the user named it (and it was not found in a folder)."""

    name: str
    own: bool

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where that is not known."""
        try:
            return 0 if self.name == STDIN else Path(self.name).stat().st_size
        except (OSError, ValueError):
            return 0


class Inputs:
    """Turns arguments into files; what is wrong with a folder is told to `fail`, and the walk goes on."""

    def __init__(self, exclude: Sequence[str], root: Path | None, skip: str, fail: Callable[[Exception], None]) -> None:
        self.exclude: Ignores = ((str((root or Path()).resolve()), _spec(exclude)),) if exclude else ()
        self.skip = (*BACKUPS, skip) if skip else BACKUPS
        self.fail = fail

    def expand(self, arguments: Sequence[str]) -> Iterator[Input]:
        """Yield each input.

        Folders are walked in order; hidden files, old copies, links and what `.gitignore` leaves out are
        passed over. A pattern that the shell left as it was is expanded. A name that is neither is yielded, so
        that its absence is reported.
        """
        for argument in arguments or (STDIN,):
            if not argument:
                self.fail(InputError("found an empty name; give a file, a folder, a pattern, or - for standard input"))
            elif argument != STDIN and os.path.isdir(argument):  # noqa: PTH112 - a name with NUL is false, no error
                folder = os.path.realpath(argument)
                yield from self._walk(argument, folder, (*self.exclude, *_above(folder)))
            elif argument != STDIN and glob.has_magic(argument) and not os.path.lexists(argument):
                found = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - an absolute pattern may come
                if not found:
                    self.fail(InputError(f"{argument}: no file matches; check the pattern"))
                yield from self.expand(found) if found else ()
            else:
                yield Input(argument, own=True)

    def _walk(self, shown: str, folder: str, ignores: Ignores) -> Iterator[Input]:
        """Yield the files below a folder, under the name by which the user knows it."""
        try:
            ignores = (*ignores, *_own(folder))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.fail(InputError(f"{shown}: the folder cannot be read: {trouble(error)}"))
            return
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(".") or _left_out(entry.path, ignores, is_folder=is_folder):
                continue
            name = os.path.join(shown, entry.name)  # noqa: PTH118 - Path would drop a leading "./"
            if is_folder:
                yield from self._walk(name, entry.path, ignores)
            elif entry.is_file(follow_symlinks=False) and not entry.name.endswith(self.skip):
                yield Input(name, own=False)


def _left_out(path: str, ignores: Ignores, *, is_folder: bool) -> bool:
    """Tell whether a path is ignored: the last pattern that matches decides, deeper files after higher ones."""
    for base, spec in reversed(ignores):
        relative = os.path.relpath(path, base).replace(os.sep, "/")
        if relative.startswith("../"):
            continue
        include = spec.check_file(f"{relative}/" if is_folder else relative).include
        if include is not None:
            return include
    return False


def _above(folder: str) -> Ignores:
    """Return the ignore files between the top of a repository and a folder in it, the highest first."""
    found: list[tuple[str, GitIgnoreSpec]] = []
    here = Path(folder)
    for place in (here, *here.parents):
        if place != here:
            found[:0] = _own(str(place))
        if (place / ".git").exists():
            return tuple(found)
    return ()


def _own(folder: str) -> Ignores:
    ignore = Path(folder) / ".gitignore"
    if not ignore.is_file():
        return ()
    return ((folder, _spec(ignore.read_text("utf-8", errors="replace").splitlines())),)


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
