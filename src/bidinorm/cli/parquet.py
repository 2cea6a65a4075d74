"""`bidinorm clean` of Parquet, which has columns and no lines."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.cli.show import lost_output
from bidinorm.errors import InputError
from bidinorm.files import replacing

if TYPE_CHECKING:
    from bidinorm.cli.session import Session
    from bidinorm.files import TextFile
    from bidinorm.pipeline import Pipeline


class Target(NamedTuple):
    """Where the result goes."""

    in_place: bool
    backup: str
    shown: bool
    """Whether lines are to be shown, which Parquet has not."""
    dry: bool
    """Whether nothing is written."""


def table(session: Session, file: TextFile, pipeline: Pipeline, target: Target) -> None:
    """Put a Parquet file right: in its place, or on standard output."""
    from bidinorm.formats.parquet import Parquet

    if target.shown:
        raise InputError(f"{file.name}: Parquet has no lines to show; use --in-place, --check or standard output")
    told = session.report is not None
    since = os.fstat(file.stream.fileno())
    read = Parquet(file.name, file.stream, session.rows.fields, pipeline)
    session.dirty = read.dirty()
    if target.in_place and session.dirty:
        with replacing(Path(file.name), target.backup, since) as stream:
            read.write(stream, told=told)
    elif not target.in_place and not target.dry:
        with lost_output():
            read.write(sys.stdout.buffer, told=told)
    session.rules.update(read.rules)
    session.lines += read.rows
    if target.dry:
        session.would_change(file.name)
