"""Work on several cores: parts of one input, or many inputs, in processes; results come in order."""

from __future__ import annotations

import io
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bidinorm.cli.inputs import Input
    from bidinorm.cli.session import Session

One = TypeVar("One")
Made = TypeVar("Made")

AHEAD = 4
"""Tasks for each process that are begun before the first result is taken: memory is bounded by them."""
BATCH_FILES, BATCH_BYTES = 64, 8 << 20
"""So many files, or bytes of files, are one task."""


def ordered(
    pool: ProcessPoolExecutor, jobs: int, work: Callable[[One], Made], tasks: Iterable[One], *, ahead: int = AHEAD
) -> Iterator[Made]:
    """Yield the result of each task in order; `ahead` for each process are always under way."""
    source = iter(tasks)
    begun = deque(pool.submit(work, task) for task in islice(source, ahead * jobs))
    try:
        while begun:
            made = begun.popleft().result()
            begun.extend(pool.submit(work, task) for task in islice(source, 1))
            yield made
    finally:
        for future in begun:
            future.cancel()


@dataclass
class Outcome:
    """What a process has done with some inputs."""

    stdout: bytes = b""
    stderr: str = ""
    code: int = 0
    files: int = 0
    changed: int = 0
    lines: int = 0
    done: list[str] = field(default_factory=list)
    counts: dict[str, Counter[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """Some inputs, and the command line that says what to do with them."""

    arguments: tuple[str, ...]
    names: tuple[str, ...]


def batches(inputs: Iterable[Input]) -> Iterator[tuple[str, ...]]:
    """Yield the names of inputs in groups, each large enough to be worth a task."""
    names: list[str] = []
    size = 0
    for one in inputs:
        names.append(one.name)
        size += one.size
        if len(names) == BATCH_FILES or size >= BATCH_BYTES:
            yield tuple(names)
            names, size = [], 0
    if names:
        yield tuple(names)


def spread(inputs: Sequence[Input], jobs: int, context: click.Context) -> Iterator[Outcome]:
    """Run the verb of a command line on many inputs in processes; yield what each has done, in order."""
    arguments = (context.info_name or "", *_options(context))
    with ProcessPoolExecutor(jobs) as pool:
        yield from ordered(pool, jobs, run, (Task(arguments, names) for names in batches(inputs)))


WITHOUT = ("jobs", "resume", "progress")
"""Options that concern all inputs together and not those of one process."""


def _options(context: click.Context) -> Iterator[str]:
    """Yield the options of a command line once more."""
    for option in context.command.params:
        value = context.params.get(option.name or "")
        if not isinstance(option, click.Option) or option.name in WITHOUT or value in (None, "", ()):
            continue
        name = max(option.opts, key=len)
        if option.is_flag:
            yield from (name,) if value else option.secondary_opts[:1]
        else:
            for each in value if isinstance(value, tuple) else (value,):
                yield from (name, str(each))


def run(task: Task) -> Outcome:
    """Run a command line in this process; what it writes is held."""
    from bidinorm.cli import bidinorm

    held = io.BytesIO()
    shown = io.TextIOWrapper(held, "utf-8", "backslashreplace", newline="")
    said = io.StringIO()
    kept = sys.stdout, sys.stderr
    outcome = Outcome()
    sys.stdout, sys.stderr = shown, said
    try:
        arguments = [*task.arguments, "--", *task.names]
        outcome.code = bidinorm.main(arguments, "bidinorm", standalone_mode=False, obj=outcome) or 0
    finally:
        sys.stdout, sys.stderr = kept
    shown.flush()
    outcome.stdout = held.getvalue()
    outcome.stderr = said.getvalue()
    return outcome


def told(session: Session, outcome: Outcome) -> None:
    """Add up what a session of this process has done, for the one that began it."""
    outcome.files, outcome.changed, outcome.lines = session.files, session.changed, session.lines
    outcome.done = session.done
    outcome.counts = {"rules": session.rules, "judged": session.judged}


def merged(session: Session, outcome: Outcome) -> None:
    """Write what a process has written, and add what it has counted."""
    sys.stdout.flush()
    sys.stdout.buffer.write(outcome.stdout)
    click.echo(outcome.stderr, nl=False, err=True)
    session.files += outcome.files
    session.changed += outcome.changed
    session.lines += outcome.lines
    session.rules.update(outcome.counts.get("rules", {}))
    session.judged.update(outcome.counts.get("judged", {}))
    session.code = max(session.code, outcome.code)
    session.done += outcome.done
