"""`bidinorm clean` of Parquet, which has columns and no lines."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.cli.jobs import ordered
from bidinorm.cli.show import lost_output
from bidinorm.errors import InputError
from bidinorm.files import replacing
from bidinorm.formats.packed import is_packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.cli.session import Session
    from bidinorm.files import TextFile
    from bidinorm.formats.parquet import Made, Parquet
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
    since = os.fstat(file.stream.fileno())
    read = Parquet(file.name, file.stream, session.rows.fields, pipeline)
    session.dirty = read.dirty()
    made = _made(session, read, told=session.report is not None)
    if target.in_place and session.dirty:
        with replacing(Path(file.name), target.backup, since) as stream:
            session.rules.update(read.write(stream, made))
    elif not target.in_place and not target.dry:
        with lost_output():
            session.rules.update(read.write(sys.stdout.buffer, made))
    session.lines += read.rows
    if target.dry:
        session.would_change(file.name)


def _made(session: Session, read: Parquet, *, told: bool) -> Iterator[Made]:
    """Yield what becomes of each row group, in order; with several jobs each process reads its own from the file."""
    jobs = min(session.jobs, read.groups)
    if jobs < 2 or not Path(read.name).is_file() or is_packed(read.name):
        yield from (read.made(number, told=told, whole=True) for number in range(read.groups))
        return
    begun = (read.name, read.fields, read.pipeline)
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, begun) as pool:  # a fork would copy Arrow's threads
        yield from ordered(pool, jobs, partial(_group, told=told), range(read.groups), ahead=1)


_OWN: list[Parquet] = []
"""The file of this process."""


def _begin(name: str, fields: Sequence[str], pipeline: Pipeline) -> None:
    from bidinorm.formats.parquet import Parquet

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends all
    _OWN[:] = [Parquet(name, Path(name).open("rb"), fields, pipeline)]  # noqa: SIM115 - as long as the process


def _group(number: int, *, told: bool) -> Made:
    return _OWN[0].made(number, told=told)
